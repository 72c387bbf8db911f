package org.alphadelta.consensus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Other text in the place of what stands exactly once in the source of a class of the product.
 * Where lines break does not matter.
 */
record SourceEdit(Class<?> in, String found, String instead) {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** The source as it is. */
  static String source(Class<?> of) {
    try {
      return Files.readString(SOURCES.resolve(of.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The source with this edit.
   *
   * @throws IllegalStateException when the text does not stand there exactly once
   */
  String applied(String source) {
    List<MatchResult> places = pattern().matcher(source).results().toList();
    if (places.size() != 1) {
      throw new IllegalStateException(
          "'"
              + found
              + "' in the source of "
              + in.getSimpleName()
              + ": found "
              + places.size()
              + " times, expected once; the source has changed, so this edit must change too");
    }
    return pattern().matcher(source).replaceFirst(Matcher.quoteReplacement(instead));
  }

  private Pattern pattern() {
    return Pattern.compile(
        Stream.of(found.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
  }
}
