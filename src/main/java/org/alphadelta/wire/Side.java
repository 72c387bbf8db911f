package org.alphadelta.wire;

/**
 * Side of a connection. Part of what a proof signs, so that no proof can be reflected to its
 * signer.
 */
public enum Side {
  DIALER(1),
  LISTENER(2);

  private final int number;

  Side(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  Side other() {
    return switch (this) {
      case DIALER -> LISTENER;
      case LISTENER -> DIALER;
    };
  }
}
