package org.alphadelta.testnet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Last checks of a run: memory, state of the nodes, an orderly stop of the processes, and every
 * home's journal.
 */
final class FinalChecks {
  private static final String STEP = "journals";

  /** Target for a run on two processors, for the wording of the measurement. */
  private static final long WISHED_SECONDS = 120;

  private final RunContext run;
  private final List<Participant> started;

  FinalChecks(RunContext run, List<Participant> started) {
    this.run = run;
    this.started = List.copyOf(started);
  }

  /**
   * Runs the checks of a run that came this far. {@code decided}: the nodes whose journals hold the
   * activation.
   */
  void check(List<Participant> decided) throws IOException {
    run.begin("memory", "resident memory of every validator, from /proc/PID/status");
    Map<String, Memory.Resident> resident = new LinkedHashMap<>();
    for (Participant participant : started) {
      long pid = run.processes().pid(participant.name()).orElse(-1L);
      if (pid > 0) {
        resident.put(participant.name(), Memory.of(pid));
      }
    }
    run.runLog().check(NodeAssertions.resident(resident, run.plan().maxResidentMib()));
    if (!decided.isEmpty()) {
      run.begin(STEP, "compare what the journals say was decided");
      Map<String, List<String>> decisions = new LinkedHashMap<>();
      for (Participant participant : decided) {
        participant
            .events("ratifier")
            .ifPresent(
                events -> decisions.put(participant.name(), VoteAssertions.sentences(events)));
      }
      run.runLog().check(VoteAssertions.sameDecisions(decisions, decided.size()));
    }
  }

  /** Stops all processes, unless they are to be kept. */
  void stop() {
    if (run.plan().keep()) {
      return;
    }
    run.begin("stop", "end the processes of this run");
    started.forEach(
        p ->
            run.processes()
                .pid(p.name())
                .ifPresent(pid -> run.runner().shell("kill " + pid + "   # " + p.name())));
    List<String> killed = run.processes().stopAll();
    run.runLog()
        .check(
            Check.of(
                "stop",
                killed.isEmpty(),
                killed.isEmpty() ? "all ended when asked" : killed + " had to be killed",
                "an end when asked"));
  }

  /**
   * Verifies every journal: from the homes when the nodes are stopped, through the admin ports when
   * they keep running.
   */
  Map<String, String> journals() {
    run.begin(STEP, "verify every node's journal");
    Map<String, Integer> exitCodes = new LinkedHashMap<>();
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (Participant participant : started) {
      CommandRunner.Outcome typed =
          run.runner().type("journal", "verify", "--home", participant.home().toString());
      exitCodes.put(participant.name(), typed.exitCode());
      verdicts.put(participant.name(), verdict(typed.exitCode()));
      if (typed.exitCode() != 0) {
        (typed.out() + typed.err()).lines().forEach(run.runLog()::note);
      }
    }
    run.runLog().check(NodeAssertions.journals(exitCodes, started.size()));
    return verdicts;
  }

  private static String verdict(int exitCode) {
    return switch (exitCode) {
      case 0 -> "verified";
      case 3 -> "WRONG";
      case 4 -> "unclear";
      default -> "exit " + exitCode;
    };
  }

  /** Reports the time of the run; it is a check only when a limit was given. */
  void time() {
    double seconds = run.runLog().seconds();
    long limit = run.plan().maxSeconds();
    String measured =
        String.format(
            Locale.ROOT,
            "%.1f s on %d processors, wished for: under %d s on two",
            seconds,
            Runtime.getRuntime().availableProcessors(),
            WISHED_SECONDS);
    run.runLog()
        .check(
            Check.of("time", limit == 0 || seconds <= limit, measured, "at most " + limit + " s"));
  }
}
