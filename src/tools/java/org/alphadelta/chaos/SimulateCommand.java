package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code adn chaos simulate}: runs many seeds on virtual time. */
@Command(
    name = "simulate",
    description =
        "Runs real engines on virtual time through storms, crashes and Byzantine validators.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      description = "How many seeds (default ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int seeds;

  @Option(
      names = "--heights",
      description =
          "Heights of each seed (default ${DEFAULT-VALUE}); with --split they follow from the"
              + " seed.",
      defaultValue = "100")
  private int heights;

  @Option(
      names = "--first-seed",
      description = "Where the seeds begin (default ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long firstSeed;

  @Option(names = "--seed", description = "Repeats this one seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Output output = Output.text;

  @Option(
      names = "--split",
      description =
          "The two-chain case: Alpha and Delta through an approved activation height, and the pair"
              + " of chains that begins then.")
  private boolean split;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "With --seed: writes what happens into this file, one line an event: virtual time, node,"
              + " chain, height/round and step, event.")
  private Optional<Path> log = Optional.empty();

  @Override
  public Integer call() {
    if (seeds < 1 || heights < 1) {
      return refuse("--seeds and --heights: expected 1 or more");
    }
    if (log.isPresent() && seed.isEmpty()) {
      return refuse("--log: expected --seed with it, since events of several seeds would mix");
    }
    if (log.isEmpty()) {
      return run(EventLog.NONE);
    }
    try (EventLog events = EventLog.to(Files.newBufferedWriter(log.get()))) {
      int code = run(events);
      return events.failed() ? refuse("--log: could not write all of " + log.get()) : code;
    } catch (IOException e) {
      return refuse("--log: cannot write " + log.get() + ": " + e.getMessage());
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return 2;
  }

  private int run(EventLog events) {
    Campaign campaign =
        new Campaign(
            seed.orElse(firstSeed),
            seed.isPresent() ? 1 : seeds,
            heights,
            Engines.REAL,
            split,
            events);
    Campaign.Result result = campaign.run();
    for (Simulation.Outcome bad : result.bad()) {
      report(bad);
    }
    spec.commandLine().getOut().println(output == Output.json ? json(result) : text(result));
    return result.bad().isEmpty() ? 0 : ChaosMain.FOUND;
  }

  private void report(Simulation.Outcome bad) {
    List<String> lines = new java.util.ArrayList<>(bad.violations());
    lines.addAll(bad.undecided());
    lines.forEach(l -> spec.commandLine().getErr().println("seed " + bad.seed() + ": " + l));
    spec.commandLine()
        .getErr()
        .println(
            "repeat: ./adn chaos simulate --seed "
                + bad.seed()
                + (split ? " --split" : " --heights " + heights)
                + "; --log FILE writes its events");
  }

  private String json(Campaign.Result r) {
    return String.format(
        Locale.ROOT,
        "{\"seeds\":%d,\"heights\":%d,\"violations\":%d,\"undecided\":%d,\"double_signatures\":%d,"
            + "\"trace_hash\":\"%s\",\"seconds\":%.1f,\"decided_heights\":%d,\"events\":%d,\"without_memo\":%d,\"splits\":%d,\"old_disks\":%d,"
            + "\"old_disks_refused\":%d}",
        r.seeds(),
        split ? r.mostHeights() : heights,
        r.violations(),
        r.undecided(),
        r.doubleSignatures(),
        r.traceHash(),
        r.seconds(),
        r.heights(),
        r.events(),
        r.withoutCache(),
        r.splits(),
        r.restored(),
        r.stopped());
  }

  private String text(Campaign.Result r) {
    return String.format(
        Locale.ROOT,
        "%d seeds, %d heights, %d events in %.1f s: %d violations, %d undecided, %d double"
            + " signatures%ntrace hash %s (%d seeds also without the cache), %d upgrades, %d old"
            + " disks of which %d ended a node",
        r.seeds(),
        r.heights(),
        r.events(),
        r.seconds(),
        r.violations(),
        r.undecided(),
        r.doubleSignatures(),
        r.traceHash(),
        r.withoutCache(),
        r.splits(),
        r.restored(),
        r.stopped());
  }
}
