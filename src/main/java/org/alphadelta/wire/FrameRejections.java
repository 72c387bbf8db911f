package org.alphadelta.wire;

import org.alphadelta.core.Rejection;

/** Why a stream of bytes is no stream of frames; nothing after it can be read. */
final class FrameRejections {
  private FrameRejections() {}

  /** A length that no envelope has: less than its tag and length take. */
  static Rejection tooShort(long length) {
    return Rejection.of(
        "frame-too-short", length + " bytes", "at least " + FrameReader.LEAST_CONTENT + " bytes");
  }

  /** The first bytes are no tag of a kind we know, or not its shortest form. */
  static Rejection unknownKind(String tag) {
    return Rejection.of("frame-kind-unknown", "first bytes " + tag, "the tag of a known kind");
  }

  /** The kind is known but not taken in this phase. */
  static Rejection notTaken(FrameKind kind, Phase phase) {
    return Rejection.of(
        "frame-not-taken", kind + " in phase " + phase, "a kind of frame that belongs there");
  }

  /** The declared length is above the cap of the declared kind; nothing was allocated for it. */
  static Rejection tooLong(FrameKind kind, long length, int cap) {
    return Rejection.of(
        "frame-too-long", kind + " of " + length + " bytes", "at most " + cap + " bytes");
  }
}
