package org.alphadelta.core;

/**
 * Why something that came from outside is refused, as a value: a stable code, what was found and
 * what was expected. Packages name their reasons in classes of factories, like {@code
 * GovernanceRejections}; a reason has a type of its own only where somebody tells it apart.
 */
public interface Rejection {
  /** Stable, lower case with hyphens; part of the public interface. */
  String code();

  String found();

  String expected();

  default String sentence() {
    return code() + ": found " + found() + ", expected " + expected();
  }

  static Rejection of(String code, String found, String expected) {
    return new Plain(code, found, expected);
  }

  /** A reason that nobody tells apart by its type. */
  record Plain(String code, String found, String expected) implements Rejection {}
}
