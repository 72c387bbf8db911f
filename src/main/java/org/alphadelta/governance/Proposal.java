package org.alphadelta.governance;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * A proposal as the chain stores it: its terms, who submitted it when, the counters and where it
 * stands.
 */
public record Proposal(
    Hash id,
    ProposalTerms terms,
    PublicKey proposer,
    long sequence,
    long createdAtHeight,
    long votingEndsHeight,
    BallotCount governors,
    BallotCount publics,
    ProposalStatus status)
    implements Canonical {
  public Proposal withStatus(ProposalStatus next) {
    return new Proposal(
        id, terms, proposer, sequence, createdAtHeight, votingEndsHeight, governors, publics, next);
  }

  public Proposal withCounts(BallotCount nextGovernors, BallotCount nextPublics) {
    return new Proposal(
        id,
        terms,
        proposer,
        sequence,
        createdAtHeight,
        votingEndsHeight,
        nextGovernors,
        nextPublics,
        status);
  }

  /** F: the last height at which readiness counts. */
  public long freezeHeight(ChainParameters parameters) {
    return terms.activationHeight() - parameters.freeze();
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.hash(1, id)
        .message(2, terms)
        .bytes(3, proposer.bytes())
        .uint(4, sequence)
        .uint(5, createdAtHeight)
        .uint(6, votingEndsHeight)
        .message(7, governors)
        .message(8, publics)
        .uint(9, status.number());
  }
}
