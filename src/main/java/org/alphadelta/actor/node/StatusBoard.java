package org.alphadelta.actor.node;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.chain.EvidenceKeeper;
import org.alphadelta.actor.genesis.GenesisFetcher;
import org.alphadelta.actor.node.NodePort.Offence;
import org.alphadelta.actor.node.NodeStatus.ChainProgress;
import org.alphadelta.actor.node.NodeStatus.ConnectedPeer;
import org.alphadelta.actor.node.NodeStatus.GenesisProgress;
import org.alphadelta.actor.node.NodeStatus.UpgradeProgress;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.DoubleAttestation;

/** Collects a node's newest state for its status. Nothing is decided by it. */
final class StatusBoard {
  private final NodeSetup setup;
  private final Map<String, ChainPair.Advanced> chains = new LinkedHashMap<>();
  private GenesisProgress genesis;
  private NodePhase phase = NodePhase.UNKNOWN;
  private Optional<UpgradeProgress> upgrade = Optional.empty();
  private final Map<ChainKind, List<Evidence>> evidence = new EnumMap<>(ChainKind.class);
  private List<DoubleAttestation> contradictions = List.of();

  StatusBoard(NodeSetup setup) {
    this.setup = setup;
    long needed = setup.environment().pins().needed();
    this.genesis =
        new GenesisProgress(
            0,
            needed,
            setup.environment().pins().governors().size(),
            "0 of " + needed + " needed",
            Optional.empty());
  }

  void genesis(GenesisFetcher.Progress progress) {
    genesis =
        new GenesisProgress(
            progress.have(),
            progress.needed(),
            setup.environment().pins().governors().size(),
            progress.sentence(),
            Optional.empty());
    phase = progress.agreed() ? NodePhase.FETCHING : NodePhase.UNKNOWN;
  }

  void verified(GenesisFetcher.Verified verified) {
    genesis =
        new GenesisProgress(
            verified.attestations().size(),
            setup.environment().pins().needed(),
            setup.environment().pins().governors().size(),
            "verified (" + verified.source() + ")",
            Optional.of(verified.source()));
    phase = NodePhase.VERIFIED;
  }

  void advanced(ChainPair.Advanced advanced) {
    chains.put(advanced.pair() + " " + advanced.kind(), advanced);
  }

  void upgrade(UpgradeProtocol.Progress progress) {
    upgrade =
        Optional.of(
            new UpgradeProgress(
                progress.proposal(),
                progress.step(),
                progress.target(),
                progress.blocked(),
                progress.sentence()));
  }

  void kept(EvidenceKeeper.Notification notification) {
    evidence.put(notification.kind(), notification.evidence());
  }

  void contradicted(List<DoubleAttestation> found) {
    contradictions = found;
  }

  List<Offence> offences() {
    List<Offence> offences = new ArrayList<>();
    evidence.forEach(
        (kind, kept) -> kept.forEach(found -> offences.add(new Offence.OnChain(kind, found))));
    contradictions.forEach(found -> offences.add(new Offence.OnGenesis(found)));
    return offences;
  }

  NodeStatus status(List<PeerConnection> connections, Optional<GenesisPairId> current) {
    Optional<PublicKey> self = setup.environment().validator().map(Signer::publicKey);
    return new NodeStatus(
        setup.environment().pins().network(),
        current.map(GenesisPairId::generation).orElse(setup.environment().pins().generation()),
        setup.build(),
        setup.version(),
        setup.peers().nodeKey(),
        self,
        phase(current),
        current,
        genesis,
        chains.values().stream().map(c -> progress(c, self)).toList(),
        connections.stream().map(StatusBoard::peer).toList(),
        upgrade,
        offences().size(),
        offences().stream().map(Offence::offender).distinct().sorted().toList(),
        warnings(current));
  }

  private NodePhase phase(Optional<GenesisPairId> current) {
    boolean switching =
        upgrade
            .filter(u -> u.blocked().isEmpty())
            .filter(u -> !u.step().equals("completed") && !u.step().equals("preflighted"))
            .isPresent();
    if (current.isEmpty()) {
      return phase;
    }
    return switching ? NodePhase.SWITCHING : NodePhase.RUNNING;
  }

  private static ChainProgress progress(ChainPair.Advanced chain, Optional<PublicKey> self) {
    Committee next = chain.view().head().committee();
    return new ChainProgress(
        chain.pair(),
        chain.kind(),
        chain.view().height(),
        chain.view().headHash(),
        chain.view().head().chain().genesis(),
        self.flatMap(next::role),
        chain.activity(),
        chain.round(),
        chain.view().signedHeight(),
        next.size(),
        next.tolerates(),
        chain.view().head().concluded());
  }

  private static ConnectedPeer peer(PeerConnection connection) {
    return new ConnectedPeer(
        connection.nodeKey(),
        connection.validator(),
        connection.address(),
        connection.inbound(),
        connection.scope(),
        connection.wanted().toString());
  }

  private List<String> warnings(Optional<GenesisPairId> current) {
    List<String> warnings = new ArrayList<>();
    upgrade
        .flatMap(UpgradeProgress::blocked)
        .ifPresent(why -> warnings.add("upgrade blocked: " + why));
    for (ChainPair.Advanced chain : chains.values()) {
      Committee next = chain.view().head().committee();
      boolean ours = current.filter(chain.pair()::equals).isPresent();
      if (ours && !next.isEmpty() && next.tolerates() == 0) {
        warnings.add(
            chain.kind() + " is run by " + next.size() + " validators and tolerates no fault");
      }
    }
    return warnings;
  }
}
