package org.alphadelta.consensus;

import java.util.List;
import java.util.stream.Stream;

/** A short story that ends well under correct rules. Its name is the behaviour it tells. */
record Storyboard(String name, Play play) {
  interface Play {
    void with(Rules rules) throws Exception;
  }

  static List<Storyboard> all() {
    return Stream.of(
            DriverStories.all(),
            EngineStories.all(),
            CrashStories.all(),
            HeightStories.all(),
            LineStories.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
