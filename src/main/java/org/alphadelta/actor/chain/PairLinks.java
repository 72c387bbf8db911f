package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import org.alphadelta.actor.peer.Peers;

/** Receivers of a pair's notifications. */
public record PairLinks(ActorRef<Peers.Command> peers, ActorRef<ChainPair.Notification> node) {}
