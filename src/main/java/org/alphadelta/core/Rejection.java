package org.alphadelta.core;

/**
 * Why something that came from outside is refused, as a value: a stable code, what was found and
 * what was expected. Packages with refusals of their own have sealed families that implement this.
 */
public interface Rejection {
  /** Stable, lower case with hyphens; part of the public interface. */
  String code();

  String found();

  String expected();

  default String sentence() {
    return code() + ": found " + found() + ", expected " + expected();
  }
}
