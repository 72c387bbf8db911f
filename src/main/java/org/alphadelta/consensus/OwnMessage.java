package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;

/**
 * A message signed by this validator, as log and sign-state store it. It has no polka certificate.
 */
public sealed interface OwnMessage extends Canonical {
  /** A proposal has fields 1 and 2, a vote field 3. */
  Codec<OwnMessage> CODEC =
      Codec.union("own message", 2 * Codec.SMALL_BYTES, OwnMessage.class)
          .with(OfProposal.class, ofProposal())
          .with(OfVote.class, ofVote())
          .complete();

  @Override
  default Bytes canonical() {
    return CODEC.encode(this);
  }

  Position position();

  PublicKey author();

  Signature signature();

  /** The signed bytes. */
  Bytes signingBytes(ChainId chain);

  /** Whether the other message has the same content; signatures do not matter. */
  boolean saysTheSameAs(OwnMessage other);

  record OfProposal(BlockProposal proposal, Signature signature) implements OwnMessage {
    @Override
    public Position position() {
      return new Position(proposal.height(), proposal.round(), SigningStep.PROPOSAL);
    }

    @Override
    public PublicKey author() {
      return proposal.proposer();
    }

    @Override
    public Bytes signingBytes(ChainId chain) {
      return proposal.signingBytes(chain);
    }

    @Override
    public boolean saysTheSameAs(OwnMessage other) {
      return other instanceof OfProposal same && same.proposal.equals(proposal);
    }
  }

  record OfVote(SignedVote signed) implements OwnMessage {
    @Override
    public Position position() {
      Vote vote = signed.vote();
      return new Position(vote.height(), vote.round(), SigningStep.of(vote.type()));
    }

    @Override
    public PublicKey author() {
      return signed.vote().validator();
    }

    @Override
    public Signature signature() {
      return signed.signature();
    }

    @Override
    public Bytes signingBytes(ChainId chain) {
      return signed.vote().signingBytes(chain);
    }

    @Override
    public boolean saysTheSameAs(OwnMessage other) {
      return other instanceof OfVote same && same.signed.vote().equals(signed.vote());
    }
  }

  private static Codec<OfProposal> ofProposal() {
    return Codec.of(
        "own proposal",
        Codec.SMALL_BYTES,
        Field.of(1, "proposal", FieldType.message(BlockProposal.CODEC), OfProposal::proposal),
        Field.of(2, "signature", FieldType.SIGNATURE, OfProposal::signature),
        OfProposal::new);
  }

  private static Codec<OfVote> ofVote() {
    return Codec.of(
        "own vote",
        Codec.SMALL_BYTES,
        Field.of(3, "vote", FieldType.message(SignedVote.CODEC), OfVote::signed),
        OfVote::new);
  }
}
