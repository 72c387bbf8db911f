package org.alphadelta.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the Maven that runs this build, on the same tree; knows nothing of what it builds. */
final class ChildMaven {
  private static final long PATIENCE_MINUTES = 10;

  private ChildMaven() {}

  /** What a run left behind: exit code, and stdout and stderr as they were printed. */
  record Outcome(int exitCode, List<String> lines) {}

  static Outcome run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.directory(Path.of(property("adn.basedir")).toFile());
    builder.environment().put("JAVA_HOME", property("adn.maven.java"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("Maven still runs after its output has ended");
    }
    return new Outcome(process.exitValue(), lines);
  }

  static String property(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("system property " + key + ": not set by the build");
    }
    return value;
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("adn.maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-q", "-B", "-ntp"));
    command.add("-Dmaven.repo.local=" + property("adn.maven.repository"));
    if (property("adn.maven.offline").equals("offline=true")) {
      command.add("-o");
    }
    command.addAll(List.of(arguments));
    return command;
  }
}
