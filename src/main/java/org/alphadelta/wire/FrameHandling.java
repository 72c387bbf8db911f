package org.alphadelta.wire;

import static org.alphadelta.wire.Destination.ADDRESSES;
import static org.alphadelta.wire.Destination.CONNECTION;
import static org.alphadelta.wire.Destination.CONSENSUS;
import static org.alphadelta.wire.Destination.GENESIS_SEARCH;
import static org.alphadelta.wire.Destination.GENESIS_STORE;
import static org.alphadelta.wire.Destination.LEDGER;
import static org.alphadelta.wire.Destination.MEMPOOL;
import static org.alphadelta.wire.FrameHandling.Family.AGREEMENT;
import static org.alphadelta.wire.FrameHandling.Family.CHAIN;
import static org.alphadelta.wire.FrameHandling.Family.CONTROL;
import static org.alphadelta.wire.FrameHandling.Family.GENESIS;
import static org.alphadelta.wire.FrameHandling.Family.HANDSHAKE;
import static org.alphadelta.wire.FrameHandling.Family.WELCOMING;
import static org.alphadelta.wire.Lane.PROPOSALS;
import static org.alphadelta.wire.Lane.REST;
import static org.alphadelta.wire.Lane.URGENT;
import static org.alphadelta.wire.Limits.SMALL_BYTES;

import java.util.EnumSet;
import java.util.Set;

/**
 * Handling of frames of each kind, one row each: family (when it is accepted), lane (order of
 * sending), cost of reading it, most bytes of its envelope, and the destinations of the message.
 */
enum FrameHandling {
  HELLO(HANDSHAKE, URGENT, 10, SMALL_BYTES, CONNECTION),
  PROOF(HANDSHAKE, URGENT, 10, SMALL_BYTES, CONNECTION),
  WELCOME(WELCOMING, URGENT, 10, SMALL_BYTES, CONNECTION),
  REFUSAL(HANDSHAKE, REST, 10, Limits.REFUSAL_BYTES, CONNECTION),
  PROPOSAL(AGREEMENT, PROPOSALS, 10, Limits.PROPOSAL_MESSAGE_BYTES, CONSENSUS),
  VOTE(AGREEMENT, URGENT, 10, SMALL_BYTES, CONSENSUS),
  POLKA(AGREEMENT, URGENT, 10, Limits.CERTIFICATE_BYTES, CONSENSUS),
  VALUE_REQUEST(AGREEMENT, URGENT, 10, SMALL_BYTES, CONSENSUS),
  VALUE_RESPONSE(AGREEMENT, PROPOSALS, 10, Limits.PROPOSAL_MESSAGE_BYTES, CONSENSUS),
  HEIGHT_QUERY(AGREEMENT, URGENT, 10, SMALL_BYTES, CONSENSUS),
  HEIGHT_ANSWER(AGREEMENT, PROPOSALS, 10, Limits.HEIGHT_ANSWER_BYTES, CONSENSUS),
  /** Low cost: it often holds only one transaction, which a bounded pool checks. */
  TRANSACTIONS(AGREEMENT, REST, 1, Limits.GOSSIP_BYTES, MEMPOOL),
  CHAIN_STATUS(CHAIN, PROPOSALS, 10, SMALL_BYTES, LEDGER),
  PING(CONTROL, URGENT, 10, SMALL_BYTES, CONNECTION),
  PONG(CONTROL, URGENT, 10, SMALL_BYTES, CONNECTION),
  BLOCKS_REQUEST(CHAIN, REST, 10, SMALL_BYTES, LEDGER),
  BLOCKS_RESPONSE(CHAIN, REST, 10, Limits.BLOCKS_RESPONSE_BYTES, LEDGER),
  ATTESTATIONS_REQUEST(GENESIS, REST, 10, SMALL_BYTES, GENESIS_STORE),
  ATTESTATIONS(GENESIS, REST, 10, Limits.ATTESTATIONS_BYTES, GENESIS_SEARCH, GENESIS_STORE),
  GENESIS_CHUNK_REQUEST(GENESIS, REST, 10, SMALL_BYTES, GENESIS_STORE),
  GENESIS_CHUNK(GENESIS, REST, 10, Limits.GENESIS_CHUNK_BYTES, GENESIS_SEARCH),
  PARAMETERS_REQUEST(GENESIS, REST, 10, SMALL_BYTES, GENESIS_STORE),
  PARAMETERS_RESPONSE(GENESIS, REST, 10, Limits.PARAMETERS_RESPONSE_BYTES, GENESIS_STORE),
  CERTIFICATES_REQUEST(GENESIS, REST, 10, SMALL_BYTES, GENESIS_STORE),
  CERTIFICATES(GENESIS, REST, 10, Limits.UPGRADE_CERTIFICATES_BYTES, GENESIS_STORE),
  ENDPOINTS(GENESIS, REST, 10, Limits.ENDPOINTS_BYTES, ADDRESSES),
  GOODBYE(CONTROL, REST, 10, SMALL_BYTES, CONNECTION);

  /** Group of kinds that are accepted in the same phases. */
  enum Family {
    HANDSHAKE(Phase.DIALING, Phase.ACCEPTING),
    /** The last message of a handshake, sent by the listener. */
    WELCOMING(Phase.DIALING),
    /** Proposals, votes and transactions: with full scope only. */
    AGREEMENT(Phase.FULL),
    /** Blocks and heads: for every follower of a chain. */
    CHAIN(Phase.FULL, Phase.READ_ONLY),
    /** Data for joiners: attestations, genesis, parameters, certificates, endpoints. */
    GENESIS(Phase.FULL, Phase.READ_ONLY, Phase.BOOTSTRAP),
    CONTROL(Phase.FULL, Phase.READ_ONLY, Phase.BOOTSTRAP);

    // The set is never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Phase> phases;

    Family(Phase first, Phase... more) {
      this.phases = EnumSet.of(first, more);
    }

    /** Whether frames of this family are accepted in a phase. */
    boolean isTakenIn(Phase phase) {
      return phases.contains(phase);
    }
  }

  private final Family family;
  private final Lane lane;
  private final int cost;
  private final int cap;

  // The set is never changed.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Destination> destinations;

  FrameHandling(
      Family family, Lane lane, int cost, int cap, Destination first, Destination... more) {
    this.family = family;
    this.lane = lane;
    this.cost = cost;
    this.cap = cap;
    this.destinations = EnumSet.of(first, more);
  }

  Family family() {
    return family;
  }

  Lane lane() {
    return lane;
  }

  int cost() {
    return cost;
  }

  int cap() {
    return cap;
  }

  boolean isFor(Destination destination) {
    return destinations.contains(destination);
  }
}
