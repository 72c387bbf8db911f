package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows that others rely on. */
class FrameKindTest {
  private static Set<FrameKind> of(Lane lane) {
    return Arrays.stream(FrameKind.values())
        .filter(kind -> kind.lane() == lane)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FrameKind.class)));
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTION, HELLO PROOF WELCOME REFUSAL PING PONG GOODBYE",
    "ADDRESSES, ENDPOINTS",
    "CONSENSUS, PROPOSAL VOTE POLKA VALUE_REQUEST VALUE_RESPONSE HEIGHT_QUERY HEIGHT_ANSWER",
    "LEDGER, CHAIN_STATUS BLOCKS_REQUEST BLOCKS_RESPONSE",
    "MEMPOOL, TRANSACTIONS",
    "GENESIS_SEARCH, ATTESTATIONS GENESIS_CHUNK",
    "GENESIS_STORE, ATTESTATIONS_REQUEST ATTESTATIONS GENESIS_CHUNK_REQUEST PARAMETERS_REQUEST"
        + " PARAMETERS_RESPONSE CERTIFICATES_REQUEST CERTIFICATES"
  })
  void eachDestinationTakesItsKinds(Destination destination, String kinds) {
    assertThat(Arrays.stream(FrameKind.values()).filter(k -> k.isFor(destination)).map(Enum::name))
        .containsExactly(kinds.split(" "));
  }

  @Test
  void votesAndQuestionsLeaveFirstThenProposalsAndStatus() {
    assertThat(of(Lane.URGENT))
        .containsExactly(
            FrameKind.HELLO,
            FrameKind.PROOF,
            FrameKind.WELCOME,
            FrameKind.VOTE,
            FrameKind.POLKA,
            FrameKind.VALUE_REQUEST,
            FrameKind.HEIGHT_QUERY,
            FrameKind.PING,
            FrameKind.PONG);
    assertThat(of(Lane.PROPOSALS))
        .containsExactly(
            FrameKind.PROPOSAL,
            FrameKind.VALUE_RESPONSE,
            FrameKind.HEIGHT_ANSWER,
            FrameKind.CHAIN_STATUS);
  }

  @ParameterizedTest
  @EnumSource(FrameKind.class)
  void everyKindHasACostAndFitsItsLane(FrameKind kind) {
    assertThat(kind.cost()).isPositive();
    assertThat(kind.cap() + Frames.LENGTH_BYTES).isLessThanOrEqualTo(kind.lane().capBytes());
  }
}
