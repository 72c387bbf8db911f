package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.ChainKind;
import org.alphadelta.governance.GovernanceSnapshot;

/**
 * Receivers of a pair's notifications. {@code governance} takes the state of Alpha after each
 * block, on the pair's thread.
 */
public record PairLinks(
    ActorRef<ChainPair.Notification> node,
    ActorRef<Peers.Command> peers,
    Map<ChainKind, ActorRef<EvidenceKeeper.Command>> evidence,
    Consumer<GovernanceSnapshot> governance,
    Optional<ActorRef<UpgradeProtocol.Command>> upgrade) {
  public PairLinks {
    evidence = Map.copyOf(evidence);
  }
}
