package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;

/**
 * A message this validator signed, whole: what log and sign-state keep. A proposal's certificate is
 * not part of it.
 */
public sealed interface OwnMessage extends Canonical {
  Position position();

  PublicKey author();

  Signature signature();

  /** What the signature covers. */
  Bytes signingBytes(ChainId chain);

  /** Whether the other message says the same; signatures do not matter. */
  boolean saysTheSameAs(OwnMessage other);

  record OfProposal(BlockProposal proposal, Signature signature) implements OwnMessage {
    @Override
    public Position position() {
      return new Position(proposal.height(), proposal.round(), 1);
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

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, proposal).bytes(2, signature.bytes());
    }
  }

  record OfVote(SignedVote signed) implements OwnMessage {
    @Override
    public Position position() {
      Vote vote = signed.vote();
      return new Position(vote.height(), vote.round(), 1 + vote.type().number());
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

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(3, signed);
    }
  }
}
