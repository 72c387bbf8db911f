package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Rejection;

/** What a {@link FrameReader} found. */
public sealed interface FrameRead {
  /**
   * One frame's envelope, within the cap of its kind and phase; to be given to {@link
   * Envelope#decode}.
   */
  record Whole(FrameKind kind, Bytes content) implements FrameRead {}

  /** No whole frame has arrived. */
  record NeedsMore() implements FrameRead {}

  /** The stream is no stream of frames; every later question gets this answer. */
  record Broken(Rejection rejection) implements FrameRead {}
}
