package org.alphadelta.testnet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The end of a run: memory, the nodes' last words, an orderly end of the processes, and every
 * home's journal.
 */
final class Closing {
  private static final String STEP = "journals";

  /** The wish for a run on two processors, for the words of the measurement. */
  private static final long WISHED_SECONDS = 120;

  private final Stage stage;
  private final List<Participant> started;

  Closing(Stage stage, List<Participant> started) {
    this.stage = stage;
    this.started = List.copyOf(started);
  }

  /**
   * Checks what a run that came this far claims. {@code decided}: those whose journals hold the
   * activation.
   */
  void check(List<Participant> decided) throws IOException {
    stage.begin("memory", "resident memory of every validator, from /proc/PID/status");
    Map<String, Memory.Resident> resident = new LinkedHashMap<>();
    for (Participant participant : started) {
      long pid = stage.processes().pid(participant.name()).orElse(-1L);
      if (pid > 0) {
        resident.put(participant.name(), Memory.of(pid));
      }
    }
    stage.talk().check(NodeClaims.resident(resident, stage.plan().maxResidentMib()));
    if (!decided.isEmpty()) {
      stage.begin(STEP, "compare what the journals say was decided");
      Map<String, List<String>> decisions = new LinkedHashMap<>();
      for (Participant participant : decided) {
        participant
            .events("ratifier")
            .ifPresent(events -> decisions.put(participant.name(), VoteClaims.sentences(events)));
      }
      stage.talk().check(VoteClaims.sameDecisions(decisions, decided.size()));
    }
  }

  /** Ends all processes, unless they are to be kept. */
  void stop() {
    if (stage.plan().keep()) {
      return;
    }
    stage.begin("stop", "end the processes of this run");
    started.forEach(
        p ->
            stage
                .processes()
                .pid(p.name())
                .ifPresent(pid -> stage.typist().shell("kill " + pid + "   # " + p.name())));
    List<String> killed = stage.processes().stopAll();
    stage
        .talk()
        .check(
            Check.of(
                "stop",
                killed.isEmpty(),
                killed.isEmpty() ? "all ended when asked" : killed + " had to be killed",
                "an end when asked"));
  }

  /**
   * Verifies every journal: of the homes when the nodes are stopped, through the admin ports when
   * they run on.
   */
  Map<String, String> journals() {
    stage.begin(STEP, "verify every node's journal");
    Map<String, Integer> exitCodes = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>();
    for (Participant participant : started) {
      Typist.Typed typed =
          stage.typist().type("journal", "verify", "--home", participant.home().toString());
      exitCodes.put(participant.name(), typed.exitCode());
      words.put(participant.name(), word(typed.exitCode()));
      if (typed.exitCode() != 0) {
        (typed.out() + typed.err()).lines().forEach(stage.talk()::note);
      }
    }
    stage.talk().check(NodeClaims.journals(exitCodes, started.size()));
    return words;
  }

  private static String word(int exitCode) {
    return switch (exitCode) {
      case 0 -> "verified";
      case 3 -> "WRONG";
      case 4 -> "unclear";
      default -> "exit " + exitCode;
    };
  }

  /** The time that the run took; it counts only if a limit was wished for. */
  void time() {
    double seconds = stage.talk().seconds();
    long limit = stage.plan().maxSeconds();
    String measured =
        String.format(
            Locale.ROOT,
            "%.1f s on %d processors, wished for: under %d s on two",
            seconds,
            Runtime.getRuntime().availableProcessors(),
            WISHED_SECONDS);
    stage
        .talk()
        .check(
            Check.of("time", limit == 0 || seconds <= limit, measured, "at most " + limit + " s"));
  }
}
