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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Makes each known mistake alone and expects the proofs to notice. Prints the table that {@code
 * docs/seeded-bugs.md} keeps; {@code -Dseeded-bugs.out=FILE} writes it, {@code
 * -Dseeded-bugs.only=A,B} chooses mistakes.
 */
@Tag("slow")
class SeededBugsTest {
  private static final String ONLY = System.getProperty("seeded-bugs.only", "");
  private static final int SHORT = 140;

  private record Row(
      SeededBugs bug,
      Optional<String> storyboard,
      Optional<String> twins,
      Optional<String> simulation) {
    static Row of(SeededBugs bug) {
      EditedProduct product = bug.product();
      List<String> stories = Net.STORYBOARDS.notices(product);
      return new Row(
          bug,
          stories.stream().filter(bug::breaksRuleOf).findFirst().or(stories.stream()::findFirst),
          Net.TWINS.notices(product).stream().findFirst(),
          Net.SIMULATION.notices(product).stream().findFirst());
    }

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
        rows.add(pool.submit(() -> Row.of(bug)));
      }
    }
    List<String> table = new ArrayList<>();
    table.add(
        "| rule | mistake | storyboard that fails | twins: schedules until noticed | simulation:"
            + " seeds until noticed |");
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
  void anEditThatChangesNothingIsNotAccused() {
    String same = "return Quorum.agreement(weight, total);";
    EditedProduct product = EditedProduct.of(List.of(new SourceEdit(VoteKeeper.class, same, same)));
    for (Net net : Net.values()) {
      assertThat(net.notices(product)).as("%s", net).isEmpty();
    }
  }

  private static List<SeededBugs> chosen() {
    return Stream.of(SeededBugs.values())
        .filter(b -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(b.name()))
        .toList();
  }
}
