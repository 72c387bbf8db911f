package org.alphadelta.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of one run: started here, recorded in a file at once, ended by their id and no
 * other way. Safe for the shutdown hook's thread.
 */
final class Processes implements AutoCloseable {
  /** Time to end on request; afterwards the process is killed. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final File NOTHING = new File("/dev/null");

  private final Path file;
  private final Map<String, String> environment;
  private final Map<String, Process> running = new LinkedHashMap<>();
  private final Map<String, Path> logs = new LinkedHashMap<>();
  private final Map<String, Started> started = new LinkedHashMap<>();
  private boolean closed;
  private boolean left;

  /** {@code earlier}: processes of an earlier command that stay in the file. */
  Processes(Path file, Map<String, String> environment, List<Started> earlier) {
    this.file = file;
    earlier.forEach(one -> started.put(one.name(), one));
    this.environment = Map.copyOf(environment);
  }

  /** Starts a process whose output is appended to a log file. */
  synchronized void start(String name, List<String> command, Path log) {
    if (closed) {
      throw new MissionFailed(name, "found a run that is ending, expected one that goes on");
    }
    Process earlier = running.get(name);
    if (earlier != null && earlier.isAlive()) {
      throw new IllegalStateException(name + " runs already as process " + earlier.pid());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(NOTHING))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      running.put(name, process);
      logs.put(name, log);
      started.put(name, Started.of(name, process.toHandle()));
      remember();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Optional<Long> pid(String name) {
    return Optional.ofNullable(running.get(name)).filter(Process::isAlive).map(Process::pid);
  }

  /** A description of a process that ended unasked, if there is one. */
  synchronized Optional<String> lost() {
    for (Map.Entry<String, Process> entry : running.entrySet()) {
      if (!entry.getValue().isAlive()) {
        return Optional.of(
            entry.getKey()
                + " ended by itself with exit code "
                + entry.getValue().exitValue()
                + lastLine(entry.getKey()));
      }
    }
    return Optional.empty();
  }

  /** The last line of a log, and its path. */
  private String lastLine(String name) {
    Optional<Path> log = Optional.ofNullable(logs.get(name));
    if (log.isEmpty()) {
      return "";
    }
    try (Stream<String> lines = Files.lines(log.get())) {
      String last =
          lines.filter(line -> !line.isBlank()).reduce((one, next) -> next).orElse("nothing");
      return "; " + log.get() + " ends with: " + last;
    } catch (IOException | UncheckedIOException e) {
      return "; see " + log.get();
    }
  }

  /** Ends one process; true when it ended on request. */
  boolean stop(String name) {
    Optional<Process> process = take(name);
    return process.isEmpty() || end(List.of(process.get().toHandle()), PATIENCE).isEmpty();
  }

  /** Ends all; returns the names of those that had to be killed. */
  @Override
  public void close() {
    stopAll();
  }

  /** Ends all processes and starts no more; returns the names of those that had to be killed. */
  List<String> stopAll() {
    Map<String, Process> all;
    synchronized (this) {
      closed = true;
      if (left) {
        return List.of();
      }
      all = new LinkedHashMap<>(running);
      running.clear();
    }
    List<ProcessHandle> killed =
        end(all.values().stream().map(Process::toHandle).toList(), PATIENCE);
    synchronized (this) {
      started.clear();
      try {
        remember();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.entrySet().stream()
        .filter(e -> killed.contains(e.getValue().toHandle()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Leaves the processes running; {@code adn testnet stop} ends them. */
  synchronized void leaveRunning() {
    closed = true;
    left = true;
    running.clear();
  }

  private synchronized Optional<Process> take(String name) {
    return Optional.ofNullable(running.remove(name));
  }

  private void remember() throws IOException {
    Started.write(file, new ArrayList<>(started.values()));
  }

  /** Asks processes to end and waits; kills and returns those that do not. */
  static List<ProcessHandle> end(List<ProcessHandle> handles, Duration patience) {
    handles.forEach(ProcessHandle::destroy);
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    if (waited(all, patience)) {
      return List.of();
    }
    List<ProcessHandle> stubborn = handles.stream().filter(ProcessHandle::isAlive).toList();
    stubborn.forEach(ProcessHandle::destroyForcibly);
    waited(all, patience);
    return stubborn;
  }

  private static boolean waited(CompletableFuture<?> all, Duration patience) {
    try {
      all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process does not fail", e);
    }
  }
}
