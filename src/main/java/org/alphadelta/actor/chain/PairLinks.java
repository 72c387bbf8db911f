package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import org.alphadelta.actor.peer.Peers;

/** Whom a pair tells what happens on its chains. */
public record PairLinks(ActorRef<Peers.Command> peers, ActorRef<ChainPair.Notification> node) {}
