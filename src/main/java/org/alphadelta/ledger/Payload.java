package org.alphadelta.ledger;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;

/** What a transaction does. Delta takes {@link TransferPublic} alone. */
public sealed interface Payload extends Canonical {
  /** Moves credits; the sender also pays the chain's flat fee. */
  record TransferPublic(PublicKey recipient, long amount) implements Payload {
    public TransferPublic {
      if (amount < 1) {
        throw new IllegalArgumentException("a transfer moves at least 1 credit, found " + amount);
      }
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.bytes(1, recipient.bytes()).uint(2, amount);
    }
  }

  record SubmitProposal(ProposalTerms terms) implements Payload {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, terms);
    }
  }

  record WithdrawProposal(Hash proposal) implements Payload {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal);
    }
  }

  record CastVote(Hash proposal, Ballot ballot) implements Payload {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).uint(2, ballot.number());
    }
  }

  /** The genesis hashes the sender computed itself from the parameters. */
  record AttestReadiness(Hash proposal, Hash alpha, Hash delta) implements Payload {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).hash(2, alpha).hash(3, delta);
    }
  }
}
