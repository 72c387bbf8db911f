package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.alphadelta.NotInMainnetBuild;
import org.alphadelta.core.ChainKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of two real validators one has lost its home and begins again far behind; the other stands still
 * without it, and so says its height once and never again.
 */
@NotInMainnetBuild
class CatchUpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** More than two answers of block sync hold. */
  private static final long FAR = 120;

  private static final String NEVER_SIGNED = "1000000";

  @TempDir private Path directory;

  @Test
  void whoIsFarBehindCatchesUpWithOneWhoStandsStill() throws IOException {
    try (LiveNetwork network = LiveNetwork.found(directory.resolve("homes"), 2, 1)) {
      LiveMember lost = network.members().get(0);
      LiveMember still = network.members().get(1);
      Path fresh = directory.resolve("fresh");
      copy(lost.home(), fresh);
      network.members().forEach(network::start);
      assertThat(Waiting.until(PATIENCE, () -> still.height(ChainKind.ALPHA) >= FAR)).isTrue();
      network.stop(List.of(lost));
      delete(lost.home());
      copy(fresh, lost.home());
      for (ChainKind kind : ChainKind.values()) {
        LiveNetwork.adn(
            List.of(
                "signer",
                "watermark",
                "raise",
                "--home",
                lost.home().toString(),
                "--chain",
                kind.label(),
                "--height",
                NEVER_SIGNED,
                "--yes"));
      }
      network.start(lost);
      for (ChainKind kind : ChainKind.values()) {
        long there = still.height(kind);
        assertThat(Waiting.until(PATIENCE, () -> lost.height(kind) >= there))
            .as("%s: found %s, expected %s", kind, lost.height(kind), there)
            .isTrue();
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder()).forEach(CatchUpIT::remove);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
