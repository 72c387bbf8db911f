package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/**
 * The kinds of frames: each a field number of the envelope, the family it belongs to and the most
 * bytes its envelope may have. It does not know what they mean.
 */
public enum FrameKind {
  HELLO(1, Family.HANDSHAKE, Limits.SMALL_BYTES, Hello.CODEC, Hello.class),
  PROOF(
      2,
      Family.HANDSHAKE,
      Limits.SMALL_BYTES,
      HandshakeMessage.Proof.CODEC,
      HandshakeMessage.Proof.class),
  WELCOME(
      3,
      Family.HANDSHAKE,
      Limits.SMALL_BYTES,
      HandshakeMessage.Welcome.CODEC,
      HandshakeMessage.Welcome.class),
  REFUSAL(
      4,
      Family.HANDSHAKE,
      Limits.HANDSHAKE_BYTES + Limits.UPGRADE_CERTIFICATE_BYTES,
      HandshakeMessage.Refusal.CODEC,
      HandshakeMessage.Refusal.class),
  PROPOSAL(
      5,
      Family.AGREEMENT,
      Limits.PROPOSAL_MESSAGE_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.ProposalMessage.CODEC, ConsensusMessage.ProposalMessage.class),
      PeerMessage.ConsensusFrame.class),
  VOTE(
      6,
      Family.AGREEMENT,
      Limits.SMALL_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.VoteMessage.CODEC, ConsensusMessage.VoteMessage.class),
      PeerMessage.ConsensusFrame.class),
  POLKA(
      7,
      Family.AGREEMENT,
      Limits.CERTIFICATE_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.PolkaMessage.CODEC, ConsensusMessage.PolkaMessage.class),
      PeerMessage.ConsensusFrame.class),
  VALUE_REQUEST(
      8,
      Family.AGREEMENT,
      Limits.SMALL_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.ValueRequest.CODEC, ConsensusMessage.ValueRequest.class),
      PeerMessage.ConsensusFrame.class),
  VALUE_RESPONSE(
      9,
      Family.AGREEMENT,
      Limits.PROPOSAL_MESSAGE_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.ValueResponse.CODEC, ConsensusMessage.ValueResponse.class),
      PeerMessage.ConsensusFrame.class),
  HEIGHT_QUERY(
      10,
      Family.AGREEMENT,
      Limits.SMALL_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.HeightQuery.CODEC, ConsensusMessage.HeightQuery.class),
      PeerMessage.ConsensusFrame.class),
  HEIGHT_ANSWER(
      11,
      Family.AGREEMENT,
      Limits.HEIGHT_ANSWER_BYTES,
      PeerMessage.ConsensusFrame.codec(
          ConsensusMessage.HeightAnswer.CODEC, ConsensusMessage.HeightAnswer.class),
      PeerMessage.ConsensusFrame.class),
  TRANSACTIONS(
      12,
      Family.AGREEMENT,
      Limits.GOSSIP_BYTES,
      PeerMessage.TransactionGossip.CODEC,
      PeerMessage.TransactionGossip.class),
  CHAIN_STATUS(
      13,
      Family.CHAIN,
      Limits.SMALL_BYTES,
      PeerMessage.ChainStatus.CODEC,
      PeerMessage.ChainStatus.class),
  PING(14, Family.CONTROL, Limits.SMALL_BYTES, PeerMessage.Ping.CODEC, PeerMessage.Ping.class),
  PONG(15, Family.CONTROL, Limits.SMALL_BYTES, PeerMessage.Pong.CODEC, PeerMessage.Pong.class),
  BLOCKS_REQUEST(
      16,
      Family.CHAIN,
      Limits.SMALL_BYTES,
      PeerMessage.BlocksRequest.CODEC,
      PeerMessage.BlocksRequest.class),
  BLOCKS_RESPONSE(
      17,
      Family.CHAIN,
      Limits.BLOCKS_RESPONSE_BYTES,
      PeerMessage.BlocksResponse.CODEC,
      PeerMessage.BlocksResponse.class),
  ATTESTATIONS_REQUEST(
      18,
      Family.GENESIS,
      Limits.SMALL_BYTES,
      GenesisMessage.AttestationsRequest.CODEC,
      GenesisMessage.AttestationsRequest.class),
  ATTESTATIONS(
      19,
      Family.GENESIS,
      Limits.ATTESTATIONS_BYTES,
      GenesisMessage.Attestations.CODEC,
      GenesisMessage.Attestations.class),
  GENESIS_CHUNK_REQUEST(
      20,
      Family.GENESIS,
      Limits.SMALL_BYTES,
      GenesisMessage.GenesisChunkRequest.CODEC,
      GenesisMessage.GenesisChunkRequest.class),
  GENESIS_CHUNK(
      21,
      Family.GENESIS,
      Limits.GENESIS_CHUNK_BYTES,
      GenesisMessage.GenesisChunk.CODEC,
      GenesisMessage.GenesisChunk.class),
  PARAMETERS_REQUEST(
      22,
      Family.GENESIS,
      Limits.SMALL_BYTES,
      GenesisMessage.ParametersRequest.CODEC,
      GenesisMessage.ParametersRequest.class),
  PARAMETERS_RESPONSE(
      23,
      Family.GENESIS,
      Limits.PARAMETERS_BYTES + Limits.SMALL_BYTES,
      GenesisMessage.ParametersResponse.CODEC,
      GenesisMessage.ParametersResponse.class),
  CERTIFICATES_REQUEST(
      24,
      Family.GENESIS,
      Limits.SMALL_BYTES,
      GenesisMessage.CertificatesRequest.CODEC,
      GenesisMessage.CertificatesRequest.class),
  CERTIFICATES(
      25,
      Family.GENESIS,
      Limits.UPGRADE_CERTIFICATES_BYTES,
      GenesisMessage.Certificates.CODEC,
      GenesisMessage.Certificates.class),
  ENDPOINTS(
      26,
      Family.GENESIS,
      Limits.ENDPOINTS_BYTES,
      GenesisMessage.Endpoints.CODEC,
      GenesisMessage.Endpoints.class),
  GOODBYE(
      27, Family.CONTROL, Limits.SMALL_BYTES, PeerMessage.Goodbye.CODEC, PeerMessage.Goodbye.class);

  /** Who may say it: see {@link Phase}. */
  public enum Family {
    HANDSHAKE,
    /** Proposals, votes and transactions: full sessions alone. */
    AGREEMENT,
    /** Blocks and heads: whoever follows a chain. */
    CHAIN,
    /** What a joiner asks for: attestations, genesis, parameters, certificates, endpoints. */
    GENESIS,
    CONTROL
  }

  private final int number;
  private final Family family;
  private final int cap;
  private final Class<? extends WireMessage> type;

  // A codec has no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Codec<WireMessage> message;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Codec<Envelope> envelope;

  <M extends WireMessage> FrameKind(
      int number, Family family, int cap, Codec<M> message, Class<M> type) {
    this.number = number;
    this.family = family;
    this.cap = cap;
    this.type = type;
    this.message = message.as(m -> m, type::cast);
    this.envelope =
        Codec.of(
            "message",
            cap,
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

  public Family family() {
    return family;
  }

  /** Most bytes of an envelope of this kind. */
  public int cap() {
    return cap;
  }

  Class<? extends WireMessage> type() {
    return type;
  }

  /** The layout of a message of this kind. Another message is our own mistake. */
  Codec<WireMessage> message() {
    return message;
  }

  /** The layout of a frame's content: one field, whose number is the kind. */
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
