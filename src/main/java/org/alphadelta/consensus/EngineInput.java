package org.alphadelta.consensus;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** What the shell tells the engine of one chain. */
public sealed interface EngineInput {
  /**
   * The ledger has executed {@code height - 1} durably; agree on this height with this committee.
   */
  record StartHeight(long height, Committee committee) implements EngineInput {
    public StartHeight {
      if (height < 1 || committee.isEmpty()) {
        throw new IllegalArgumentException(
            "agreement needs a height of 1 or more and a member, found height " + height);
      }
    }
  }

  /**
   * The terminal mark: this key signs nothing above this height on this chain, ever. Durable when
   * the call returns.
   */
  record StopAfter(long height) implements EngineInput {}

  /**
   * Block {@code height} of this chain was its split: what these keys sign above it is evidence.
   * Later ones take the place of earlier ones.
   */
  record CommitteeSplit(long height, SortedSet<PublicKey> departed) implements EngineInput {
    public CommitteeSplit {
      departed = new TreeSet<>(departed);
    }
  }

  /** A parsed message. Nothing in it is believed yet. */
  record Receive(PeerIdentity peer, ConsensusMessage message) implements EngineInput {}

  /** A connection is gone; what is kept for it may go too. */
  record ForgetPeer(String name) implements EngineInput {}

  /**
   * A valid signature of this validator's own key that came in a block's certificate, of any height
   * (rule 25).
   */
  record SeeOwn(SignedVote vote) implements EngineInput {}

  /** A timer that {@link Effect.Schedule} asked for ran out. Stale ones are ignored here. */
  record Elapse(Timeout timeout) implements EngineInput {}

  /** The answer to {@link Effect.BuildBlock}; the shell may take its time (block interval). */
  record ValueBuilt(long height, int round, Hash value, Bytes body) implements EngineInput {}

  /**
   * The answer to {@link Effect.ValidateBlock}; {@code refusal} says why the value is invalid. May
   * come late, or never.
   */
  record ValueValidated(long height, Hash value, Optional<Rejection> refusal)
      implements EngineInput {
    boolean valid() {
      return refusal.isEmpty();
    }
  }

  /**
   * The block of this height came by block sync and was verified; the engine stops working on it.
   */
  record HeightSynced(long height) implements EngineInput {}
}
