package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mistakes are made in today's sources, or nobody makes them. */
@Tag("slow")
class SourceEditTest {
  @ParameterizedTest
  @EnumSource
  void everySeededBugFitsItsSourceAndAStoryFails(SeededBugs bug) {
    assertThat(Net.STORYBOARDS.notices(bug.product())).isNotEmpty();
  }

  @Test
  void textThatDoesNotStandExactlyOnceIsRefused() {
    refuses("no such text", "found 0 times");
    refuses("return Optional.empty();", "found 2 times");
  }

  @Test
  void lineBreaksOfTheSourceDoNotMatter() {
    assertThat(new SourceEdit(Engine.class, "one two", "three").applied("one\n    two"))
        .isEqualTo("three");
  }

  @Test
  void whatDoesNotCompileIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                EditedProduct.of(List.of(new SourceEdit(Driver.class, "return round;", "round;"))))
        .withMessageContaining("does not compile");
  }

  private static void refuses(String text, String why) {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new SourceEdit(Engine.class, text, "")
                    .applied("return Optional.empty(); return Optional.empty();"))
        .withMessageContaining(why);
  }
}
