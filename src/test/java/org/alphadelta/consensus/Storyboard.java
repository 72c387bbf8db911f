package org.alphadelta.consensus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A short story that ends well: a test whose name is the behaviour it tells. */
record Storyboard(Method test) {
  private static final List<Class<?>> STORIES =
      List.of(
          DriverStories.class,
          EngineStories.class,
          CrashStories.class,
          HeightStories.class,
          LineStories.class);

  /** All of this package, in the order of their classes and names. */
  static List<Storyboard> all() {
    return STORIES.stream()
        .flatMap(
            stories ->
                Stream.of(stories.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(Test.class))
                    .sorted(Comparator.comparing(Method::getName)))
        .map(Storyboard::new)
        .toList();
  }

  String name() {
    return test.getName();
  }

  /** Whether it ends otherwise than told. */
  boolean fails() {
    try {
      test.invoke(test.getDeclaringClass().getDeclaredConstructor().newInstance());
      return false;
    } catch (InvocationTargetException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(this + " cannot be played", e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
