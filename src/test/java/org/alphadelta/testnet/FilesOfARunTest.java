package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories, scripts, ports and command lines of a run. */
class FilesOfARunTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 2, 12, 0, 5);

  @TempDir Path directory;

  @Test
  void latestNamesTheNewestRun() throws Exception {
    RunDirectory first = RunDirectory.create(directory, NOON);
    RunDirectory second = RunDirectory.create(directory, NOON);

    assertThat(first.root().getFileName()).hasToString("20260102-120005");
    assertThat(second.root().getFileName()).hasToString("20260102-120005-2");
    assertThat(RunDirectory.latest(directory)).contains(second);
    assertThat(Files.readSymbolicLink(directory.resolve("latest")))
        .isEqualTo(Path.of("20260102-120005-2"));
    assertThat(RunDirectory.latest(directory.resolve("none"))).isEmpty();
  }

  @Test
  void theScriptHoldsWhatWasTypedAsAShellReadsIt() throws Exception {
    Path file = directory.resolve("commands.sh");
    Script script = Script.create(file, "/opt/a dn/adn");

    script.comment("a step");
    script.command(Script.line(List.of("tx", "transfer", "--to", "it's", "--amount", "5")));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("#!/bin/sh");
    assertThat(lines).contains("adn() { command '/opt/a dn/adn' \"$@\"; }", "# a step");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("adn tx transfer --to 'it'\\''s' --amount 5");
    assertThat(Files.isExecutable(file)).isTrue();
  }

  @Test
  void portsThatSomebodyHasAreLeftToThem() throws Exception {
    int first = Ports.free(1, 0).get(0);
    try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThat(Ports.free(3, 0)).hasSize(3).doesNotContain(first).doesNotHaveDuplicates();
    }
  }

  @Test
  void nodesAreStartedWithTheLaunchersOptions() {
    Properties properties = new Properties();
    properties.setProperty("java.home", "/jdk");
    properties.setProperty("java.class.path", "/nowhere/adn-tools.jar:/nowhere/adn.jar");
    properties.setProperty("adn.java.opts", "-XX:+UseSerialGC  -Xmx200m");
    properties.setProperty("logback.configurationFile", "/c/logback.xml");

    List<String> command = Launch.of(properties, 25).node(Path.of("homes/v1"), false);

    assertThat(command)
        .startsWith("/jdk/bin/java")
        .containsSubsequence(
            "-XX:+UseSerialGC", "-Xmx200m", "-Dlogback.configurationFile=/c/logback.xml")
        .endsWith(
            "-cp", "/nowhere/adn.jar", "org.alphadelta.app.Main", "start", "--home", "homes/v1")
        .doesNotContain("-Xmx160m");
  }

  @Test
  void olderJavaGetsNoOptionItDoesNotKnow() {
    assertThat(Launch.of(new Properties(), 21).options())
        .noneMatch(o -> o.startsWith("--sun-misc"));
    assertThat(Launch.of(new Properties(), 25).options()).anyMatch(o -> o.startsWith("--sun-misc"));
  }

  @Test
  void oneNodeLeavesTheArchiveThatTheOthersUse() throws Exception {
    Path jar = Files.createFile(directory.resolve("adn.jar"));
    Properties properties = new Properties();
    properties.setProperty("java.class.path", jar.toString());
    properties.setProperty("java.version", "25.0.1");
    Launch launch = Launch.of(properties, 25);
    String archive = "-XX:SharedArchiveFile=" + directory.resolve("cds-node-25.0.1.jsa");

    assertThat(launch.node(Path.of("h"), true)).contains("-XX:+AutoCreateSharedArchive", archive);
    assertThat(launch.node(Path.of("h"), false)).doesNotContain(archive);
    Files.createFile(directory.resolve("cds-node-25.0.1.jsa"));
    assertThat(launch.node(Path.of("h"), false))
        .contains(archive)
        .doesNotContain("-XX:+AutoCreateSharedArchive");
  }

  @Test
  void noKeyOfOneNodeReachesAllOfThem() {
    Map<String, String> all =
        Map.of("PATH", "/bin", "ADN_REST_PORT", "1", "ADN_LOG", "WARN", "ADN_BUILD", "dev");

    assertThat(CommandRunner.environment(all)).containsOnlyKeys("PATH", "ADN_LOG", "ADN_BUILD");
  }
}
