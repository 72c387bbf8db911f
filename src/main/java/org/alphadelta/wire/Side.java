package org.alphadelta.wire;

/**
 * Which end of a connection. Part of what a proof signs, so that nobody's proof can be sent back to
 * them.
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
