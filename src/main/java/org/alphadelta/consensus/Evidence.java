package org.alphadelta.consensus;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.PublicKey;

/** Two signatures of one key for one step of one chain with different content. */
public sealed interface Evidence extends Canonical {
  PublicKey offender();

  long height();

  int round();

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
    public void writeTo(CanonicalWriter out) {
      out.message(1, first).message(2, second);
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
    public void writeTo(CanonicalWriter out) {
      out.message(3, first).message(4, second);
    }
  }
}
