package org.alphadelta.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.core.NetworkId;
import picocli.CommandLine;

/** Refuses an impossible plan before anything is created; then creates the context of a run. */
record Preparation(CliContext context, Function<CliContext, CommandLine> commands, Path base) {
  private static final LongSupplier NANOS = System::nanoTime;

  /**
   * Exit code 2 for an impossible plan, 11 in a build that does not run this network.
   *
   * @throws CommandFailure with all reasons
   */
  void refuse(Plan plan) throws IOException {
    List<String> lines = new ArrayList<>(plan.impossible());
    if (Files.exists(base) && !Files.isDirectory(base)) {
      lines.add("--dir: found a file at " + base + ", expected a directory or nothing");
    }
    List<String> running = running();
    if (!running.isEmpty()) {
      lines.add(
          base
              + ": found a network that runs ("
              + String.join(", ", running)
              + "), expected none; 'adn testnet stop' ends it");
    }
    if (!lines.isEmpty()) {
      throw new CommandFailure(ExitCodes.USAGE, lines);
    }
    requireBuild();
  }

  private void requireBuild() {
    if (!context.build().kind().runs(NetworkId.TESTNET)) {
      throw new CommandFailure(
          ExitCodes.WRONG_BUILD,
          "refused by this build ("
              + context.build().kind()
              + "): found network "
              + NetworkId.TESTNET
              + ", expected "
              + context.build().kind().networks());
    }
  }

  /** The names of the latest run's live processes. */
  private List<String> running() throws IOException {
    Optional<RunDirectory> latest = RunDirectory.latest(base);
    return latest.isEmpty() ? List.of() : alive(latest.get()).stream().map(Started::name).toList();
  }

  /** The live processes of a run. */
  static List<Started> alive(RunDirectory directory) throws IOException {
    return Started.read(directory.processes()).stream().filter(s -> s.alive().isPresent()).toList();
  }

  RunContext runContext(Plan plan, LocalDateTime now) throws IOException {
    return runContext(plan, RunDirectory.create(base, now), NANOS);
  }

  /** The context of a run in an existing directory. */
  RunContext runContext(Plan plan, RunDirectory directory, LongSupplier nanos) throws IOException {
    Launch launch = Launch.of(System.getProperties(), Runtime.version().feature());
    RunLog runLog = new RunLog(context.shell(), nanos);
    Script script = Script.create(directory.commands(), launch.launcher());
    CommandRunner runner = new CommandRunner(context, commands, runLog, script);
    Processes processes =
        new Processes(
            directory.processes(),
            CommandRunner.environment(context.shell().environment()),
            alive(directory));
    return new RunContext(
        plan, directory, launch, processes, runner, runLog, new Random(plan.seed()), nanos);
  }
}
