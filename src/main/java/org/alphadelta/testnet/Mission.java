package org.alphadelta.testnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.cli.CommandFailure;

/**
 * The order of the steps, and what becomes of a run that fails on the way: founding, agreement,
 * transfer, votes, split, swap, joiner, then memory, journals and time. It ends what it started,
 * whatever happened. Every step is a class of its own that checks its claims from outside.
 */
final class Mission {
  private final Stage stage;
  private Optional<Founded> founded = Optional.empty();
  private List<Participant> started = List.of();
  private List<Participant> decided = List.of();

  Mission(Stage stage) {
    this.stage = stage;
  }

  /** Runs it all; a failure is a check that did not hold, never an exception of a step. */
  Summary run() throws IOException {
    try {
      steps();
      new Closing(stage, started).check(decided);
    } catch (MissionFailed failure) {
      stage.talk().check(failure.asCheck());
      lost();
    } catch (CommandFailure failure) {
      stage.talk().check(new Check("answer", false, String.join("; ", failure.lines())));
      lost();
    }
    return end();
  }

  /** A node that ended by itself is more often the reason of a failure than its consequence. */
  private void lost() {
    stage
        .processes()
        .lost()
        .ifPresent(words -> stage.talk().check(new Check("processes", false, words)));
  }

  private void steps() throws IOException {
    Founded made = new Founding(stage).run();
    founded = Optional.of(made);
    started = made.founders();
    new AgreementStep(stage, made).run();
    if (stage.plan().includes(Step.TRANSFER)) {
      new TransferStep(stage, made).run();
    }
    if (!stage.plan().includes(Step.VOTES)) {
      return;
    }
    VoteStep.Voted voted = new VoteStep(stage, made).run();
    if (stage.plan().includes(Step.SPLIT)) {
      new SplitStep(stage, made, voted).run();
    }
    if (stage.plan().includes(Step.SWAP)) {
      new SwapStep(stage, made, voted).run();
      decided = made.founders();
    }
    if (stage.plan().includes(Step.JOINER)) {
      started = new ArrayList<>(made.participants().values());
      new JoinStep(stage, made).run();
    }
  }

  private Summary end() {
    List<Participant> shown =
        founded.map(f -> List.copyOf(f.participants().values())).orElse(List.of());
    Round last = Round.ask(started);
    Closing closing = new Closing(stage, started);
    closing.stop();
    Map<String, String> journals = started.isEmpty() ? Map.of() : closing.journals();
    closing.time();
    List<Row> rows =
        shown.stream().map(p -> Row.of(p, last, journals.getOrDefault(p.name(), "-"))).toList();
    return new Summary(
        stage.plan().until(),
        stage.talk().seconds(),
        stage.plan().seed(),
        stage.talk().checks(),
        rows);
  }
}
