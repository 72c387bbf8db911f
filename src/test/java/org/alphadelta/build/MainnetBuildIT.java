package org.alphadelta.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Looks for upgrade code and the test network in the jars, byte by byte; does not run them. */
class MainnetBuildIT {
  private static final List<String> MARKS =
      List.of("org/alphadelta/swap", "org.alphadelta.swap", "alphadelta.swap", "adn.upgrade");

  @Test
  void mainnetJarHoldsNoTraceOfUpgradeCode() throws Exception {
    Path jar = Path.of(ChildMaven.property("adn.jar"));
    if (!isMainnet()) {
      ChildMaven.Outcome outcome = ChildMaven.run("-Dmainnet", "-DskipTests", "package");
      assertThat(outcome.exitCode())
          .describedAs(String.join(System.lineSeparator(), outcome.lines()))
          .isZero();
      jar = Path.of(ChildMaven.property("adn.basedir"), "target", "mainnet", "adn.jar");
    }

    assertThat(contentOf(jar, "adn-build.properties")).contains("build=mainnet");
    assertThat(contentOf(jar, "org/alphadelta/app/Upgrades.class")).isNotEmpty();
    assertThat(traces(jar)).isEmpty();
    assertThat(classes(jar))
        .contains("org/alphadelta/app/Main.class")
        .noneMatch(name -> name.startsWith("org/alphadelta/testnet/"));
  }

  /** The search itself must be able to find something. */
  @Test
  void otherJarsHoldUpgradeCode() throws Exception {
    assumeFalse(isMainnet(), "this build has no other jar to look into");

    assertThat(traces(Path.of(ChildMaven.property("adn.jar"))))
        .anyMatch(trace -> trace.startsWith("org/alphadelta/swap/"))
        .anyMatch(trace -> trace.startsWith("org/alphadelta/app/Upgrades.class: "))
        .anyMatch(trace -> trace.endsWith("org/alphadelta/swap"));
  }

  private static boolean isMainnet() {
    return ChildMaven.property("adn.build").equals("mainnet");
  }

  /** Every mark in a name or in the bytes of an entry, as {@code entry: mark}. */
  private static List<String> traces(Path path) throws IOException {
    List<String> traces = new ArrayList<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        String searched = entry.getName() + '\n' + content(jar, entry);
        MARKS.stream()
            .filter(searched::contains)
            .map(mark -> entry.getName() + ": " + mark)
            .forEach(traces::add);
      }
    }
    return traces;
  }

  private static List<String> classes(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.stream().map(JarEntry::getName).filter(n -> n.endsWith(".class")).toList();
    }
  }

  private static String contentOf(Path path, String name) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      JarEntry entry = jar.getJarEntry(name);
      assertThat(entry).describedAs("%s in %s", name, path).isNotNull();
      return content(jar, entry);
    }
  }

  /** One character per byte, so that no decoder can hide anything. */
  private static String content(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
