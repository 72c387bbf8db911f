package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that a run has started, as recorded in {@code processes.json}. Systems reuse process
 * ids, so a process is the same only with the same id and start time.
 */
record Started(String name, long pid, long startedMillis) {
  /** Difference of the start time between two readings of the system's clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final JsonMapper JSON = new JsonMapper();

  static Started of(String name, ProcessHandle handle) {
    Instant start = handle.info().startInstant().orElse(Instant.EPOCH);
    return new Started(name, handle.pid(), start.toEpochMilli());
  }

  /** The process while it runs; empty too when its id belongs to another process now. */
  Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle handle) {
    long start = handle.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    return Math.abs(start - startedMillis) <= TOLERANCE.toMillis();
  }

  static void write(Path file, List<Started> all) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    for (Started one : all) {
      array
          .addObject()
          .put("name", one.name())
          .put("pid", one.pid())
          .put("started_millis", one.startedMillis());
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, array.toPrettyString() + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Parses the file; empty when there is none. */
  static List<Started> read(Path file) throws IOException {
    List<Started> all = new ArrayList<>();
    if (Files.exists(file)) {
      for (JsonNode one : JSON.readTree(Files.readString(file))) {
        all.add(
            new Started(
                one.path("name").asText(""),
                one.path("pid").asLong(-1),
                one.path("started_millis").asLong(-1)));
      }
    }
    return List.copyOf(all);
  }
}
