package org.alphadelta.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One known key: its full path, its default (as in a file; empty when the operator must set it),
 * its meaning with its unit, and its format.
 */
public record Setting<T>(
    String key, Optional<String> standard, String meaning, ValueFormat<T> format) {
  public static <T> Setting<T> of(
      String key, String standard, ValueFormat<T> format, String meaning) {
    return new Setting<>(key, Optional.of(standard), meaning, format);
  }

  public static <T> Setting<T> required(String key, ValueFormat<T> format, String meaning) {
    return new Setting<>(key, Optional.empty(), meaning, format);
  }

  /** The environment variable of this key: {@code adn.rest.port} is {@code ADN_REST_PORT}. */
  public String variable() {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
