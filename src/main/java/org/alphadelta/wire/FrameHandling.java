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
 * What a node does with frames of each kind, a row each: family (when it is taken), lane (when it
 * leaves), cost of reading it, most bytes of its envelope, and who takes the message.
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
  /** Costs little: it often holds one transaction only, and is checked by a bounded pool. */
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

  /** What a frame is about, and with that when it is taken. */
  enum Family {
    HANDSHAKE(Phase.DIALING, Phase.ACCEPTING),
    /** The last word of a handshake, the listener's. */
    WELCOMING(Phase.DIALING),
    /** Proposals, votes and transactions: full sessions alone. */
    AGREEMENT(Phase.FULL),
    /** Blocks and heads: whoever follows a chain. */
    CHAIN(Phase.FULL, Phase.READ_ONLY),
    /** What a joiner asks for: attestations, genesis, parameters, certificates, endpoints. */
    GENESIS(Phase.FULL, Phase.READ_ONLY, Phase.BOOTSTRAP),
    CONTROL(Phase.FULL, Phase.READ_ONLY, Phase.BOOTSTRAP);

    // Nobody changes the set.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Phase> phases;

    Family(Phase first, Phase... more) {
      this.phases = EnumSet.of(first, more);
    }

    /** Whether frames of this family are taken now. */
    boolean isTakenIn(Phase phase) {
      return phases.contains(phase);
    }
  }

  private final Family family;
  private final Lane lane;
  private final int cost;
  private final int cap;

  // Nobody changes the set.
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
