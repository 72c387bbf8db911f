package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.peer.Recipient;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.StoredAlphaView;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.LevelBlockStore;
import org.alphadelta.wire.Destination;

/** An opened chain of a pair: its blocks, and its three actors. */
record OpenChain(
    LevelBlockStore store,
    ChainOrigin origin,
    ActorRef<Consensus.Command> consensus,
    ActorRef<ChainLedger.Command> ledger,
    ActorRef<Mempool.Command> mempool) {

  /** Opens the chains of one pair; the actors become children of the opening actor. */
  record Opener(
      ActorContext<?> parent,
      GenesisPair pair,
      ChainEnvironment environment,
      ActorRef<Consensus.Notification> agreement,
      ActorRef<ChainLedger.Notification> ledgers) {

    OpenChain alpha() {
      return open(ChainKind.ALPHA, Optional.empty());
    }

    /** Opens Delta, whose blocks are anchored at this Alpha. */
    OpenChain delta(OpenChain alpha) {
      return open(ChainKind.DELTA, Optional.of(alpha));
    }

    private OpenChain open(ChainKind kind, Optional<OpenChain> above) {
      Genesis genesis = pair.of(kind);
      ChainOrigin origin = GenesisGenerator.origin(genesis);
      LevelBlockStore store =
          LevelBlockStore.open(environment.node().home().blocks(pair.id(), kind));
      store.torn().ifPresent(torn -> parent.getLog().warn(torn.sentence()));
      store.initialize(origin);
      ChainHead head = ChainHead.restore(origin, store);
      StoredAlphaView alpha =
          above
              .map(chain -> new StoredAlphaView(chain.origin(), chain.store()))
              .orElseGet(() -> new StoredAlphaView(origin, store));
      DispatcherSelector disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
      String name = kind.label();
      ActorRef<Mempool.Command> mempool =
          parent.spawn(
              Mempool.create(
                  environment, Duration.ofMillis(origin.parameters().blockIntervalMillis())),
              "mempool-" + name);
      ActorRef<ChainLedger.Command> ledger =
          parent.spawn(
              ChainLedger.create(
                  environment, new StoredChain(genesis, head, store, alpha), ledgers),
              "ledger-" + name,
              disk);
      ActorRef<Consensus.Command> consensus =
          parent.spawn(
              Consensus.create(
                  engine(kind, genesis), new Consensus.Blocks(ledger, mempool), agreement),
              "consensus-" + name,
              disk);
      parent.watch(consensus);
      parent.watch(ledger);
      parent.watch(mempool);
      return new OpenChain(store, origin, consensus, ledger, mempool);
    }

    private Engine engine(ChainKind kind, Genesis genesis) {
      ChainId chain = pair.id().chain(kind);
      Optional<Signer> signer = environment.node().validator();
      PublicKey key = signer.map(Signer::publicKey).orElse(environment.settings().nodeKey());
      return new Engine(
          new EngineConfig(
              chain,
              environment.settings().timeouts(genesis.parameters().chain().blockIntervalMillis()),
              Proposers.ROTATING),
          log(kind),
          new FileSignState(environment.node().disk(), environment.node().home(), chain, key),
          environment.node().verifier(),
          Block::isNamed,
          signer);
    }

    private FileConsensusLog log(ChainKind kind) {
      Path path = environment.node().home().consensusLog(pair.id(), kind);
      try {
        FileConsensusLog log = FileConsensusLog.open(environment.node().disk(), path);
        log.torn().ifPresent(torn -> parent.getLog().warn(torn.sentence()));
        return log;
      } catch (IOException e) {
        throw new UncheckedIOException("the log of agreement " + path + " cannot be read", e);
      }
    }
  }

  /** The recipients of peers' messages about this chain. */
  List<Recipient<?>> recipients() {
    ChainKind kind = origin.genesis().kind();
    return List.of(
        Recipient.of(Destination.LEDGER, kind, ledger, ChainLedger.Event::new),
        Recipient.of(Destination.MEMPOOL, kind, mempool, Mempool.Event::new),
        Recipient.of(Destination.CONSENSUS, kind, consensus, Consensus.Event::new));
  }
}
