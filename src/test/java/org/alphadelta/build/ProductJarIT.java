package org.alphadelta.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks for tests and tools in the jar that runs a node. */
class ProductJarIT {
  private static final List<String> TEST_LIBRARIES =
      List.of("junit", "assertj", "archunit", "testkit", "opentest4j", "apiguardian");

  @Test
  void holdsNoClassOfATestOrATool() throws IOException, URISyntaxException {
    Path tests =
        Path.of(ProductJarIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    SortedSet<String> foreign = classesBelow(tests);
    foreign.addAll(classesBelow(Path.of(ChildMaven.property("adn.tools.classes"))));
    assertThat(foreign)
        .contains(
            "org/alphadelta/chaos/ChaosMain.class", "org/alphadelta/testnet/TestnetMain.class");
    try (JarFile jar = jar()) {
      assertThat(jar.stream().map(e -> e.getName()))
          .contains("org/alphadelta/consensus/Engine.class")
          .doesNotContainAnyElementsOf(foreign);
    }
  }

  @Test
  void namesNoLibraryOfTests() throws IOException {
    try (JarFile jar = jar()) {
      String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      assertThat(libraries).contains("akka").doesNotContain(TEST_LIBRARIES);
    }
  }

  private static JarFile jar() throws IOException {
    return new JarFile(Path.of(ChildMaven.property("adn.jar")).toFile());
  }

  private static SortedSet<String> classesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
