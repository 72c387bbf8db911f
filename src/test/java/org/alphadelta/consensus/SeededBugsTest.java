package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.alphadelta.chaos.Engines;
import org.alphadelta.chaos.Trial;
import org.junit.jupiter.api.Test;

/**
 * Switches each known mistake in alone and expects the proofs to notice. Prints the table that
 * {@code docs/seeded-bugs.md} keeps; {@code -Dseeded-bugs.out=FILE} writes it, {@code
 * -Dseeded-bugs.only=A,B} chooses mistakes.
 */
class SeededBugsTest {
  private static final int SEEDS = Integer.getInteger("seeded-bugs.seeds", 24);
  private static final int HEIGHTS = Integer.getInteger("seeded-bugs.heights", 20);
  private static final String ONLY = System.getProperty("seeded-bugs.only", "");
  private static final int TWINS_STEP = 97;
  private static final int SHORT = 140;

  private record Row(
      SeededBugs bug,
      Optional<String> storyboard,
      Optional<String> twins,
      Optional<String> simulation) {
    boolean caught() {
      return storyboard.isPresent() || twins.isPresent() || simulation.isPresent();
    }

    String line() {
      return "| "
          + bug.rule()
          + " | "
          + bug.mistake()
          + " | "
          + storyboard.map(s -> "`" + s + "`").orElse("-")
          + " | "
          + twins.map(Row::shortened).orElse("-")
          + " | "
          + simulation.map(Row::shortened).orElse("-")
          + " |";
    }

    private static String shortened(String text) {
      return text.length() <= SHORT ? text : text.substring(0, SHORT) + "...";
    }
  }

  @Test
  void everyMistakeIsCaught() throws IOException, InterruptedException, ExecutionException {
    List<Future<Row>> rows = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (SeededBugs bug : chosen()) {
        rows.add(pool.submit(() -> row(bug)));
      }
    }
    List<String> table = new ArrayList<>();
    table.add(
        "| rule | mistake | storyboard that fails | twins: schedules until noticed | simulation: seeds until noticed |");
    table.add("|---|---|---|---|---|");
    List<SeededBugs> missed = new ArrayList<>();
    for (Future<Row> row : rows) {
      table.add(row.get().line());
      if (!row.get().caught()) {
        missed.add(row.get().bug());
      }
    }
    table.forEach(System.out::println);
    String out = System.getProperty("seeded-bugs.out", "");
    if (!out.isEmpty()) {
      Files.write(Path.of(out), table);
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void correctRulesAreNotAccused() {
    assertThat(twins(Engines.REAL)).isEmpty();
    assertThat(simulation(Engines.REAL)).isEmpty();
  }

  private static List<SeededBugs> chosen() {
    return Stream.of(SeededBugs.values())
        .filter(b -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(b.name()))
        .toList();
  }

  private static Row row(SeededBugs bug) {
    return new Row(bug, bug.storyboard(), twins(bug.engines()), simulation(bug.engines()));
  }

  private static Optional<String> twins(Engines engines) {
    try {
      return Trial.twins(TWINS_STEP, engines);
    } catch (RuntimeException e) {
      return Optional.of("throws " + e.getMessage());
    }
  }

  private static Optional<String> simulation(Engines engines) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      try {
        Optional<String> trouble = Trial.simulate(seed, HEIGHTS, engines);
        if (trouble.isPresent()) {
          return Optional.of(seed + " seeds: " + trouble.get());
        }
      } catch (RuntimeException e) {
        return Optional.of(seed + " seeds: throws " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
