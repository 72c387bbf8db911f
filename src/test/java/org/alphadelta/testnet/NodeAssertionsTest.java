package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single nodes and the system have to say. */
class NodeAssertionsTest {
  @ParameterizedTest
  @CsvSource({
    "true,3,3,peers,true",
    "true,4,3,peers,true",
    "false,3,3,peers,false",
    "true,2,3,peers,false",
    "true,3,2,peers,false",
    "true,3,3,cache,false"
  })
  void aJoinerBelievesEnoughGovernorsAndGotTheBytesFromPeers(
      boolean verified, int have, int needed, String source, boolean ok) {
    JsonNode genesis =
        Fixture.json(
            "{'verified':"
                + verified
                + ",'have':"
                + have
                + ",'needed':"
                + needed
                + ",'sentence':'s','source':'"
                + source
                + "'}");

    assertThat(NodeAssertions.joined(genesis, 3, 2.5).ok()).isEqualTo(ok);
  }

  @ParameterizedTest
  @CsvSource({"true,cache,true", "true,peers,false", "false,cache,false"})
  void aRestartedNodeComesFromItsCache(boolean verified, String source, boolean ok) {
    JsonNode genesis =
        Fixture.json("{'verified':" + verified + ",'sentence':'s','source':'" + source + "'}");

    assertThat(NodeAssertions.fromCache(genesis).ok()).isEqualTo(ok);
  }

  @Test
  void memoryIsReadAsTheSystemWritesIt() {
    Memory.Resident resident =
        Memory.parse(
            List.of(
                "Name:\tjava",
                "VmHWM:\t  312320 kB",
                "VmRSS:\t  307200 kB",
                "VmSwap:\t       0 kB"));

    assertThat(resident).isEqualTo(new Memory.Resident(300, 305));
  }

  @Test
  void memoryIsWithinTheLimitOnlyWhenEveryProcessWasMeasured() {
    Memory.Resident small = new Memory.Resident(300, 310);

    assertThat(NodeAssertions.resident(Map.of("v1", small), 400).ok()).isTrue();
    assertThat(
            NodeAssertions.resident(Map.of("v1", small, "v2", new Memory.Resident(400, 400)), 400)
                .ok())
        .isFalse();
    assertThat(
            NodeAssertions.resident(Map.of("v1", small, "v2", new Memory.Resident(0, 0)), 400).ok())
        .isFalse();
    assertThat(NodeAssertions.resident(Map.of(), 400).ok()).isFalse();
  }

  @Test
  void thisProcessHasMemory() throws Exception {
    assertThat(Memory.of(ProcessHandle.current().pid()).nowMib()).isPositive();
  }

  @Test
  void everyJournalHasToBeVerified() {
    assertThat(NodeAssertions.journals(Map.of("v1", 0, "v2", 0), 2).ok()).isTrue();
    assertThat(NodeAssertions.journals(Map.of("v1", 0, "v2", 4), 2).ok()).isFalse();
    assertThat(NodeAssertions.journals(Map.of("v1", 0), 2).ok()).isFalse();
  }

  @Test
  void aTransferIsSeenOnlyWhenEveryStateMovedByTheAmount() {
    assertThat(
            TransferStep.moved(Map.of("v1", 0L, "v2", 5L), Map.of("v1", 7L, "v2", 12L), 7, 2).ok())
        .isTrue();
    assertThat(
            TransferStep.moved(Map.of("v1", 0L, "v2", 0L), Map.of("v1", 7L, "v2", 0L), 7, 2).ok())
        .isFalse();
    assertThat(TransferStep.moved(Map.of("v1", 0L), Map.of("v1", 7L), 7, 2).ok()).isFalse();
  }
}
