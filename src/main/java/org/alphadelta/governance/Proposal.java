package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * A proposal as the chain stores it: its terms, proposer and creation height, the counters and the
 * status.
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
  public static final Codec<Proposal> CODEC =
      Codec.of(
          "proposal",
          Committee.MAX_BYTES,
          Field.of(1, "id", FieldType.HASH, Proposal::id),
          Field.of(2, "terms", FieldType.message(ProposalTerms.CODEC), Proposal::terms),
          Field.of(3, "proposer", FieldType.PUBLIC_KEY, Proposal::proposer),
          Field.of(4, "sequence", FieldType.UINT64, Proposal::sequence),
          Field.of(5, "created_at_height", FieldType.UINT64, Proposal::createdAtHeight),
          Field.of(6, "voting_ends_height", FieldType.UINT64, Proposal::votingEndsHeight),
          Field.of(7, "governors", FieldType.message(BallotCount.CODEC), Proposal::governors),
          Field.of(8, "publics", FieldType.message(BallotCount.CODEC), Proposal::publics),
          Field.of(9, "status", ProposalStatus.TYPE, Proposal::status),
          Proposal::new);

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
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
