package org.alphadelta.consensus;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * What the engine asks of its shell, in order. Whatever leaves the process is durable before it is
 * returned.
 */
public sealed interface Effect {
  /** To every connected validator of this chain. */
  record Broadcast(ConsensusMessage message) implements Effect {}

  record Send(PeerIdentity to, ConsensusMessage message) implements Effect {}

  /** To these validators, as far as they are connected. */
  record SendToMembers(List<PublicKey> members, ConsensusMessage message) implements Effect {}

  /** Bring this timeout back after so many milliseconds. */
  record Schedule(Timeout timeout, long millis) implements Effect {}

  /** Build a value for this height and round and offer it. */
  record BuildBlock(long height, int round) implements Effect {}

  /** Execute and judge this value; its body is the one its id names. */
  record ValidateBlock(long height, Hash value, Bytes body) implements Effect {}

  /** Final. The engine works on nothing until the next {@link EngineInput.StartHeight}. */
  record Decided(long height, Hash value, Bytes body, CommitCertificate certificate)
      implements Effect {}

  /** Both signatures verified; each pair once. To be journaled. */
  record EvidenceFound(Evidence evidence) implements Effect {}

  /** The peer sent what no honest one sends. */
  record PeerRefused(PeerIdentity peer, Rejection reason) implements Effect {}

  /** The sign-state refused one of our own messages; the engine goes on without it. */
  record SigningRefused(Rejection reason) implements Effect {}

  /**
   * We are wrong, or somebody else holds our key. Nothing more is signed; the process ends with
   * exit code 10.
   */
  record SafetyStop(String reason) implements Effect {}
}
