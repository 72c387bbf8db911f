package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;

/** Observations and decisions of this validator's governor. Stream {@code governor}. */
public sealed interface GovernorEvent extends Canonical {
  /** Alpha's genesis hash: the chain of this event. */
  Hash chain();

  /** The chain recorded a proposal. */
  record ProposalRecorded(Hash chain, Proposal proposal) implements GovernorEvent {
    public static final Codec<ProposalRecorded> CODEC =
        Codec.of(
            "proposal recorded",
            Committee.MAX_BYTES,
            Field.of(1, "chain", FieldType.HASH, ProposalRecorded::chain),
            Field.of(2, "proposal", FieldType.message(Proposal.CODEC), ProposalRecorded::proposal),
            ProposalRecorded::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The chain counted a vote; a later one of the same voter replaces it. */
  record VoteRecorded(Hash chain, Hash proposal, PublicKey voter, Role role, CastBallot cast)
      implements GovernorEvent {
    public static final Codec<VoteRecorded> CODEC =
        Codec.of(
            "vote recorded",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, VoteRecorded::chain),
            Field.of(2, "proposal", FieldType.HASH, VoteRecorded::proposal),
            Field.of(3, "voter", FieldType.PUBLIC_KEY, VoteRecorded::voter),
            Field.of(4, "role", Role.TYPE, VoteRecorded::role),
            Field.of(5, "cast", FieldType.message(CastBallot.CODEC), VoteRecorded::cast),
            VoteRecorded::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The chain recorded the genesis hashes that a validator computed. */
  record ReadinessRecorded(Hash chain, Hash proposal, PublicKey voter, Readiness readiness)
      implements GovernorEvent {
    public static final Codec<ReadinessRecorded> CODEC =
        Codec.of(
            "readiness recorded",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, ReadinessRecorded::chain),
            Field.of(2, "proposal", FieldType.HASH, ReadinessRecorded::proposal),
            Field.of(3, "voter", FieldType.PUBLIC_KEY, ReadinessRecorded::voter),
            Field.of(
                4, "readiness", FieldType.message(Readiness.CODEC), ReadinessRecorded::readiness),
            ReadinessRecorded::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The counters of a proposal after a block that changed them. */
  record TallyRecorded(
      Hash chain, Hash proposal, long height, BallotCount governors, BallotCount publics)
      implements GovernorEvent {
    public static final Codec<TallyRecorded> CODEC =
        Codec.of(
            "tally recorded",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, TallyRecorded::chain),
            Field.of(2, "proposal", FieldType.HASH, TallyRecorded::proposal),
            Field.of(3, "height", FieldType.UINT64, TallyRecorded::height),
            Field.of(
                4, "governors", FieldType.message(BallotCount.CODEC), TallyRecorded::governors),
            Field.of(5, "publics", FieldType.message(BallotCount.CODEC), TallyRecorded::publics),
            TallyRecorded::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** A proposal changed its status. */
  record StatusRecorded(Hash chain, Hash proposal, long height, ProposalStatus status)
      implements GovernorEvent {
    public static final Codec<StatusRecorded> CODEC =
        Codec.of(
            "status recorded",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, StatusRecorded::chain),
            Field.of(2, "proposal", FieldType.HASH, StatusRecorded::proposal),
            Field.of(3, "height", FieldType.UINT64, StatusRecorded::height),
            Field.of(4, "status", ProposalStatus.TYPE, StatusRecorded::status),
            StatusRecorded::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** A parameter file is in the local store, verified against its content id. */
  record ParametersPinned(Hash chain, Cid cid, long size) implements GovernorEvent {
    public static final Codec<ParametersPinned> CODEC =
        Codec.of(
            "parameters pinned",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, ParametersPinned::chain),
            Field.of(2, "cid", FieldType.CID, ParametersPinned::cid),
            Field.of(3, "size", FieldType.UINT64, ParametersPinned::size),
            ParametersPinned::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * Both genesis blocks were rebuilt from the pinned parameters; {@code matches}: they have the
   * expected hashes.
   */
  record GenesisRebuilt(Hash chain, Hash proposal, Hash alpha, Hash delta, boolean matches)
      implements GovernorEvent {
    public static final Codec<GenesisRebuilt> CODEC =
        Codec.of(
            "genesis rebuilt",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, GenesisRebuilt::chain),
            Field.of(2, "proposal", FieldType.HASH, GenesisRebuilt::proposal),
            Field.of(3, "alpha", FieldType.HASH, GenesisRebuilt::alpha),
            Field.of(4, "delta", FieldType.HASH, GenesisRebuilt::delta),
            Field.of(5, "matches", FieldType.BOOL, GenesisRebuilt::matches),
            GenesisRebuilt::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** This validator decided to vote; the transaction follows. */
  record VoteCast(Hash chain, Hash proposal, Ballot ballot) implements GovernorEvent {
    public static final Codec<VoteCast> CODEC =
        Codec.of(
            "vote cast",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, VoteCast::chain),
            Field.of(2, "proposal", FieldType.HASH, VoteCast::proposal),
            Field.of(3, "ballot", Ballot.TYPE, VoteCast::ballot),
            VoteCast::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** This validator decided to attest that it is ready; the transaction follows. */
  record ReadinessAttested(Hash chain, Hash proposal, Hash alpha, Hash delta)
      implements GovernorEvent {
    public static final Codec<ReadinessAttested> CODEC =
        Codec.of(
            "readiness attested",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, ReadinessAttested::chain),
            Field.of(2, "proposal", FieldType.HASH, ReadinessAttested::proposal),
            Field.of(3, "alpha", FieldType.HASH, ReadinessAttested::alpha),
            Field.of(4, "delta", FieldType.HASH, ReadinessAttested::delta),
            ReadinessAttested::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }
}
