package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every storyboard under correct rules. */
class StoryboardTest {
  private static final Pattern RULE = Pattern.compile("^rule(\\d+)_");

  /** The last rule of agreement; the one after it is governance's and has its stories there. */
  private static final int LAST_RULE = 28;

  @TestFactory
  Stream<DynamicTest> algorithmOne() {
    return played(DriverStories.all());
  }

  @TestFactory
  Stream<DynamicTest> linesAndRules() {
    return played(LineStories.all());
  }

  @TestFactory
  Stream<DynamicTest> engine() {
    return played(EngineStories.all());
  }

  @TestFactory
  Stream<DynamicTest> crashes() {
    return played(CrashStories.all());
  }

  @TestFactory
  Stream<DynamicTest> heights() {
    return played(HeightStories.all());
  }

  @Test
  void everyRuleHasAStory() {
    SortedSet<Integer> told = new TreeSet<>();
    for (Storyboard board : Storyboard.all()) {
      RULE.matcher(board.name())
          .results()
          .map((MatchResult rule) -> Integer.valueOf(rule.group(1)))
          .forEach(told::add);
    }
    assertThat(told)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LAST_RULE).boxed().toList());
  }

  @Test
  void noTwoStoriesHaveOneName() {
    assertThat(Storyboard.all()).extracting(Storyboard::name).doesNotHaveDuplicates();
  }

  private static Stream<DynamicTest> played(List<Storyboard> boards) {
    return boards.stream()
        .map(s -> DynamicTest.dynamicTest(s.name(), () -> s.play().with(Rules.CORRECT)));
  }
}
