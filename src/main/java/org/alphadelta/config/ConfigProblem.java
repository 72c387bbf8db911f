package org.alphadelta.config;

/** One mistake of the operator: the key (or file), what was found, what was expected, and where. */
public record ConfigProblem(String key, String found, String expected, String origin) {
  /** One line: {@code adn.rest.port: found 'x', expected a port from 0 to 65535 (adn.conf:3)}. */
  public String sentence() {
    return key + ": found " + found + ", expected " + expected + " (" + origin + ")";
  }
}
