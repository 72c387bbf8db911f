package org.alphadelta.wire;

import org.alphadelta.core.Rejection;

/** Why a stream of bytes is no stream of frames; nothing after it can be read. */
public sealed interface FrameRejection extends Rejection {
  /** A length that no envelope has: less than its tag and length take. */
  record TooShort(long length) implements FrameRejection {
    @Override
    public String code() {
      return "frame-too-short";
    }

    @Override
    public String found() {
      return length + " bytes";
    }

    @Override
    public String expected() {
      return "at least " + FrameReader.LEAST_CONTENT + " bytes";
    }
  }

  /** The first bytes are no tag of a kind we know, or not its shortest form. */
  record UnknownKind(String tag) implements FrameRejection {
    @Override
    public String code() {
      return "frame-kind-unknown";
    }

    @Override
    public String found() {
      return "first bytes " + tag;
    }

    @Override
    public String expected() {
      return "the tag of a known kind";
    }
  }

  /** The kind is known but not taken in this phase. */
  record NotTaken(FrameKind kind, Phase phase) implements FrameRejection {
    @Override
    public String code() {
      return "frame-not-taken";
    }

    @Override
    public String found() {
      return kind + " in phase " + phase;
    }

    @Override
    public String expected() {
      return "a kind of frame that belongs there";
    }
  }

  /** The declared length is above the cap of the declared kind; nothing was allocated for it. */
  record TooLong(FrameKind kind, long length, int cap) implements FrameRejection {
    @Override
    public String code() {
      return "frame-too-long";
    }

    @Override
    public String found() {
      return kind + " of " + length + " bytes";
    }

    @Override
    public String expected() {
      return "at most " + cap + " bytes";
    }
  }
}
