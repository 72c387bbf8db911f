package org.alphadelta.wire;

import org.alphadelta.core.Rejection;

/** Why a stream of bytes cannot be split into frames; nothing after that can be read. */
final class FrameRejections {
  private FrameRejections() {}

  /** A length less than the tag and length of any envelope. */
  static Rejection tooShort(long length) {
    return Rejection.of(
        "frame-too-short", length + " bytes", "at least " + FrameReader.LEAST_CONTENT + " bytes");
  }

  /** The first bytes are not the shortest form of the tag of a known kind. */
  static Rejection unknownKind(String tag) {
    return Rejection.of("frame-kind-unknown", "first bytes " + tag, "the tag of a known kind");
  }

  /** The kind is known but not accepted in this phase. */
  static Rejection notTaken(FrameKind kind, Phase phase) {
    return Rejection.of(
        "frame-not-taken", kind + " in phase " + phase, "a kind of frame that belongs there");
  }

  /** The declared length is above the cap of the kind; nothing was allocated for it. */
  static Rejection tooLong(FrameKind kind, long length, int cap) {
    return Rejection.of(
        "frame-too-long", kind + " of " + length + " bytes", "at most " + cap + " bytes");
  }
}
