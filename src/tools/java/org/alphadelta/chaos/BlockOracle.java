package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.Ledger;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.ledger.StoredAlphaView;
import org.alphadelta.ledger.SyncRule;

/** Checks stored blocks in order, with a state of its own. */
interface BlockOracle {
  ChainId chain();

  /** The committee of a height, if the blocks stored so far determine it. */
  Optional<Committee> committee(long height);

  /** The defect of a block that some node stored, if any; called for every node's blocks. */
  Optional<String> judge(StoredBlock block);

  /** One height of {@link SimValue} blocks, for the twins. */
  record OneHeight(ChainId chain, Committee members, SignatureVerifier verifier)
      implements BlockOracle {
    @Override
    public Optional<Committee> committee(long height) {
      return height == 1 ? Optional.of(members) : Optional.empty();
    }

    @Override
    public Optional<String> judge(StoredBlock block) {
      if (!SimValue.names(block.certificate().value(), block.body())
          || !SimValue.valid(block.body(), 1, SimValue.GENESIS)) {
        return Optional.of("an invalid block");
      }
      return Certificates.verify(block.certificate(), chain, members, verifier)
          .map(Rejection::sentence);
    }
  }

  /** A chain of the product: executes every block once more, independently of all nodes. */
  final class OfLedger implements BlockOracle {
    private final SignatureVerifier verifier;
    private final SimStore store = new SimStore();
    private final StoredAlphaView alpha;
    private final List<ChainHead> heads = new ArrayList<>();

    OfLedger(
        SimulatedGenesis genesis,
        ChainKind kind,
        SignatureVerifier verifier,
        Optional<OfLedger> alpha) {
      this.verifier = verifier;
      store.initialize(genesis.origin(kind));
      heads.add(ChainHead.genesis(genesis.origin(kind)));
      this.alpha =
          new StoredAlphaView(
              genesis.origin(ChainKind.ALPHA), alpha.map(a -> a.store).orElse(store));
    }

    @Override
    public ChainId chain() {
      return heads.getFirst().chain();
    }

    @Override
    public Optional<Committee> committee(long height) {
      return height < 1 || height > heads.size()
          ? Optional.empty()
          : Optional.of(heads.get((int) height - 1).committee());
    }

    ChainHead head() {
      return heads.getLast();
    }

    SimStore store() {
      return store;
    }

    @Override
    public Optional<String> judge(StoredBlock stored) {
      Optional<Block> block = Block.CODEC.decode(stored.body()).toOptional();
      long height = stored.certificate().height();
      if (block.isEmpty() || height > heads.size()) {
        return Optional.of("no block of this chain at height " + height);
      }
      CertifiedBlock certified = new CertifiedBlock(block.get(), stored.certificate());
      ChainHead before = heads.get((int) height - 1);
      if (height < heads.size()) {
        return SyncRule.check(before, certified, verifier).map(Rejection::sentence);
      }
      return switch (Ledger.apply(before, certified, alpha, verifier)) {
        case LedgerStep.Applied applied -> {
          store.append(certified, applied.head().committee(), List.of());
          heads.add(applied.head());
          yield Optional.empty();
        }
        case LedgerStep.Refused refused -> Optional.of(refused.rejection().sentence());
        case LedgerStep.Contradicted wrong -> Optional.of(wrong.rejection().sentence());
        case LedgerStep.Waits waits ->
            Optional.of("anchored at alpha " + waits.alphaHeight() + ", which nobody stored");
      };
    }
  }
}
