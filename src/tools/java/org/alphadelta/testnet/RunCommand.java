package org.alphadelta.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn testnet run}: runs the whole scenario; exit code 0 only if every check held, 3 if one
 * did not.
 */
@Command(
    name = "run",
    description =
        "Run the whole mission in processes of their own, and check all of it from outside.",
    footer = {
      "Examples:",
      "  adn testnet run",
      "  adn testnet run --until votes --keep",
      "  adn testnet run --seed 7 -o json",
      ""
    })
final class RunCommand extends AdnCommand {
  private final CliContext context;
  private final Function<CliContext, CommandLine> commands;

  @Option(
      names = "--until",
      paramLabel = "STEP",
      description =
          "Stop after agreement, transfer, votes, split, swap or joiner; without it the mission is"
              + " run to its end.")
  private Optional<ScenarioStep> until = Optional.empty();

  @Option(names = "--keep", description = "Leave the network running; 'adn testnet stop' ends it.")
  private boolean keep;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeats the choices of an earlier run (default: a new one, printed).")
  private Optional<Long> seed = Optional.empty();

  @Mixin private final RunsOption where = new RunsOption();

  @Option(
      names = "--max-resident-mb",
      paramLabel = "MB",
      description = "Most resident memory of a validator (default: ${DEFAULT-VALUE}).")
  private long maxResidentMib = 400;

  @Option(
      names = "--max-seconds",
      paramLabel = "SECONDS",
      description =
          "Longest run that counts as complete; 0: however long (default: ${DEFAULT-VALUE}).")
  private long maxSeconds;

  @Mixin private final Numbers numbers = new Numbers();

  RunCommand(CliContext context, Function<CliContext, CommandLine> commands) {
    super(context.shell());
    this.context = context;
    this.commands = commands;
  }

  @Override
  protected int run() throws IOException {
    long chosen = seed.orElseGet(() -> context.shell().random().nextLong() >>> 1);
    Plan plan = new Plan(until, keep, chosen, numbers, maxResidentMib, maxSeconds);
    Preparation preparation = new Preparation(context, commands, where.base());
    preparation.refuse(plan);
    RunContext run = preparation.runContext(plan, LocalDateTime.now(ZoneId.systemDefault()));
    run.runLog().step("seed", chosen + ", in " + run.directory());
    Thread hook = new Thread(run.processes()::stopAll, "adn-testnet-end");
    Runtime.getRuntime().addShutdownHook(hook);
    Summary summary = ended(run, hook);
    Files.writeString(run.directory().summary(), summary.json().toPrettyString() + "\n");
    print(summary.text(), summary.json());
    if (keep) {
      shell()
          .say(
              "The network goes on: "
                  + run.directory()
                  + ". End it: adn testnet stop"
                  + directoryOption());
    }
    return summary.held() ? ExitCodes.DONE : ExitCodes.NO;
  }

  /**
   * Runs the scenario; the hook that ends its processes is removed once they have ended or are to
   * be kept.
   */
  private Summary ended(RunContext run, Thread hook) throws IOException {
    boolean finished = false;
    try {
      Summary summary = new Mission(run).run();
      finished = true;
      return summary;
    } finally {
      if (finished && keep) {
        run.processes().leaveRunning();
      }
      run.processes().close();
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is shutting down already, and the hook runs.
    }
  }

  private String directoryOption() {
    return where.base().equals(Path.of(TestnetCommand.DIRECTORY)) ? "" : " --dir " + where.base();
  }
}
