package org.alphadelta.core;

/**
 * Why input from outside is refused, as a value: a stable code, what was found and what was
 * expected. Packages make their reasons in factories, like {@code GovernanceRejections}; a reason
 * has a type of its own only where a caller tells it apart.
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

  /** A reason that no caller tells apart by type. */
  record Plain(String code, String found, String expected) implements Rejection {}
}
