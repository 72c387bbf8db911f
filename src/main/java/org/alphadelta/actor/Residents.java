package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;

/**
 * The actors that live as long as their node, whatever chains it runs. It does not know what they
 * say.
 */
record Residents(
    ActorRef<Library.Command> library,
    ActorRef<Certifier.Command> certifier,
    ActorRef<Peers.Command> peers,
    ActorRef<GenesisFetcher.Command> fetcher,
    ActorRef<Governor.Command> governor,
    ActorRef<Ratifier.Command> ratifier,
    Optional<ActorRef<Succession.Command>> upgrade,
    Map<ChainKind, ActorRef<EvidenceKeeper.Command>> evidence) {
  Residents {
    evidence = Map.copyOf(evidence);
  }

  /** Where each of them is heard. */
  record Ears(
      ActorRef<Library.News> library,
      ActorRef<GenesisFetcher.News> fetcher,
      ActorRef<Governor.Order> governor,
      ActorRef<Ratifier.Order> ratifier,
      ActorRef<Succession.Order> upgrade,
      ActorRef<EvidenceKeeper.Kept> evidence) {}

  /** Starts and watches them; a failed singleton ends the node through the setup's stop. */
  static Residents moveIn(ActorContext<?> node, NodeSetup setup, Ears ears) {
    Machine machine = setup.machine();
    DispatcherSelector disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
    ActorRef<Library.Command> library =
        node.spawn(Library.create(machine, ears.library()), "library", disk);
    ActorRef<Certifier.Command> certifier = node.spawn(Certifier.create(library), "certifier");
    ActorRef<Peers.Command> peers =
        node.spawn(
            Peers.create(
                setup.peers(),
                machine,
                node.spawn(Session.passedTo(library, Library.Event::new), "library-sessions"),
                found -> library.tell(new Library.Certified(found))),
            "peers");
    ActorRef<GenesisFetcher.Command> fetcher =
        node.spawn(
            GenesisFetcher.create(ears.fetcher(), machine, setup.codecs(), setup.clock()),
            "genesis",
            disk);
    Residents all =
        new Residents(
            library,
            certifier,
            peers,
            fetcher,
            singleton(
                node,
                setup,
                Governor.create(ears.governor(), machine, setup.codecs(), setup.clock()),
                "governor"),
            singleton(
                node,
                setup,
                Ratifier.create(ears.ratifier(), setup.codecs(), setup.clock()),
                "ratifier"),
            setup
                .upgrades()
                .behavior(ears.upgrade(), machine)
                .map(behavior -> singleton(node, setup, behavior, "succession")),
            keepers(node, setup, ears.evidence()));
    node.watch(library);
    node.watch(peers);
    node.watch(fetcher);
    all.evidence().values().forEach(node::watch);
    return all;
  }

  /** A build without upgrades tells nobody. */
  void tellUpgrade(Succession.Command command) {
    upgrade.ifPresent(actor -> actor.tell(command));
  }

  /** To the keeper of that kind of chain. */
  void keep(ChainId chain, Evidence found) {
    Optional.ofNullable(evidence.get(chain.kind()))
        .ifPresent(keeper -> keeper.tell(new EvidenceKeeper.Keep(chain, found)));
  }

  private static <T> ActorRef<T> singleton(
      ActorContext<?> node, NodeSetup setup, Behavior<T> behavior, String name) {
    return ClusterSingleton.get(node.getSystem())
        .init(
            SingletonActor.of(
                Guarded.create(behavior, cause -> setup.stop().accept(Node.Stop.of(name, cause))),
                name));
  }

  private static Map<ChainKind, ActorRef<EvidenceKeeper.Command>> keepers(
      ActorContext<?> node, NodeSetup setup, ActorRef<EvidenceKeeper.Kept> to) {
    Map<ChainKind, ActorRef<EvidenceKeeper.Command>> keepers = new EnumMap<>(ChainKind.class);
    for (ChainKind kind : ChainKind.values()) {
      keepers.put(
          kind,
          node.spawn(
              EvidenceKeeper.create(
                  kind, to, setup.machine().verifier(), setup.codecs(), setup.clock()),
              "evidence-" + kind.label()));
    }
    return keepers;
  }
}
