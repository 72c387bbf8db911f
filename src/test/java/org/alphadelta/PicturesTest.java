package org.alphadelta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures of ARCHITECTURE.md show what the sources are. */
class PicturesTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("src/upgrade/java"), Path.of("src/tools/java"));
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?org\\.alphadelta\\.([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern PICTURE =
      Pattern.compile("```mermaid\nflowchart \\w+\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ARROW = Pattern.compile("^ *([\\w.]+) --> ([\\w.]+)$");

  @Test
  void theLayersAreThePackagesAndTheirImports() throws IOException {
    SortedMap<String, Set<String>> drawn = new TreeMap<>();
    for (String line : pictures().getFirst().lines().toList()) {
      Matcher arrow = ARROW.matcher(line);
      assertThat(arrow.matches()).as(line).isTrue();
      drawn.computeIfAbsent(arrow.group(1), any -> new TreeSet<>()).add(arrow.group(2));
      drawn.computeIfAbsent(arrow.group(2), any -> new TreeSet<>());
    }
    SortedMap<String, Set<String>> imports = imports();
    assertThat(drawn.keySet()).isEqualTo(imports.keySet());
    drawn.forEach((from, to) -> assertThat(imports.get(from)).as(from).containsAll(to));
    assertThat(reachable(drawn)).isEqualTo(reachable(imports));
  }

  @Test
  void noPackageIsBelowItself() throws IOException {
    reachable(imports()).forEach((from, to) -> assertThat(to).as(from).doesNotContain(from));
  }

  @Test
  void theWaysGoThroughClassesThatExist() throws IOException {
    Set<String> classes;
    try (Stream<Path> files = sources()) {
      classes =
          files
              .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> ways = pictures().subList(1, pictures().size());
    assertThat(ways).hasSize(2);
    for (String way : ways) {
      List<String> stations =
          Arrays.stream(way.split("-->|\n", -1))
              .map(part -> part.replaceAll("\\|[^|]*\\|", "").strip())
              .map(part -> part.replaceAll("\\w+\\[(\\w+)]", "$1"))
              .filter(part -> !part.isEmpty())
              .toList();
      assertThat(stations).hasSizeGreaterThan(5);
      assertThat(classes).containsAll(stations);
    }
  }

  private static List<String> pictures() throws IOException {
    List<String> pictures = new ArrayList<>();
    Matcher found = PICTURE.matcher(Files.readString(Path.of("ARCHITECTURE.md")));
    while (found.find()) {
      pictures.add(found.group(1));
    }
    return pictures;
  }

  private static Stream<Path> sources() {
    return SOURCES.stream()
        .flatMap(PicturesTest::walk)
        .filter(file -> file.toString().endsWith(".java"));
  }

  private static Stream<Path> walk(Path root) {
    try {
      return Files.walk(root);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, Set<String>> imports() throws IOException {
    SortedMap<String, Set<String>> imports = new TreeMap<>();
    for (Path root : SOURCES) {
      Path base = root.resolve("org/alphadelta");
      try (Stream<Path> files = walk(base)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String from = base.relativize(file.getParent()).toString().replace('/', '.');
          Set<String> to = imports.computeIfAbsent(from, any -> new TreeSet<>());
          IMPORT
              .matcher(Files.readString(file))
              .results()
              .map(found -> packageOf(found.group(1)))
              .filter(other -> !other.equals(from) && !other.endsWith("proto"))
              .forEach(to::add);
        }
      }
    }
    return imports;
  }

  /** The leading lower-case names of a class. */
  private static String packageOf(String name) {
    return Arrays.stream(name.split("\\.", -1))
        .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
        .collect(Collectors.joining("."));
  }

  private static SortedMap<String, Set<String>> reachable(Map<String, Set<String>> arrows) {
    SortedMap<String, Set<String>> reachable = new TreeMap<>();
    arrows.forEach((from, to) -> reachable.put(from, new TreeSet<>(to)));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Set<String> to : reachable.values()) {
        Set<String> more = new TreeSet<>();
        to.forEach(next -> more.addAll(reachable.getOrDefault(next, Set.of())));
        grew |= to.addAll(more);
      }
    }
    return reachable;
  }
}
