package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;

/** Decisions at the activation height. Stream {@code ratifier}; one event per proposal, ever. */
public sealed interface RatifierEvent extends Canonical {
  /** Alpha's genesis hash: the chain of this event. */
  Hash chain();

  Hash proposal();

  /**
   * Approved in block {@code block} at {@code height}; {@code stayers} is the committee of the next
   * height.
   */
  record ProposalApproved(
      Hash chain,
      Hash proposal,
      long height,
      Hash block,
      BallotCount governors,
      BallotCount publics,
      Committee stayers)
      implements RatifierEvent {
    public static final Codec<ProposalApproved> CODEC =
        Codec.of(
            "proposal approved",
            Committee.MAX_BYTES,
            Field.of(1, "chain", FieldType.HASH, ProposalApproved::chain),
            Field.of(2, "proposal", FieldType.HASH, ProposalApproved::proposal),
            Field.of(3, "height", FieldType.UINT64, ProposalApproved::height),
            Field.of(4, "block", FieldType.HASH, ProposalApproved::block),
            Field.of(
                5, "governors", FieldType.message(BallotCount.CODEC), ProposalApproved::governors),
            Field.of(6, "publics", FieldType.message(BallotCount.CODEC), ProposalApproved::publics),
            Field.of(7, "stayers", FieldType.message(Committee.CODEC), ProposalApproved::stayers),
            ProposalApproved::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** Not approved; {@code status} says whether it failed, lapsed or was withdrawn. */
  record ProposalClosed(
      Hash chain,
      Hash proposal,
      long height,
      Hash block,
      BallotCount governors,
      BallotCount publics,
      ProposalStatus status)
      implements RatifierEvent {
    public static final Codec<ProposalClosed> CODEC =
        Codec.of(
            "proposal closed",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", FieldType.HASH, ProposalClosed::chain),
            Field.of(2, "proposal", FieldType.HASH, ProposalClosed::proposal),
            Field.of(3, "height", FieldType.UINT64, ProposalClosed::height),
            Field.of(4, "block", FieldType.HASH, ProposalClosed::block),
            Field.of(
                5, "governors", FieldType.message(BallotCount.CODEC), ProposalClosed::governors),
            Field.of(6, "publics", FieldType.message(BallotCount.CODEC), ProposalClosed::publics),
            Field.of(7, "status", ProposalStatus.TYPE, ProposalClosed::status),
            ProposalClosed::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }
}
