package org.alphadelta.wire;

/** How far two nodes have come with each other: decides which kinds of frames are taken at all. */
public enum Phase {
  /** We dialed; the other side has not welcomed us yet. */
  DIALING,
  /** We were dialed; the other side has not proven who it is yet. */
  ACCEPTING,
  FULL,
  READ_ONLY,
  BOOTSTRAP;

  /** Whether a frame of this kind may arrive now. */
  public boolean takes(FrameKind kind) {
    return kind.isTakenIn(this);
  }

  /**
   * Most bytes of an envelope of this kind. A dialer alone takes certificates before it knows who
   * speaks.
   */
  public int cap(FrameKind kind) {
    return this == ACCEPTING && kind == FrameKind.REFUSAL ? Limits.HANDSHAKE_BYTES : kind.cap();
  }
}
