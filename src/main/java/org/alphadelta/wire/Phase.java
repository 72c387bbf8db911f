package org.alphadelta.wire;

/** Phase of a connection, which determines the accepted kinds of frames. */
public enum Phase {
  /** We dialed, and the listener's welcome has not arrived. */
  DIALING,
  /** We accepted, and the dialer has not proven its keys. */
  ACCEPTING,
  FULL,
  READ_ONLY,
  BOOTSTRAP;

  /** Whether a frame of this kind may arrive now. */
  public boolean takes(FrameKind kind) {
    return kind.isTakenIn(this);
  }

  /**
   * Most bytes of an envelope of this kind. Only a dialer accepts certificates before the peer is
   * authenticated.
   */
  public int cap(FrameKind kind) {
    return this == ACCEPTING && kind == FrameKind.REFUSAL ? Limits.HANDSHAKE_BYTES : kind.cap();
  }
}
