package org.alphadelta.app;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of adn as an operator runs them: processes of their own, with the Java and the class
 * path of this one. It knows nothing of what they do.
 */
final class Adn {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String MAIN = "org.alphadelta.app.Main";

  private Adn() {}

  /** What a command that has ended left behind. */
  record Outcome(int exitCode, String out, String err) {
    List<String> complaints() {
      return err.lines().filter(line -> line.startsWith("adn: ")).toList();
    }
  }

  /** Runs a command to its end. */
  static Outcome run(String... arguments) {
    return run(Optional.empty(), arguments);
  }

  /**
   * Runs a command with the content of a directory in front of everything else on the class path.
   */
  static Outcome run(Optional<Path> front, String... arguments) {
    try {
      Path out = Files.createTempFile("adn", ".out");
      Path err = Files.createTempFile("adn", ".err");
      try {
        Process process =
            builder(front, MAIN, List.of(), List.of(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        end(process, arguments);
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run adn " + List.of(arguments), e);
    }
  }

  private static void end(Process process, String... arguments) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("adn " + List.of(arguments) + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at adn " + List.of(arguments), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A node that runs until it is closed; what it says goes to the end of a file. */
  static final class RunningNode implements AutoCloseable {
    private static final Pattern READY =
        Pattern.compile("^adn .*, p2p \\S+:(\\d+), rest (http://\\S+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path log;
    private int p2pPort;
    private String rest = "";

    private RunningNode(Process process, Path log) {
      this.process = process;
      this.log = log;
    }

    /** Returns when the node's ports are open. */
    static RunningNode start(Path home, Path log) {
      return start(MAIN, List.of(), home, log);
    }

    /** As {@link #start(Path, Path)}, by another main class of the tests and system properties. */
    static RunningNode start(String main, List<String> properties, Path home, Path log) {
      try {
        Files.writeString(log, "");
        RunningNode node =
            new RunningNode(
                builder(
                        Optional.empty(),
                        main,
                        properties,
                        List.of("start", "--home", home.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start(),
                log);
        node.awaitPorts();
        return node;
      } catch (IOException e) {
        throw new IllegalStateException("cannot start the node of " + home, e);
      }
    }

    private void awaitPorts() {
      try {
        Matcher ready =
            await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the node ended", () -> !process.isAlive())
                .until(() -> READY.matcher(log()), Matcher::find);
        p2pPort = Integer.parseInt(ready.group(1));
        rest = ready.group(2);
      } catch (RuntimeException e) {
        close();
        throw new IllegalStateException("the node did not open its ports; it said: " + log(), e);
      }
    }

    String log() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new IllegalStateException("a log can be read: " + log, e);
      }
    }

    boolean isAlive() {
      return process.isAlive();
    }

    /** Waits for a node that is about to end by itself. */
    int awaitEnd() {
      Adn.end(process, "start");
      return exitCode();
    }

    /** Of a node that has ended. */
    int exitCode() {
      return process.exitValue();
    }

    long pid() {
      return process.pid();
    }

    int p2pPort() {
      return p2pPort;
    }

    /** Base address of the public port. */
    String rest() {
      return rest;
    }

    /** Ends it as a service manager does, or by force when that takes too long. */
    @Override
    public void close() {
      process.destroy();
      Adn.end(process, "start");
    }
  }

  private static ProcessBuilder builder(
      Optional<Path> front, String main, List<String> properties, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx160m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    String logging = System.getProperty("logback.configurationFile", "");
    if (!logging.isEmpty()) {
      command.add("-Dlogback.configurationFile=" + logging);
    }
    command.addAll(properties);
    String classPath = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-cp",
            front.map(directory -> directory + File.pathSeparator + classPath).orElse(classPath),
            main));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().keySet().removeIf(name -> name.startsWith("ADN_"));
    builder.environment().put("ADN_LOG", "WARN");
    return builder;
  }
}
