package org.alphadelta.testnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.cli.CommandFailure;

/**
 * Runs the scenario: bootstrap, agreement, transfer, votes, split, swap, joiner, then memory,
 * journals and time. It stops what it started, whatever happens. Each step is a class that checks
 * from outside.
 */
final class Mission {
  private final RunContext run;
  private Optional<BootstrappedNetwork> network = Optional.empty();
  private List<Participant> started = List.of();
  private List<Participant> decided = List.of();

  Mission(RunContext run) {
    this.run = run;
  }

  /** Runs all steps; a failure becomes a failed check, never an exception. */
  Summary run() throws IOException {
    try {
      steps();
      new FinalChecks(run, started).check(decided);
    } catch (MissionFailed failure) {
      run.runLog().check(failure.asCheck());
      lost();
    } catch (CommandFailure failure) {
      run.runLog().check(new Check("answer", false, String.join("; ", failure.lines())));
      lost();
    }
    return end();
  }

  /**
   * Reports a node that ended by itself, more often the cause of a failure than its consequence.
   */
  private void lost() {
    run.processes()
        .lost()
        .ifPresent(words -> run.runLog().check(new Check("processes", false, words)));
  }

  private void steps() throws IOException {
    BootstrappedNetwork made = new Bootstrap(run).run();
    network = Optional.of(made);
    started = made.founders();
    new AgreementStep(run, made).run();
    if (run.plan().includes(ScenarioStep.TRANSFER)) {
      new TransferStep(run, made).run();
    }
    if (!run.plan().includes(ScenarioStep.VOTES)) {
      return;
    }
    VoteStep.Voted voted = new VoteStep(run, made).run();
    if (run.plan().includes(ScenarioStep.SPLIT)) {
      new SplitStep(run, made, voted).run();
    }
    if (run.plan().includes(ScenarioStep.SWAP)) {
      new SwapStep(run, made, voted).run();
      decided = made.founders();
    }
    if (run.plan().includes(ScenarioStep.JOINER)) {
      started = new ArrayList<>(made.participants().values());
      new JoinStep(run, made).run();
    }
  }

  private Summary end() {
    List<Participant> shown =
        network.map(f -> List.copyOf(f.participants().values())).orElse(List.of());
    Round last = Round.ask(started);
    FinalChecks finalChecks = new FinalChecks(run, started);
    finalChecks.stop();
    Map<String, String> journals = started.isEmpty() ? Map.of() : finalChecks.journals();
    finalChecks.time();
    List<Row> rows =
        shown.stream().map(p -> Row.of(p, last, journals.getOrDefault(p.name(), "-"))).toList();
    return new Summary(
        run.plan().until(), run.runLog().seconds(), run.plan().seed(), run.runLog().checks(), rows);
  }
}
