package org.alphadelta.core;

import java.util.Arrays;
import java.util.Optional;

/** A member of a closed family that a number stands for in bytes. */
public interface Numbered {
  int number();

  /** The member with this number. */
  static <E extends Enum<E> & Numbered> Optional<E> of(Class<E> family, long number) {
    return Arrays.stream(family.getEnumConstants()).filter(e -> e.number() == number).findFirst();
  }

  /**
   * The members of a family as a field of a value.
   *
   * @param what the noun of a member, for rejections
   */
  static <E extends Enum<E> & Numbered> FieldType<E> type(String what, Class<E> family) {
    return FieldType.numbered(what, number -> of(family, number), Numbered::number);
  }
}
