package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code adn chaos flood}: a committee member floods the others. */
@Command(
    name = "flood",
    description =
        "Floods three honest validators from the fourth place, and measures their memory and block"
            + " rate.",
    mixinStandardHelpOptions = true)
final class FloodCommand implements Callable<Integer> {
  /** One kind, or each in turn. */
  record Choice(List<FloodKind> kinds) {}

  static final class Kinds implements Iterable<String>, ITypeConverter<Choice> {
    @Override
    public Iterator<String> iterator() {
      return labels().iterator();
    }

    @Override
    public Choice convert(String text) {
      List<FloodKind> kinds =
          Arrays.stream(FloodKind.values())
              .filter(k -> text.equals(FloodPlan.EACH) || text.equals(k.toString()))
              .toList();
      if (kinds.isEmpty()) {
        throw new TypeConversionException(
            "found '" + text + "', expected one of " + String.join(", ", labels().toList()));
      }
      return new Choice(kinds);
    }

    private static Stream<String> labels() {
      return Stream.concat(
          Arrays.stream(FloodKind.values()).map(FloodKind::toString), Stream.of(FloodPlan.EACH));
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      description =
          "How long to flood with each kind, in bursts after as long silences (default"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int seconds;

  @Option(
      names = "--kind",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
      defaultValue = "all",
      completionCandidates = Kinds.class,
      converter = Kinds.class)
  private Choice kind = new Choice(List.of(FloodKind.ALL));

  @Option(
      names = "--block-interval-ms",
      description = "Pause before an empty block (default ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private long blockInterval;

  @Option(
      names = "--seed",
      description = "Chooses what the flood is made of (default ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

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
    if (seconds < 1 || blockInterval < 1) {
      say("--seconds and --block-interval-ms: expected 1 or more");
      return 2;
    }
    Path homes = directory.isPresent() ? directory.get() : Files.createTempDirectory("adn-flood");
    FloodPlan plan =
        new FloodPlan(kind.kinds(), seconds, seed, blockInterval, homes.toAbsolutePath());
    say("homes and logs: " + plan.directory());
    List<FloodVerdict> verdicts = new FloodRun(plan, this::say).run();
    verdicts.forEach(v -> v.problems().forEach(this::say));
    say("repeat: " + plan.repeat());
    for (FloodVerdict verdict : verdicts) {
      spec.commandLine().getOut().println(output == Output.json ? verdict.json() : text(verdict));
    }
    boolean ok =
        verdicts.size() == plan.kinds().size() && verdicts.stream().allMatch(FloodVerdict::ok);
    return ok ? 0 : ChaosMain.FOUND;
  }

  private static String text(FloodVerdict v) {
    return v.kind()
        + ": "
        + v.json().path("blocks_per_second_mute")
        + " blocks/s mute, "
        + v.json().path("blocks_per_second_flooded")
        + " flooded; resident "
        + v.residentBefore()
        + " then "
        + v.residentAfter()
        + " MiB of "
        + FloodVerdict.BUDGET_MIB
        + "; evidence "
        + v.evidence()
        + "; "
        + v.messages()
        + " messages on "
        + v.connections()
        + " connections";
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
  }
}
