package org.alphadelta.consensus;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every storyboard under correct rules. */
class StoryboardTest {
  @TestFactory
  Stream<DynamicTest> algorithmOne() {
    return DriverStories.all().stream()
        .map(s -> DynamicTest.dynamicTest(s.name(), () -> s.play().with(Rules.CORRECT)));
  }

  @TestFactory
  Stream<DynamicTest> linesAndRules() {
    return LineStories.all().stream()
        .map(s -> DynamicTest.dynamicTest(s.name(), () -> s.play().with(Rules.CORRECT)));
  }

  @TestFactory
  Stream<DynamicTest> engine() {
    return EngineStories.all().stream()
        .map(s -> DynamicTest.dynamicTest(s.name(), () -> s.play().with(Rules.CORRECT)));
  }
}
