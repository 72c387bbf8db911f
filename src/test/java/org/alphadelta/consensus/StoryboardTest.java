package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the storyboards tell together. They are tests themselves, each by its name. */
class StoryboardTest {
  private static final Pattern RULE = Pattern.compile("^rule(\\d+)_");

  /** The last rule of agreement; the one after it is governance's and has its stories there. */
  private static final int LAST_RULE = 28;

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
}
