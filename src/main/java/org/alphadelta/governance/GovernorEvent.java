package org.alphadelta.governance;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;

/**
 * What this validator's governor has seen on the chain and has done itself. Stream {@code
 * governor}.
 */
public sealed interface GovernorEvent extends Canonical {
  /** Alpha's genesis: the chain this event speaks of. */
  Hash chain();

  /** The chain took a proposal. */
  record ProposalRecorded(Hash chain, Proposal proposal) implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).message(2, proposal);
    }
  }

  /** The chain counted a vote; a later one of the same voter replaces it. */
  record VoteRecorded(Hash chain, Hash proposal, PublicKey voter, Role role, CastBallot cast)
      implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain)
          .hash(2, proposal)
          .bytes(3, voter.bytes())
          .uint(4, role.number())
          .message(5, cast);
    }
  }

  /** The chain took a validator's word on the genesis hashes it computed. */
  record ReadinessRecorded(Hash chain, Hash proposal, PublicKey voter, Readiness readiness)
      implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).hash(2, proposal).bytes(3, voter.bytes()).message(4, readiness);
    }
  }

  /** The counters of a proposal after a block that changed them. */
  record TallyRecorded(
      Hash chain, Hash proposal, long height, BallotCount governors, BallotCount publics)
      implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain)
          .hash(2, proposal)
          .uint(3, height)
          .message(4, governors)
          .message(5, publics);
    }
  }

  /** A proposal left the state it was in. */
  record StatusRecorded(Hash chain, Hash proposal, long height, ProposalStatus status)
      implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).hash(2, proposal).uint(3, height).uint(4, status.number());
    }
  }

  /** A parameter file lies in the local store, checked against its content id. */
  record ParametersPinned(Hash chain, Cid cid, long size) implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).hash(2, cid.digest()).uint(3, size);
    }
  }

  /**
   * Both genesis blocks were rebuilt from the pinned parameters; {@code matches}: they have the
   * expected hashes.
   */
  record GenesisRebuilt(Hash chain, Hash proposal, Hash alpha, Hash delta, boolean matches)
      implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).hash(2, proposal).hash(3, alpha).hash(4, delta).bool(5, matches);
    }
  }

  /** This validator decided to vote; the transaction follows. */
  record VoteCast(Hash chain, Hash proposal, Ballot ballot) implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).hash(2, proposal).uint(3, ballot.number());
    }
  }

  /** This validator decided to attest that it is ready; the transaction follows. */
  record ReadinessAttested(Hash chain, Hash proposal, Hash alpha, Hash delta)
      implements GovernorEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain).hash(2, proposal).hash(3, alpha).hash(4, delta);
    }
  }
}
