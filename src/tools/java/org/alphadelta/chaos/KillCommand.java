package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code adn chaos kill}: kills real processes, again and again. */
@Command(
    name = "kill",
    description =
        "Kills validators of a real network under load, and checks that nobody signs twice and"
            + " nothing is lost.",
    mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--kills",
      description = "How many (default ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int kills;

  @Option(
      names = "--validators",
      description = "Of how many (default ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int validators;

  @Option(
      names = "--block-interval-ms",
      description = "Pause before an empty block (default ${DEFAULT-VALUE}).",
      defaultValue = "150")
  private long blockInterval;

  @Option(names = "--seed", description = "Chooses who is killed and when (default: any).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--dir",
      description = "New directory for homes and logs (default: a temporary one, which is kept).")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Output output = Output.text;

  @Override
  public Integer call() throws IOException {
    if (kills < 1 || validators < KillPlan.FEWEST_VALIDATORS || blockInterval < 1) {
      say("--kills: expected 1 or more; --validators: 4 or more; --block-interval-ms: 1 or more");
      return 2;
    }
    Path homes = directory.isPresent() ? directory.get() : Files.createTempDirectory("adn-kill");
    KillPlan plan =
        new KillPlan(
            kills,
            validators,
            seed.orElseGet(() -> System.nanoTime() & 0xFFFF_FFFFL),
            blockInterval,
            homes.toAbsolutePath());
    say("homes and logs: " + plan.directory());
    KillVerdict verdict = new KillRun(plan, this::say).run();
    verdict.problems().forEach(this::say);
    say("repeat: " + plan.repeat());
    spec.commandLine().getOut().println(output == Output.json ? verdict.json() : text(verdict));
    return verdict.ok() ? 0 : ChaosMain.FOUND;
  }

  private static String text(KillVerdict v) {
    return v.kills()
        + " kills in "
        + Math.round(v.seconds())
        + " s, heights "
        + v.heights()
        + ", "
        + v.signatures().votes()
        + " votes recorded, "
        + v.signatures().doubles().size()
        + " double signatures, "
        + v.lostBlocks()
        + " lost blocks, "
        + (v.resumed() ? "resumed" : "not resumed");
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
  }
}
