package org.alphadelta.consensus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;

/**
 * Signs consensus messages; nothing else does. It asks the sign-state first and stores it before a
 * signature is released (rules 20, 21, 24).
 */
final class MessageSigner {
  private static final Signature NONE = Signature.of(new byte[Signature.LENGTH]);

  private final ChainId chain;
  private final Signer signer;
  private final SignState state;
  private Optional<SignRecord> record = Optional.empty();
  private boolean signed;

  /** Result of a signing request. */
  sealed interface Outcome {
    record Signed(OwnMessage message) implements Outcome {}

    record Refused(Rejection reason) implements Outcome {}
  }

  MessageSigner(ChainId chain, Signer signer, SignState state) {
    this.chain = chain;
    this.signer = signer;
    this.state = state;
  }

  PublicKey key() {
    return signer.publicKey();
  }

  /** Whether anything new was signed since this process started (rule 25). */
  boolean hasSigned() {
    return signed;
  }

  /** Loads the record once; a chain without one has lost its disk (rule 25). */
  SignRecord open() throws IOException, SafetyViolation {
    if (record.isEmpty()) {
      record = state.load();
    }
    SignRecord found =
        record.orElseThrow(
            () ->
                new SafetyViolation(
                    "the sign-state of " + chain + " is missing; was a disk restored?"));
    if (!found.chain().equals(chain) || !found.key().equals(key())) {
      throw new SafetyViolation(
          "the sign-state is of "
              + found.chain()
              + " and key "
              + found.key()
              + ", expected "
              + chain
              + " and key "
              + key());
    }
    return found;
  }

  void stopAfter(long height) throws IOException, SafetyViolation {
    SignRecord stopped = open().stoppedAfter(height);
    state.store(stopped);
    record = Optional.of(stopped);
  }

  boolean mayEverSign(long height) throws IOException, SafetyViolation {
    return !open().isPastMark(height);
  }

  Outcome sign(BlockProposal proposal) throws IOException, SafetyViolation {
    return sign(
        new OwnMessage.OfProposal(proposal, NONE),
        signature -> new OwnMessage.OfProposal(proposal, signature));
  }

  Outcome sign(Vote vote) throws IOException, SafetyViolation {
    return sign(
        new OwnMessage.OfVote(new SignedVote(vote, NONE)),
        signature -> new OwnMessage.OfVote(new SignedVote(vote, signature)));
  }

  private Outcome sign(OwnMessage unsigned, java.util.function.Function<Signature, OwnMessage> with)
      throws IOException, SafetyViolation {
    SignRecord before = open();
    return switch (before.judge(unsigned)) {
      case SigningVerdict.Refused refused -> new Outcome.Refused(refused.reason());
      case SigningVerdict.Repeat repeat -> new Outcome.Signed(with.apply(repeat.signature()));
      case SigningVerdict.Fresh fresh -> {
        OwnMessage message = with.apply(signer.sign(unsigned.signingBytes(chain)));
        SignRecord after = before.signed(message);
        state.store(after);
        record = Optional.of(after);
        signed = true;
        yield new Outcome.Signed(message);
      }
    };
  }

  /** Compares a valid signature of our own key from outside with the sign-state (rule 25). */
  void compare(OwnMessage seen) throws IOException, SafetyViolation {
    if (open().contradicts(seen)) {
      throw new SafetyViolation(
          "a valid signature of our own key at "
              + seen.position()
              + " is not ours, the sign-state stands at "
              + open().watermark()
              + "; was a disk restored, or does another process hold the key?");
    }
  }

  /**
   * Compares the own messages in the log of a height with the sign-state (rule 24).
   *
   * @return the message missing in the log, if exactly the last one is
   */
  Optional<OwnMessage> missingIn(List<OwnMessage> logged, long height)
      throws IOException, SafetyViolation {
    SignRecord here = open();
    Position end = logged.isEmpty() ? Position.NONE : logged.getLast().position();
    if (here.last().isEmpty() && end.compareTo(here.watermark()) <= 0) {
      return Optional.empty(); // nothing signed yet, or an operator raised it: nothing is missing
    }
    if (here.watermark().height() > height) {
      throw new SafetyViolation(
          "the sign-state stands at " + here.watermark() + ", the ledger only at height " + height);
    }
    if (here.watermark().height() < height) {
      return agreed(logged.isEmpty(), Optional.empty(), end, here);
    }
    Optional<OwnMessage> last = here.last();
    if (here.ordinal() == logged.size() + 1L && end.compareTo(here.watermark()) < 0) {
      return last;
    }
    boolean same =
        here.ordinal() == logged.size()
            && last.filter(l -> !logged.isEmpty() && l.saysTheSameAs(logged.getLast())).isPresent();
    return agreed(same, Optional.empty(), end, here);
  }

  private static Optional<OwnMessage> agreed(
      boolean agree, Optional<OwnMessage> missing, Position end, SignRecord record)
      throws SafetyViolation {
    if (!agree) {
      throw new SafetyViolation(
          "log and sign-state disagree: the log ends at "
              + end
              + ", the sign-state stands at "
              + record.watermark()
              + " with "
              + record.ordinal()
              + " messages at that height");
    }
    return missing;
  }
}
