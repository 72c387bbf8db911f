package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/**
 * The kinds of frames: each a field number of the envelope, its row of {@link FrameHandling}, and
 * the codec of its message.
 */
public enum FrameKind {
  HELLO(1, FrameHandling.HELLO, Hello.CODEC, Hello.class),
  PROOF(2, FrameHandling.PROOF, HandshakeMessage.Proof.CODEC, HandshakeMessage.Proof.class),
  WELCOME(3, FrameHandling.WELCOME, HandshakeMessage.Welcome.CODEC, HandshakeMessage.Welcome.class),
  REFUSAL(4, FrameHandling.REFUSAL, HandshakeMessage.Refusal.CODEC, HandshakeMessage.Refusal.class),
  PROPOSAL(
      5,
      FrameHandling.PROPOSAL,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.ProposalMessage.CODEC, ConsensusMessage.ProposalMessage.class),
      PeerMessage.ConsensusFrame.class),
  VOTE(
      6,
      FrameHandling.VOTE,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.VoteMessage.CODEC, ConsensusMessage.VoteMessage.class),
      PeerMessage.ConsensusFrame.class),
  POLKA(
      7,
      FrameHandling.POLKA,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.PolkaMessage.CODEC, ConsensusMessage.PolkaMessage.class),
      PeerMessage.ConsensusFrame.class),
  VALUE_REQUEST(
      8,
      FrameHandling.VALUE_REQUEST,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.ValueRequest.CODEC, ConsensusMessage.ValueRequest.class),
      PeerMessage.ConsensusFrame.class),
  VALUE_RESPONSE(
      9,
      FrameHandling.VALUE_RESPONSE,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.ValueResponse.CODEC, ConsensusMessage.ValueResponse.class),
      PeerMessage.ConsensusFrame.class),
  HEIGHT_QUERY(
      10,
      FrameHandling.HEIGHT_QUERY,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.HeightQuery.CODEC, ConsensusMessage.HeightQuery.class),
      PeerMessage.ConsensusFrame.class),
  HEIGHT_ANSWER(
      11,
      FrameHandling.HEIGHT_ANSWER,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.HeightAnswer.CODEC, ConsensusMessage.HeightAnswer.class),
      PeerMessage.ConsensusFrame.class),
  TRANSACTIONS(
      12,
      FrameHandling.TRANSACTIONS,
      PeerMessage.TransactionGossip.CODEC,
      PeerMessage.TransactionGossip.class),
  CHAIN_STATUS(
      13, FrameHandling.CHAIN_STATUS, PeerMessage.ChainStatus.CODEC, PeerMessage.ChainStatus.class),
  PING(14, FrameHandling.PING, PeerMessage.Ping.CODEC, PeerMessage.Ping.class),
  PONG(15, FrameHandling.PONG, PeerMessage.Pong.CODEC, PeerMessage.Pong.class),
  BLOCKS_REQUEST(
      16,
      FrameHandling.BLOCKS_REQUEST,
      PeerMessage.BlocksRequest.CODEC,
      PeerMessage.BlocksRequest.class),
  BLOCKS_RESPONSE(
      17,
      FrameHandling.BLOCKS_RESPONSE,
      PeerMessage.BlocksResponse.CODEC,
      PeerMessage.BlocksResponse.class),
  ATTESTATIONS_REQUEST(
      18,
      FrameHandling.ATTESTATIONS_REQUEST,
      GenesisMessage.AttestationsRequest.CODEC,
      GenesisMessage.AttestationsRequest.class),
  ATTESTATIONS(
      19,
      FrameHandling.ATTESTATIONS,
      GenesisMessage.Attestations.CODEC,
      GenesisMessage.Attestations.class),
  GENESIS_CHUNK_REQUEST(
      20,
      FrameHandling.GENESIS_CHUNK_REQUEST,
      GenesisMessage.GenesisChunkRequest.CODEC,
      GenesisMessage.GenesisChunkRequest.class),
  GENESIS_CHUNK(
      21,
      FrameHandling.GENESIS_CHUNK,
      GenesisMessage.GenesisChunk.CODEC,
      GenesisMessage.GenesisChunk.class),
  PARAMETERS_REQUEST(
      22,
      FrameHandling.PARAMETERS_REQUEST,
      GenesisMessage.ParametersRequest.CODEC,
      GenesisMessage.ParametersRequest.class),
  PARAMETERS_RESPONSE(
      23,
      FrameHandling.PARAMETERS_RESPONSE,
      GenesisMessage.ParametersResponse.CODEC,
      GenesisMessage.ParametersResponse.class),
  CERTIFICATES_REQUEST(
      24,
      FrameHandling.CERTIFICATES_REQUEST,
      GenesisMessage.CertificatesRequest.CODEC,
      GenesisMessage.CertificatesRequest.class),
  CERTIFICATES(
      25,
      FrameHandling.CERTIFICATES,
      GenesisMessage.Certificates.CODEC,
      GenesisMessage.Certificates.class),
  ENDPOINTS(
      26, FrameHandling.ENDPOINTS, GenesisMessage.Endpoints.CODEC, GenesisMessage.Endpoints.class),
  GOODBYE(27, FrameHandling.GOODBYE, PeerMessage.Goodbye.CODEC, PeerMessage.Goodbye.class);

  private final int number;
  private final FrameHandling handling;
  private final Class<? extends WireMessage> type;

  // A codec has no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Codec<WireMessage> message;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Codec<Envelope> envelope;

  <M extends WireMessage> FrameKind(
      int number, FrameHandling handling, Codec<M> message, Class<M> type) {
    this.number = number;
    this.handling = handling;
    this.type = type;
    this.message = message.as(m -> m, type::cast);
    this.envelope =
        Codec.of(
            "message",
            handling.cap(),
            Field.of(
                number,
                name().toLowerCase(Locale.ROOT),
                FieldType.message(this.message),
                Envelope::message),
            Envelope::new);
  }

  /** The field number in the envelope. */
  public int number() {
    return number;
  }

  boolean isTakenIn(Phase phase) {
    return handling.family().isTakenIn(phase);
  }

  /** The sending order of this kind. */
  public Lane lane() {
    return handling.lane();
  }

  /** Cost of reading one, charged to its sender's budget per second. */
  public int cost() {
    return handling.cost();
  }

  /** Most bytes of an envelope of this kind. */
  public int cap() {
    return handling.cap();
  }

  /** Whether this destination receives messages of this kind. */
  public boolean isFor(Destination destination) {
    return handling.isFor(destination);
  }

  Class<? extends WireMessage> type() {
    return type;
  }

  /** The codec of a message of this kind. Encoding another message is a bug. */
  Codec<WireMessage> message() {
    return message;
  }

  /** The codec of a frame's content: one field, whose number is the kind. */
  Codec<Envelope> envelope() {
    return envelope;
  }

  public static Optional<FrameKind> ofNumber(long number) {
    return Arrays.stream(values()).filter(k -> k.number == number).findFirst();
  }

  /** "blocks-request", for people and metrics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
