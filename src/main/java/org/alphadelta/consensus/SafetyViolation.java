package org.alphadelta.consensus;

/** Signing cannot safely continue. The engine catches this and stops. */
final class SafetyViolation extends Exception {
  private static final long serialVersionUID = 1;

  SafetyViolation(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
