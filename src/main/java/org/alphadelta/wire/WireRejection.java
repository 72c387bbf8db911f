package org.alphadelta.wire;

import org.alphadelta.core.Rejection;

/** Why bytes are no value. It says what is wrong with them, not what to do with who sent them. */
public sealed interface WireRejection extends Rejection {
  /** More bytes than the type may have; nothing was parsed. */
  record TooLarge(String type, long size, long cap) implements WireRejection {
    @Override
    public String code() {
      return "too-large";
    }

    @Override
    public String found() {
      return type + " of " + size + " bytes";
    }

    @Override
    public String expected() {
      return "at most " + cap + " bytes";
    }
  }

  /** A repeated field has more elements than its cap; nothing was parsed. */
  record TooMany(String field, int cap) implements WireRejection {
    @Override
    public String code() {
      return "too-many";
    }

    @Override
    public String found() {
      return "more than " + cap + " elements of " + field;
    }

    @Override
    public String expected() {
      return "at most " + cap;
    }
  }

  /**
   * The bytes are not the fixed layout of the type: the first place that is not. {@code offset}
   * counts from 0.
   */
  record BadLayout(String type, int offset, String found, String expected)
      implements WireRejection {
    @Override
    public String code() {
      return "bad-layout";
    }

    @Override
    public String found() {
      return found + " at byte " + offset + " of " + type;
    }
  }

  /** The layout is right, but no such value can exist. */
  record Impossible(String type, String reason) implements WireRejection {
    @Override
    public String code() {
      return "impossible-value";
    }

    @Override
    public String found() {
      return reason.startsWith("found ") ? reason.substring("found ".length()) : reason;
    }

    @Override
    public String expected() {
      return "a possible " + type;
    }
  }

  /** The bytes lead to a value that writes itself differently, from byte {@code offset} on. */
  record NotCanonical(String type, int offset) implements WireRejection {
    @Override
    public String code() {
      return "not-canonical";
    }

    @Override
    public String found() {
      return "another form of " + type + " from byte " + offset + " on";
    }

    @Override
    public String expected() {
      return "its canonical bytes";
    }
  }
}
