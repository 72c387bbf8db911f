package org.alphadelta.consensus;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Inputs from the shell to the engine of one chain. */
public sealed interface EngineInput {
  /**
   * The ledger has durably executed {@code height - 1}; agree on this height with this committee.
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
   * The terminal mark: this key never signs above this height on this chain. Durable when the call
   * returns.
   */
  record StopAfter(long height) implements EngineInput {}

  /**
   * Block {@code height} of this chain was its split: signatures of these keys above it are
   * evidence. A later one replaces an earlier one.
   */
  record CommitteeSplit(long height, SortedSet<PublicKey> departed) implements EngineInput {
    public CommitteeSplit {
      departed = new TreeSet<>(departed);
    }
  }

  /** A decoded message, unverified. */
  record Receive(PeerIdentity peer, ConsensusMessage message) implements EngineInput {}

  /** A connection is closed; its state may be dropped. */
  record ForgetPeer(String name) implements EngineInput {}

  /**
   * A valid signature of this validator's own key in a block's certificate, of any height (rule
   * 25).
   */
  record SeeOwn(SignedVote vote) implements EngineInput {}

  /** A timer of {@link Effect.Schedule} ran out. Stale ones are ignored here. */
  record Elapse(Timeout timeout) implements EngineInput {}

  /** Result of {@link Effect.BuildBlock}; the shell may delay it (block interval). */
  record ValueBuilt(long height, int round, Hash value, Bytes body) implements EngineInput {}

  /**
   * Result of {@link Effect.ValidateBlock}; {@code refusal} tells why the value is invalid. May
   * come late, or never.
   */
  record ValueValidated(long height, Hash value, Optional<Rejection> refusal)
      implements EngineInput {}

  /** Block sync delivered and verified the block of this height; the engine stops working on it. */
  record HeightSynced(long height) implements EngineInput {}
}
