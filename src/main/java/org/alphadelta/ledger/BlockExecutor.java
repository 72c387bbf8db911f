package org.alphadelta.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Builds and validates candidates for the next block, and caches their executions so that the
 * decided one is not executed again. Time comes in as an argument.
 */
public final class BlockExecutor {
  /** How far a fresh block's time may be ahead of this machine's clock. */
  private static final long MAX_DRIFT_MILLIS = 10_000;

  private static final int MAX_WAITING = 8;
  private static final int MAX_CHECKED = 64;

  /** A proposed block, as bytes. */
  public record Candidate(long height, Hash id, Bytes body) {}

  public sealed interface Verdict {
    record Valid() implements Verdict {}

    record Invalid(Rejection reason) implements Verdict {}

    /** Cannot be validated yet; the candidate is among {@link #held} from now on. */
    record Later() implements Verdict {}
  }

  private record Checked(Block block, Executed executed) {}

  private final AlphaView alpha;
  private final SignatureVerifier verifier;
  private final Map<Hash, Checked> checked = new LinkedHashMap<>();
  private final List<Candidate> waiting = new ArrayList<>();

  public BlockExecutor(AlphaView alpha, SignatureVerifier verifier) {
    this.alpha = alpha;
    this.verifier = verifier;
  }

  /** Validates a candidate for the head's next height. */
  public Verdict judge(Candidate candidate, ChainHead head, long nowMillis) {
    return switch (Block.CODEC.decode(candidate.body())) {
      case Decoded.Malformed<Block> malformed -> new Verdict.Invalid(malformed.rejection());
      case Decoded.Ok<Block> ok -> judge(candidate, ok.value(), head, nowMillis);
    };
  }

  private Verdict judge(Candidate candidate, Block block, ChainHead head, long nowMillis) {
    long least = head.timeMillis() + 1; // valid whatever the clock says
    if (block.header().timeMillis() != least
        && BlockRules.checkDrift(block.header(), nowMillis, MAX_DRIFT_MILLIS).isPresent()) {
      // Validity never depends on a clock: a block from the future is only validated later, when
      // its round may be over.
      return later(candidate);
    }
    return switch (BlockRules.check(head, block, alpha, verifier)) {
      case BlockVerdict.Valid valid -> {
        remember(candidate.id(), new Checked(block, valid.executed()));
        yield new Verdict.Valid();
      }
      case BlockVerdict.Invalid invalid -> new Verdict.Invalid(invalid.rejection());
      case BlockVerdict.Waits waits -> later(candidate);
    };
  }

  private Verdict later(Candidate candidate) {
    if (waiting.size() >= MAX_WAITING) {
      waiting.removeFirst(); // of the earliest round, which matters least
    }
    waiting.add(candidate);
    return new Verdict.Later();
  }

  private void remember(Hash id, Checked one) {
    if (checked.size() < MAX_CHECKED) {
      checked.put(id, one);
    }
  }

  /** Removes and returns the waiting candidates, to be validated again. */
  public List<Candidate> held() {
    List<Candidate> held = List.copyOf(waiting);
    waiting.clear();
    return held;
  }

  public BuiltBlock build(
      ChainHead head, PublicKey self, List<SignedTransaction> candidates, long nowMillis) {
    BuiltBlock result = BlockBuilder.build(head, alpha, self, nowMillis, candidates, verifier);
    if (result instanceof BuiltBlock.Built built) {
      remember(built.block().hash(), new Checked(built.block(), built.selection().executed()));
    }
    return result;
  }

  /** The step to a decided block, if its execution is cached. */
  public Optional<LedgerStep.Applied> known(ChainHead head, CommitCertificate certificate) {
    return Optional.ofNullable(checked.get(certificate.value()))
        .map(c -> Ledger.applied(head, new CertifiedBlock(c.block(), certificate), c.executed()));
  }

  /** Another block is final: drops everything about the height before. */
  public void advanced(ChainHead head) {
    checked.clear();
    waiting.removeIf(c -> c.height() < head.nextHeight());
  }
}
