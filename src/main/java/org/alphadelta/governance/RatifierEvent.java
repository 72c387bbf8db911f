package org.alphadelta.governance;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;

/** What the activation height decided. Stream {@code ratifier}; one event per proposal, ever. */
public sealed interface RatifierEvent extends Canonical {
  /** Alpha's genesis: the chain this event speaks of. */
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
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain)
          .hash(2, proposal)
          .uint(3, height)
          .hash(4, block)
          .message(5, governors)
          .message(6, publics)
          .message(7, stayers);
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
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, chain)
          .hash(2, proposal)
          .uint(3, height)
          .hash(4, block)
          .message(5, governors)
          .message(6, publics)
          .uint(7, status.number());
    }
  }
}
