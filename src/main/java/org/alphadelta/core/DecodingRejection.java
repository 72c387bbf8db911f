package org.alphadelta.core;

/** Why bytes are no value. It says what is wrong with them, not what to do with their sender. */
public record DecodingRejection(Kind kind, String found, String expected) implements Rejection {
  /** What is wrong, as far as somebody acts on it. */
  public enum Kind {
    /** More bytes than the type may have; nothing was parsed. */
    TOO_LARGE("too-large"),
    /** A list has more elements than its field may. */
    TOO_MANY("too-many"),
    /** The bytes are not the fixed layout of the type. */
    BAD_LAYOUT("bad-layout"),
    /** The layout is right, but no such value can exist. */
    IMPOSSIBLE("impossible-value");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  @Override
  public String code() {
    return kind.code;
  }

  public static DecodingRejection tooLarge(String type, long size, long cap) {
    return new DecodingRejection(
        Kind.TOO_LARGE, type + " of " + size + " bytes", "at most " + cap + " bytes");
  }

  public static DecodingRejection tooMany(String type, String field, int cap) {
    return new DecodingRejection(
        Kind.TOO_MANY,
        "more than " + cap + " elements of " + field + " of " + type,
        "at most " + cap);
  }

  /** {@code offset} is the first byte that differs, counted from 0 over the whole input. */
  public static DecodingRejection badLayout(
      String type, int offset, String found, String expected) {
    return new DecodingRejection(
        Kind.BAD_LAYOUT, found + " at byte " + offset + " of " + type, expected);
  }

  public static DecodingRejection impossible(String type, String reason) {
    String found = "found ";
    return new DecodingRejection(
        Kind.IMPOSSIBLE,
        reason.startsWith(found) ? reason.substring(found.length()) : reason,
        "a possible " + type);
  }
}
