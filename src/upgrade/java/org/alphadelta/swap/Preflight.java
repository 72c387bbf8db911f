package org.alphadelta.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.wire.Limits;

/**
 * Whether this machine could carry out an upgrade now. It changes nothing.
 *
 * @param freeSpaceMib mebibytes that the operator wants free
 */
record Preflight(NodeEnvironment environment, int freeSpaceMib, Instant now) {
  /** No correct clock is earlier than this software. */
  private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  private static final long MIB = 1024 * 1024;

  enum Answer {
    OK("ok"),
    NOT_YET("not yet"),
    FAILS("fails");

    private final String label;

    Answer(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  record Check(String name, Answer answer, String detail) {}

  List<Check> machineChecks() {
    List<Check> checks = new ArrayList<>();
    HomeLayout home = environment.home();
    for (Path directory :
        List.of(home.home(), home.chains(), home.signing(), home.parameters(), home.temporary())) {
      if (Files.exists(directory)
          && !(Files.isDirectory(directory) && Files.isWritable(directory))) {
        checks.add(new Check("home", Answer.FAILS, "found no right to write in " + directory));
      }
    }
    if (checks.isEmpty()) {
      checks.add(new Check("home", Answer.OK, home.home() + " can be written"));
    }
    long free = home.home().toFile().getUsableSpace() / MIB;
    checks.add(
        new Check(
            "disk",
            free >= freeSpaceMib ? Answer.OK : Answer.FAILS,
            "found " + free + " MiB free, expected at least " + freeSpaceMib));
    checks.add(
        new Check(
            "clock",
            now.isBefore(EARLIEST) ? Answer.FAILS : Answer.OK,
            "found " + now + ", expected a time after " + EARLIEST));
    return checks;
  }

  /** Parameter files first, because a genesis cannot be rebuilt without them. */
  List<Check> genesisChecks(GenesisPairId source, ProposalTerms terms) throws IOException {
    List<Check> checks = new ArrayList<>();
    checks.add(pinned("alpha parameters", terms.alphaParams()));
    checks.add(pinned("delta parameters", terms.deltaParams()));
    if (checks.stream().anyMatch(c -> c.answer() != Answer.OK)) {
      checks.add(new Check("genesis", Answer.NOT_YET, "not rebuilt without both parameter files"));
      return checks;
    }
    checks.add(
        switch (new SwapFiles(environment).rebuild(source, terms)) {
          case RebuiltPair.Ready ready ->
              new Check("genesis", Answer.OK, "rebuilt as expected: " + ready.pair().id());
          case RebuiltPair.Obstructed(Obstacle obstacle) ->
              new Check("genesis", Answer.FAILS, obstacle.sentence());
        });
    return checks;
  }

  private Check pinned(String name, Cid cid) throws IOException {
    Path file = environment.home().parameters(cid);
    if (!Files.exists(file)) {
      return new Check(name, Answer.NOT_YET, "found no file, expected " + cid);
    }
    if (Files.size(file) > Limits.PARAMETERS_BYTES) {
      return new Check(name, Answer.FAILS, "found " + Files.size(file) + " bytes, expected " + cid);
    }
    Bytes content = Bytes.of(Files.readAllBytes(file));
    return cid.names(content)
        ? new Check(name, Answer.OK, cid.toString())
        : new Check(name, Answer.FAILS, "found " + Cid.ofContent(content) + ", expected " + cid);
  }
}
