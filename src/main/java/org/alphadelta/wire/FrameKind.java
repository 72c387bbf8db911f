package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of frames: each a field number of the envelope, the family it belongs to and the most
 * bytes its envelope may have. It does not know what they mean.
 */
public enum FrameKind {
  HELLO(1, Family.HANDSHAKE, Limits.SMALL_BYTES),
  PROOF(2, Family.HANDSHAKE, Limits.SMALL_BYTES),
  WELCOME(3, Family.HANDSHAKE, Limits.SMALL_BYTES),
  REFUSAL(4, Family.HANDSHAKE, Limits.HANDSHAKE_BYTES + Limits.UPGRADE_CERTIFICATE_BYTES),
  PROPOSAL(5, Family.AGREEMENT, Limits.PROPOSAL_MESSAGE_BYTES),
  VOTE(6, Family.AGREEMENT, Limits.SMALL_BYTES),
  POLKA(7, Family.AGREEMENT, Limits.CERTIFICATE_BYTES),
  VALUE_REQUEST(8, Family.AGREEMENT, Limits.SMALL_BYTES),
  VALUE_RESPONSE(9, Family.AGREEMENT, Limits.PROPOSAL_MESSAGE_BYTES),
  HEIGHT_QUERY(10, Family.AGREEMENT, Limits.SMALL_BYTES),
  HEIGHT_ANSWER(11, Family.AGREEMENT, Limits.HEIGHT_ANSWER_BYTES),
  TRANSACTIONS(12, Family.AGREEMENT, Limits.GOSSIP_BYTES),
  CHAIN_STATUS(13, Family.CHAIN, Limits.SMALL_BYTES),
  PING(14, Family.CONTROL, Limits.SMALL_BYTES),
  PONG(15, Family.CONTROL, Limits.SMALL_BYTES),
  BLOCKS_REQUEST(16, Family.CHAIN, Limits.SMALL_BYTES),
  BLOCKS_RESPONSE(17, Family.CHAIN, Limits.BLOCKS_RESPONSE_BYTES),
  ATTESTATIONS_REQUEST(18, Family.GENESIS, Limits.SMALL_BYTES),
  ATTESTATIONS(19, Family.GENESIS, Limits.ATTESTATIONS_BYTES),
  GENESIS_CHUNK_REQUEST(20, Family.GENESIS, Limits.SMALL_BYTES),
  GENESIS_CHUNK(21, Family.GENESIS, Limits.GENESIS_CHUNK_BYTES),
  PARAMETERS_REQUEST(22, Family.GENESIS, Limits.SMALL_BYTES),
  PARAMETERS_RESPONSE(23, Family.GENESIS, Limits.PARAMETERS_BYTES + Limits.SMALL_BYTES),
  CERTIFICATES_REQUEST(24, Family.GENESIS, Limits.SMALL_BYTES),
  CERTIFICATES(25, Family.GENESIS, Limits.UPGRADE_CERTIFICATES_BYTES),
  ENDPOINTS(26, Family.GENESIS, Limits.ENDPOINTS_BYTES),
  GOODBYE(27, Family.CONTROL, Limits.SMALL_BYTES);

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

  FrameKind(int number, Family family, int cap) {
    this.number = number;
    this.family = family;
    this.cap = cap;
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

  public static Optional<FrameKind> ofNumber(long number) {
    return Arrays.stream(values()).filter(k -> k.number == number).findFirst();
  }

  /** "blocks-request", for people and metrics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
