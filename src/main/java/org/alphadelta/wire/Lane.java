package org.alphadelta.wire;

/** In which order frames to one peer leave: of a lower lane nothing waits behind a higher one. */
public enum Lane {
  /** A vote never waits behind a block. */
  URGENT(2 << 20),
  PROPOSALS(16 << 20),
  REST(32 << 20);

  private final int capBytes;

  Lane(int capBytes) {
    this.capBytes = capBytes;
  }

  /** Most bytes that wait in this lane for one peer; one that takes less must go. */
  public int capBytes() {
    return capBytes;
  }
}
