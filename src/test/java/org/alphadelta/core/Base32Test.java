package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {
  private static final String FOLDER = "multiformats/multibase_";

  /** One line of a file: the name of a base, and a content in it. */
  private record Line(String base, String text) {
    static Line of(String line) {
      String quoted = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
      return new Line(line.substring(0, line.indexOf(',')), quoted);
    }
  }

  @ParameterizedTest
  @CsvSource({"basic,23", "leading_zero,23", "two_leading_zeros,23"})
  void agreesWithTheMultibaseTableAndReadsNoOtherBase(String name, int bases) {
    List<Line> lines = lines(name);
    Bytes content = Bytes.utf8(lines.getFirst().text().replace("\\x00", "\0"));
    int cases = 0;
    for (Line line : lines.subList(1, lines.size())) {
      if (line.base().equals("base32")) {
        assertThat(Base32.encode(content)).isEqualTo(line.text());
        assertThat(Base32.decode(line.text())).contains(content);
      } else {
        assertThat(Base32.decode(line.text())).as(line.base()).isEmpty();
      }
      cases++;
    }
    assertThat(cases).isEqualTo(bases);
    assertThat(lines).extracting(Line::base).containsOnlyOnce("base32");
  }

  /** The table lets a reader be lenient here; a content id has one text, so this one is not. */
  @Test
  void refusesTheMixedCaseOfTheMultibaseTable() {
    List<Line> lines = lines("case_insensitivity");
    assertThat(lines.getFirst().text()).isEqualTo("hello world");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(12)
        .allSatisfy(line -> assertThat(Base32.decode(line.text())).as(line.base()).isEmpty())
        .anySatisfy(
            line ->
                assertThat(line.text())
                    .isEqualToIgnoringCase(Base32.encode(Bytes.utf8("hello world"))));
  }

  @Test
  void readsBackWhatItWroteOfEveryLength() {
    Random random = new Random(32);
    for (int length = 0; length <= 45; length++) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      assertThat(Base32.decode(Base32.encode(Bytes.of(content)))).contains(Bytes.of(content));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ba", "baaa", "bab", "baaaaaaaaa", "b=", "b aa", "bA", "aa", "b1a"})
  void refusesWhatItNeverWrites(String text) {
    assertThat(Base32.decode(text)).isEmpty();
  }

  private static List<Line> lines(String name) {
    return Vectors.text(FOLDER + name + ".csv").lines().map(Line::of).toList();
  }
}
