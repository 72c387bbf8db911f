package org.alphadelta.consensus;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Outputs of the engine for its shell, in order. Everything that leaves the process is durable
 * before it is returned.
 */
public sealed interface Effect {
  /** Send to every connected validator of this chain. */
  record Broadcast(ConsensusMessage message) implements Effect {}

  record Send(PeerIdentity to, ConsensusMessage message) implements Effect {}

  /** Send to these validators, if connected. */
  record SendToMembers(List<PublicKey> members, ConsensusMessage message) implements Effect {}

  /** Return this timeout after so many milliseconds. */
  record Schedule(Timeout timeout, long millis) implements Effect {}

  /** Build a value for this height and round and return it. */
  record BuildBlock(long height, int round) implements Effect {}

  /** Execute and validate this value, whose id names the body. */
  record ValidateBlock(long height, Hash value, Bytes body) implements Effect {}

  /** The value is final. The engine is idle until the next {@link EngineInput.StartHeight}. */
  record Decided(long height, Hash value, Bytes body, CommitCertificate certificate)
      implements Effect {}

  /** Both signatures are verified; each pair is reported once. To be journaled. */
  record EvidenceFound(Evidence evidence) implements Effect {}

  /** The peer sent something that no honest node sends. */
  record PeerRefused(PeerIdentity peer, Rejection reason) implements Effect {}

  /** The sign-state refused one of our own messages; the engine continues without it. */
  record SigningRefused(Rejection reason) implements Effect {}

  /**
   * A bug, or another process has our key. Nothing more is signed; the process ends with exit code
   * 10.
   */
  record SafetyStop(String reason) implements Effect {}
}
