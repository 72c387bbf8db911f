package org.alphadelta.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the commented configuration file: every key with meaning, default and environment
 * variable.
 */
public final class ReferenceConf {
  private static final int WIDTH = 100;
  private static final String HEAD =
      """
      # Configuration of one adn node, in HOCON. A home has its own copy: config/adn.conf.
      #
      # Precedence: command-line option, environment variable, this file, default. A key that is not listed here is an
      # error; all errors are reported at once, and the exit code is 2. A line without '#' before the key takes effect.
      """;

  private ReferenceConf() {}

  /** The reference: every key at its default, commented out. */
  public static String text() {
    return text(ConfigKeys.ALL, Map.of());
  }

  /** The reference with some keys set; values as in a file. */
  public static String text(List<Setting<?>> settings, Map<String, String> chosen) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Setting<?> setting : settings) {
      text.append('\n');
      wrap(setting.meaning()).forEach(line -> text.append("# ").append(line).append('\n'));
      text.append("# Default: ")
          .append(setting.standard().orElse("none, must be set"))
          .append(". Expected: ")
          .append(setting.format().expected())
          .append(". Variable: ")
          .append(setting.variable())
          .append(".\n");
      Optional<String> value = Optional.ofNullable(chosen.get(setting.key()));
      text.append(value.isPresent() ? "" : "#")
          .append(setting.key())
          .append(" =")
          .append(value.or(setting::standard).map(v -> " " + v).orElse(""))
          .append('\n');
    }
    return text.toString();
  }

  private static List<String> wrap(String meaning) {
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (String word : List.of(meaning.split(" ", -1))) {
      if (length + word.length() > WIDTH) {
        text.append('\n');
        length = 0;
      } else if (length > 0) {
        text.append(' ');
      }
      text.append(word);
      length += word.length() + 1;
    }
    return text.toString().lines().toList();
  }
}
