package org.alphadelta.core;

/** Why bytes cannot be decoded. */
public record DecodingRejection(Kind kind, String found, String expected) implements Rejection {
  /** Kinds that callers treat differently. */
  public enum Kind {
    /** More bytes than the type may have; nothing was parsed. */
    TOO_LARGE("too-large"),
    /** A list has more elements than its field may. */
    TOO_MANY("too-many"),
    /** The bytes are not in the layout of the type. */
    BAD_LAYOUT("bad-layout"),
    /** The layout is right, but the value is impossible. */
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

  /** {@code offset} is the first wrong byte, counted from 0 over the whole input. */
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
