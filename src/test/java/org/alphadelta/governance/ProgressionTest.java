package org.alphadelta.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alphadelta.core.NetworkId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgressionTest {
  /**
   * Source, its generation, target, its generation: everything that is allowed up to generation 2.
   */
  private static final List<String> ALLOWED =
      List.of(
          "testnet 0 mainnet 0",
          "testnet 1 mainnet 0",
          "testnet 2 mainnet 0",
          "devnet 0 mainnet 0",
          "devnet 1 mainnet 0",
          "devnet 2 mainnet 0",
          "devnet 0 testnet 0",
          "devnet 1 testnet 0",
          "devnet 2 testnet 0",
          "testnet 0 testnet 1",
          "testnet 1 testnet 2",
          "testnet 2 testnet 3",
          "devnet 0 devnet 1",
          "devnet 1 devnet 2",
          "devnet 2 devnet 3");

  record Row(NetworkId source, int generation, NetworkId target, int targetGeneration) {
    @Override
    public String toString() {
      return source + " " + generation + " " + target + " " + targetGeneration;
    }
  }

  static Stream<Row> wholeTable() {
    return Arrays.stream(NetworkId.values())
        .flatMap(
            source ->
                Arrays.stream(NetworkId.values())
                    .flatMap(
                        target ->
                            IntStream.range(0, 3)
                                .boxed()
                                .flatMap(
                                    g ->
                                        IntStream.range(0, 5)
                                            .mapToObj(t -> new Row(source, g, target, t)))));
  }

  @ParameterizedTest
  @MethodSource("wholeTable")
  void allowsExactlyTheListedTargets(Row row) {
    assertThat(
            Progression.allows(
                row.source(), row.generation(), row.target(), row.targetGeneration()))
        .isEqualTo(ALLOWED.contains(row.toString()));
  }

  @Test
  void theTableHas135RowsAnd15AreAllowed() {
    assertThat(wholeTable().count()).isEqualTo(135);
    assertThat(wholeTable().filter(r -> ALLOWED.contains(r.toString())).count()).isEqualTo(15);
  }

  @Test
  void theLastGenerationHasNoNext() {
    assertThat(
            Progression.allows(
                NetworkId.TESTNET, Integer.MAX_VALUE, NetworkId.TESTNET, Integer.MIN_VALUE))
        .isFalse();
  }

  @Test
  void saysWhatWouldHaveBeenAllowed() {
    assertThat(Progression.allowed(NetworkId.MAINNET, 0)).contains("terminal");
    assertThat(Progression.allowed(NetworkId.DEVNET, 1))
        .isEqualTo("mainnet g0, testnet g0 or devnet g2");
  }
}
