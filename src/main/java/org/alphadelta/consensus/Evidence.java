package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Proof of an offence: two messages of one key for one step of one chain with different content, or
 * a vote on a chain that the key has left.
 */
public sealed interface Evidence extends Canonical {
  /** Cap: two signed proposals, each with a polka certificate. Bytes. */
  int MAX_BYTES = 2 * Certificates.MAX_BYTES;

  /** More evidence against one offender proves nothing more. */
  int MAX_PER_OFFENDER = 16;

  /** Each kind has field numbers of its own. */
  Codec<Evidence> CODEC =
      Codec.union("evidence", MAX_BYTES, Evidence.class)
          .with(DoubleVote.class, doubleVote())
          .with(DoubleProposal.class, doubleProposal())
          .with(DepartedSignature.class, departedSignature())
          .complete();

  @Override
  default Bytes canonical() {
    return CODEC.encode(this);
  }

  PublicKey offender();

  long height();

  int round();

  /**
   * The offence without signatures and certificates, with the two messages in order: the same
   * offence reported twice, or in the other order, has the same essence.
   */
  Bytes essence();

  /**
   * Whether this proves an offence on that chain: the messages contradict each other, and every
   * signature is valid.
   */
  boolean proves(ChainId chain, SignatureVerifier verifier);

  record DoubleVote(SignedVote first, SignedVote second) implements Evidence {
    @Override
    public PublicKey offender() {
      return first.vote().validator();
    }

    @Override
    public long height() {
      return first.vote().height();
    }

    @Override
    public int round() {
      return first.vote().round();
    }

    @Override
    public Bytes essence() {
      return ordered(1, first.vote(), second.vote());
    }

    @Override
    public boolean proves(ChainId chain, SignatureVerifier verifier) {
      Vote one = first.vote();
      Vote other = second.vote();
      return one.type() == other.type()
          && one.height() == other.height()
          && one.round() == other.round()
          && one.validator().equals(other.validator())
          && !one.value().equals(other.value())
          && signed(first, chain, verifier)
          && signed(second, chain, verifier);
    }
  }

  record DoubleProposal(SignedProposal first, SignedProposal second) implements Evidence {
    @Override
    public PublicKey offender() {
      return first.proposal().proposer();
    }

    @Override
    public long height() {
      return first.proposal().height();
    }

    @Override
    public int round() {
      return first.proposal().round();
    }

    @Override
    public Bytes essence() {
      return ordered(2, first.proposal(), second.proposal());
    }

    @Override
    public boolean proves(ChainId chain, SignatureVerifier verifier) {
      BlockProposal one = first.proposal();
      BlockProposal other = second.proposal();
      return one.height() == other.height()
          && one.round() == other.round()
          && one.proposer().equals(other.proposer())
          && !one.equals(other)
          && signed(first, chain, verifier)
          && signed(second, chain, verifier);
    }
  }

  /**
   * A vote above {@code lastHeight} of a key that left the chain with its upgrade; {@code
   * lastHeight} is the last height it may sign.
   */
  record DepartedSignature(ChainId chain, SignedVote vote, long lastHeight) implements Evidence {
    @Override
    public PublicKey offender() {
      return vote.vote().validator();
    }

    @Override
    public long height() {
      return vote.vote().height();
    }

    @Override
    public int round() {
      return vote.vote().round();
    }

    @Override
    public Bytes essence() {
      return new CanonicalWriter().uint(1, 3).message(2, chain).message(3, vote.vote()).toBytes();
    }

    @Override
    public boolean proves(ChainId named, SignatureVerifier verifier) {
      return chain.equals(named)
          && vote.vote().height() > lastHeight
          && signed(vote, chain, verifier);
    }
  }

  private static Bytes ordered(int kind, Canonical one, Canonical other) {
    boolean rising = one.canonical().compareTo(other.canonical()) <= 0;
    return new CanonicalWriter()
        .uint(1, kind)
        .message(2, rising ? one : other)
        .message(3, rising ? other : one)
        .toBytes();
  }

  private static boolean signed(SignedVote vote, ChainId chain, SignatureVerifier verifier) {
    return verifier.verify(
        vote.vote().validator(), vote.vote().signingBytes(chain), vote.signature());
  }

  private static boolean signed(SignedProposal said, ChainId chain, SignatureVerifier verifier) {
    return verifier.verify(
        said.proposal().proposer(), said.proposal().signingBytes(chain), said.signature());
  }

  private static Codec<DoubleVote> doubleVote() {
    return Codec.of(
        "double vote",
        MAX_BYTES,
        Field.of(1, "first_vote", FieldType.message(SignedVote.CODEC), DoubleVote::first),
        Field.of(2, "second_vote", FieldType.message(SignedVote.CODEC), DoubleVote::second),
        DoubleVote::new);
  }

  private static Codec<DoubleProposal> doubleProposal() {
    return Codec.of(
        "double proposal",
        MAX_BYTES,
        Field.of(
            3, "first_proposal", FieldType.message(SignedProposal.CODEC), DoubleProposal::first),
        Field.of(
            4, "second_proposal", FieldType.message(SignedProposal.CODEC), DoubleProposal::second),
        DoubleProposal::new);
  }

  private static Codec<DepartedSignature> departedSignature() {
    return Codec.of(
        "departed signature",
        MAX_BYTES,
        Field.of(5, "departed_chain", FieldType.message(ChainId.CODEC), DepartedSignature::chain),
        Field.of(6, "departed_vote", FieldType.message(SignedVote.CODEC), DepartedSignature::vote),
        Field.of(7, "last_height", FieldType.UINT64, DepartedSignature::lastHeight),
        DepartedSignature::new);
  }
}
