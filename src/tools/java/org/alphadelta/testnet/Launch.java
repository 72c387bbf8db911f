package org.alphadelta.testnet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Command line of {@code adn start} without the launcher: the same Java and options as this
 * process, and its class path without the tools. {@code archive} is the place of a class-data
 * archive, which halves the start time of later nodes.
 */
public record Launch(
    String launcher, Path java, List<String> options, String classPath, Optional<Path> archive) {
  private static final String MAIN = "org.alphadelta.app.Main";
  private static final String TOOLS = "adn-tools.jar";
  private static final String LOGGING = "logback.configurationFile";
  private static final int FEATURE_WITH_WARNINGS = 24;

  /** C1 only: a test network runs for minutes, and C2 would take processor time from the chains. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  public Launch {
    options = List.copyOf(options);
  }

  /** From system properties, two of which the launcher sets. */
  public static Launch of(Properties properties, int javaFeature) {
    String classPath = withoutTools(properties.getProperty("java.class.path", ""));
    List<String> options = new ArrayList<>();
    options.add(QUICK);
    options.addAll(nodeOptions(properties.getProperty("adn.java.opts", ""), javaFeature));
    String logging = properties.getProperty(LOGGING, "");
    if (!logging.isEmpty()) {
      options.add("-D" + LOGGING + "=" + logging);
    }
    return new Launch(
        properties.getProperty("adn.launcher", "adn"),
        Path.of(properties.getProperty("java.home", ""), "bin", "java"),
        options,
        classPath,
        archive(classPath, properties.getProperty("java.version", "unknown")));
  }

  /** Nothing of the tools is on the class path of a node. */
  private static String withoutTools(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith(TOOLS))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> nodeOptions(String given, int javaFeature) {
    if (!given.isBlank()) {
      return Arrays.asList(given.trim().split("\\s+"));
    }
    List<String> standard = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx160m"));
    if (javaFeature >= FEATURE_WITH_WARNINGS) {
      standard.add("--enable-native-access=ALL-UNNAMED");
      standard.add("--sun-misc-unsafe-memory-access=allow");
    }
    return standard;
  }

  /** Beside the jar; class directories cannot be archived. */
  private static Optional<Path> archive(String classPath, String version) {
    Path first = Path.of(classPath.split(File.pathSeparator, -1)[0]).toAbsolutePath();
    if (!first.toString().endsWith(".jar")) {
      return Optional.empty();
    }
    return Optional.ofNullable(first.getParent())
        .filter(Files::isWritable)
        .map(folder -> folder.resolve("cds-node-" + version + ".jsa"));
  }

  /**
   * The command line of a node.
   *
   * @param archivist whether this node writes the archive when it ends, if none fits
   */
  public List<String> node(Path home, boolean archivist) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    archive.ifPresent(
        file -> {
          if (archivist) {
            command.add("-XX:+AutoCreateSharedArchive");
          }
          if (archivist || Files.exists(file)) {
            command.addAll(
                List.of(
                    "-XX:SharedArchiveFile=" + file,
                    "-Xshare:auto",
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off",
                    "-Xlog:class+path=off"));
          }
        });
    command.addAll(
        List.of(
            "-Dadn.launcher=" + launcher,
            "-cp",
            classPath,
            MAIN,
            "start",
            "--home",
            home.toString()));
    return List.copyOf(command);
  }
}
