package org.alphadelta.testnet;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** Tools of every step of a run. It holds no results. */
record RunContext(
    Plan plan,
    RunDirectory directory,
    Launch launch,
    Processes processes,
    CommandRunner runner,
    RunLog runLog,
    Random choice,
    LongSupplier nanos) {

  Watch watch(Collection<Participant> participants) {
    return new Watch(participants, processes, nanos);
  }

  /** Chooses one of several by the seed. */
  <T> T one(List<T> several) {
    return several.get(choice.nextInt(several.size()));
  }

  /** Announces a step in the log and in the script. */
  void begin(String step, String sentence) {
    runLog.step(step, sentence);
    runner.comment(sentence);
  }

  /** Starts the node of a home as a process. */
  void start(Participant participant, boolean archivist) {
    String log = directory.log(participant.name()).toString();
    runner.shell(
        Script.line(List.of("start", "--home", participant.home().toString()))
            + " >>"
            + log
            + " 2>&1 &");
    processes.start(
        participant.name(),
        launch.node(participant.home(), archivist),
        directory.log(participant.name()));
  }

  /** Stops a node's process and waits; false when it had to be killed. */
  boolean stop(Participant participant) {
    runner.shell(
        "kill "
            + processes.pid(participant.name()).map(String::valueOf).orElse("?")
            + "   # "
            + participant.name());
    return processes.stop(participant.name());
  }
}
