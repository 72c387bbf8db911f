package org.alphadelta.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code adn chaos twins}: runs every schedule of four validators, one of them twice, for three
 * rounds.
 */
@Command(
    name = "twins",
    description = "Runs all 262,144 schedules of four validators, one doubled, three rounds.",
    mixinStandardHelpOptions = true)
final class TwinsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--schedule", description = "Repeats this one schedule.")
  private Optional<Integer> schedule = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Output output = Output.text;

  @Override
  public Integer call() {
    int first = schedule.orElse(0);
    int end = schedule.map(s -> s + 1).orElse(TwinSchedule.ALL);
    TwinsCampaign.Result result = new TwinsCampaign(first, end, 1, Engines.REAL).run();
    for (TwinsCampaign.Bad bad : result.bad()) {
      report(bad.schedule(), bad.violations());
    }
    spec.commandLine().getOut().println(output == Output.json ? json(result) : text(result));
    return result.violations() == 0 && result.undecided() == 0 ? 0 : ChaosMain.FOUND;
  }

  private void report(int number, List<String> violations) {
    violations.forEach(v -> spec.commandLine().getErr().println("schedule " + number + ": " + v));
    spec.commandLine().getErr().println("repeat: ./adn chaos twins --schedule " + number);
  }

  private static String json(TwinsCampaign.Result r) {
    return String.format(
        Locale.ROOT,
        "{\"schedules\":%d,\"violations\":%d,\"undecided\":%d,\"seconds\":%.1f}",
        r.schedules(),
        r.violations(),
        r.undecided(),
        r.seconds());
  }

  private static String text(TwinsCampaign.Result r) {
    return String.format(
        Locale.ROOT,
        "%d schedules in %.1f s: %d violations, %d undecided after healing",
        r.schedules(),
        r.seconds(),
        r.violations(),
        r.undecided());
  }
}
