package org.alphadelta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents for engineers name between backticks, the sources have. */
class NamesInDocsTest {
  private static final List<Path> ROOTS =
      Stream.of("main", "upgrade", "inert", "tools", "test", "upgrade-test")
          .map(part -> Path.of("src", part, "java"))
          .toList();
  private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");
  private static final Pattern TYPE =
      Pattern.compile("(?:[a-z]+/)?([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+))?(?:\\(.*\\))?");
  private static final Pattern STORY = Pattern.compile("(?:L\\d|rule\\d|addition[AB])\\w*_\\w+");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

  /** The sources in which a type is declared, by its simple name. */
  private static final Map<String, List<String>> TYPES = types();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/agreement.md",
        "docs/agreement-rules.md",
        "docs/seeded-bugs.md",
        "docs/security-model.md"
      })
  void everyTypeMemberTestAndStoryboardOfADocumentExists(String document) throws IOException {
    List<String> unknown = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(Files.readString(Path.of(document)));
    while (quoted.find()) {
      missing(quoted.group(1)).ifPresent(unknown::add);
    }
    assertThat(unknown).as(document).isEmpty();
  }

  @Test
  void aNameThatNothingHasIsNoticed() {
    assertThat(missing("RoundState")).isEmpty();
    assertThat(missing("consensus/RoundState.apply")).isEmpty();
    assertThat(missing("IllegalStateException")).isEmpty();
    assertThat(missing("IlegalStateException")).isPresent();
    assertThat(missing("RuondState")).isPresent();
    assertThat(missing("RoundState.aply")).isPresent();
    assertThat(missing("L49_decidesThisRound")).isEmpty();
    assertThat(missing("L49_decides" + "AnotherRound")).isPresent();
  }

  private static Optional<String> missing(String name) {
    if (STORY.matcher(name).matches()) {
      boolean told =
          TYPES.values().stream()
              .flatMap(List::stream)
              .anyMatch(s -> s.contains("void " + name + "("));
      return told ? Optional.empty() : Optional.of(name);
    }
    Matcher type = TYPE.matcher(name);
    if (!type.matches()) {
      return Optional.empty();
    }
    if (isOfTheJdk(type.group(1))) {
      return Optional.empty();
    }
    List<String> sources = TYPES.getOrDefault(type.group(1), List.of());
    String member = Optional.ofNullable(type.group(2)).orElse("");
    boolean has = sources.stream().anyMatch(s -> s.matches("(?s).*\\b" + member + "\\b.*"));
    return has ? Optional.empty() : Optional.of(name);
  }

  private static boolean isOfTheJdk(String type) {
    try {
      Class.forName("java.lang." + type);
      return true;
    } catch (ClassNotFoundException ours) {
      return false;
    }
  }

  private static Map<String, List<String>> types() {
    Map<String, List<String>> types = new TreeMap<>();
    for (Path root : ROOTS) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String source = Files.readString(file);
          Matcher declared = DECLARED.matcher(source);
          while (declared.find()) {
            types.computeIfAbsent(declared.group(1), key -> new ArrayList<>()).add(source);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return types;
  }
}
