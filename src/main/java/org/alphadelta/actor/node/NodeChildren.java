package org.alphadelta.actor.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.chain.EvidenceKeeper;
import org.alphadelta.actor.chain.PairLinks;
import org.alphadelta.actor.genesis.GenesisFetcher;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.governance.CertificateAssembler;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.actor.governance.Ratifier;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Signer;

/** The actors that live as long as their node, whatever chains it runs. */
record NodeChildren(
    ActorRef<GenesisStore.Command> genesisStore,
    ActorRef<CertificateAssembler.Command> assembler,
    ActorRef<Peers.Command> peers,
    ActorRef<Governor.Command> governor,
    ActorRef<Ratifier.Command> ratifier,
    Optional<ActorRef<UpgradeProtocol.Command>> upgrade,
    Map<ChainKind, ActorRef<EvidenceKeeper.Command>> evidence) {
  NodeChildren {
    evidence = Map.copyOf(evidence);
  }

  /** The receivers of their notifications. */
  record Listeners(
      ActorRef<GenesisStore.Notification> genesisStore,
      ActorRef<GenesisFetcher.Notification> fetcher,
      ActorRef<Governor.Notification> governor,
      ActorRef<Ratifier.Notification> ratifier,
      ActorRef<UpgradeProtocol.Notification> upgrade,
      ActorRef<EvidenceKeeper.Notification> evidence) {}

  /** Starts and watches them; a failed singleton stops the node through the setup's stop. */
  static NodeChildren spawn(ActorContext<?> node, NodeSetup setup, Listeners listeners) {
    NodeEnvironment environment = setup.environment();
    DispatcherSelector disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
    ActorRef<Peers.Command> peers = node.spawn(Peers.create(setup.peers(), environment), "peers");
    ActorRef<GenesisStore.Command> genesisStore =
        node.spawn(
            GenesisStore.create(environment, peers, listeners.genesisStore()),
            "genesis-store",
            disk);
    ActorRef<GenesisFetcher.Command> fetcher =
        node.spawn(
            GenesisFetcher.create(
                environment,
                setup.journaling(),
                new GenesisFetcher.Links(listeners.fetcher(), peers, genesisStore)),
            "genesis",
            disk);
    Optional<ActorRef<UpgradeProtocol.Command>> upgrade =
        setup
            .upgrades()
            .behavior(listeners.upgrade(), environment)
            .map(behavior -> singleton(node, setup, behavior, "succession"));
    ActorRef<CertificateAssembler.Command> assembler =
        node.spawn(
            CertificateAssembler.create(
                genesisStore, upgrade, environment.validator().map(Signer::publicKey)),
            "certificate-assembler");
    NodeChildren all =
        new NodeChildren(
            genesisStore,
            assembler,
            peers,
            singleton(
                node,
                setup,
                Governor.create(
                    environment,
                    setup.journaling(),
                    new Governor.Links(listeners.governor(), genesisStore, upgrade)),
                "governor"),
            singleton(
                node,
                setup,
                Ratifier.create(listeners.ratifier(), setup.journaling(), assembler),
                "ratifier"),
            upgrade,
            keepers(node, setup, listeners.evidence()));
    node.watch(genesisStore);
    node.watch(peers);
    node.watch(fetcher);
    all.evidence().values().forEach(node::watch);
    return all;
  }

  /** What a pair is connected to; {@code listener}: where its node hears it. */
  PairLinks links(ActorRef<ChainPair.Notification> listener) {
    return new PairLinks(
        listener,
        peers,
        evidence,
        snapshot -> {
          governor.tell(new Governor.Observe(snapshot));
          ratifier.tell(new Ratifier.Observe(snapshot));
        },
        upgrade);
  }

  private static <T> ActorRef<T> singleton(
      ActorContext<?> node, NodeSetup setup, Behavior<T> behavior, String name) {
    return ClusterSingleton.get(node.getSystem())
        .init(
            SingletonActor.of(
                SupervisedSingleton.create(
                    behavior, cause -> setup.stop().accept(Node.Stop.of(name, cause))),
                name));
  }

  private static Map<ChainKind, ActorRef<EvidenceKeeper.Command>> keepers(
      ActorContext<?> node, NodeSetup setup, ActorRef<EvidenceKeeper.Notification> to) {
    Map<ChainKind, ActorRef<EvidenceKeeper.Command>> keepers = new EnumMap<>(ChainKind.class);
    for (ChainKind kind : ChainKind.values()) {
      keepers.put(
          kind,
          node.spawn(
              EvidenceKeeper.create(kind, to, setup.environment().verifier(), setup.journaling()),
              "evidence-" + kind.label()));
    }
    return keepers;
  }
}
