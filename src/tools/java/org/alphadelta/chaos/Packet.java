package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.alphadelta.ledger.Block;
import org.alphadelta.wire.Envelope;
import org.alphadelta.wire.PeerMessage;

/** A message on the simulated network: bytes, and the value that the wire's decoder returned. */
sealed interface Packet {
  Hash digest();

  record Consensus(ConsensusMessage message, Hash digest) implements Packet {}

  /** Block sync: a peer's status, its requests, its answers. */
  record Sync(PeerMessage message, Hash digest) implements Packet {}

  /**
   * Encodes and decodes a message with the wire's codecs, once; empty when the decoder refuses it.
   */
  static Optional<Consensus> of(ConsensusMessage message) {
    Bytes bytes = message.canonical();
    return decoded(message, bytes).toOptional().map(m -> new Consensus(m, Sha256.plain(bytes)));
  }

  /** Like {@link #of(ConsensusMessage)}. */
  static Optional<Sync> of(PeerMessage message) {
    Bytes bytes = new Envelope(message).canonical();
    return Envelope.decode(message.frameKind(), bytes)
        .toOptional()
        .filter(PeerMessage.class::isInstance)
        .map(m -> new Sync((PeerMessage) m, Sha256.plain(bytes)));
  }

  /** The block that a proposal carries. */
  static Optional<Block> block(ConsensusMessage message, VerificationCache cache) {
    return message instanceof ConsensusMessage.ProposalMessage m
        ? m.body().flatMap(cache::block)
        : Optional.empty();
  }

  private static Decoded<? extends ConsensusMessage> decoded(
      ConsensusMessage message, Bytes bytes) {
    return switch (message) {
      case ConsensusMessage.ProposalMessage m ->
          ConsensusMessage.ProposalMessage.CODEC.decode(bytes);
      case ConsensusMessage.VoteMessage m -> ConsensusMessage.VoteMessage.CODEC.decode(bytes);
      case ConsensusMessage.PolkaMessage m -> ConsensusMessage.PolkaMessage.CODEC.decode(bytes);
      case ConsensusMessage.ValueRequest m -> ConsensusMessage.ValueRequest.CODEC.decode(bytes);
      case ConsensusMessage.ValueResponse m -> ConsensusMessage.ValueResponse.CODEC.decode(bytes);
      case ConsensusMessage.HeightQuery m -> ConsensusMessage.HeightQuery.CODEC.decode(bytes);
      case ConsensusMessage.HeightAnswer m -> ConsensusMessage.HeightAnswer.CODEC.decode(bytes);
    };
  }
}
