package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Rejection;

/** Result of {@link FrameReader#next}. */
public sealed interface FrameRead {
  /** One frame's envelope, within the cap of its kind and phase, for {@link Envelope#decode}. */
  record Whole(FrameKind kind, Bytes content) implements FrameRead {}

  /** The next frame has not arrived completely. */
  record NeedsMore() implements FrameRead {}

  /** The stream is invalid; every later call returns this again. */
  record Broken(Rejection rejection) implements FrameRead {}
}
