package org.alphadelta.wire;

/** Priority of frames to one peer: a frame never waits behind one of a later lane. */
public enum Lane {
  /** A vote never waits behind a block. */
  URGENT(2 << 20),
  PROPOSALS(16 << 20),
  REST(32 << 20);

  private final int capBytes;

  Lane(int capBytes) {
    this.capBytes = capBytes;
  }

  /** Most queued bytes for one peer; a peer that falls further behind is disconnected. */
  public int capBytes() {
    return capBytes;
  }
}
