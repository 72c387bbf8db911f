package org.alphadelta.core;

import java.util.Arrays;
import java.util.Optional;

/** A member of a closed family with a stable, lower-case name in files, routes and commands. */
public interface Labeled {
  String label();

  /** The member with this name. */
  static <E extends Enum<E> & Labeled> Optional<E> of(Class<E> family, String label) {
    return Arrays.stream(family.getEnumConstants())
        .filter(e -> e.label().equals(label))
        .findFirst();
  }
}
