package org.alphadelta.consensus;

/** Signing on would be a guess. Caught once, by the engine, which stops. */
final class SafetyViolation extends Exception {
  private static final long serialVersionUID = 1;

  SafetyViolation(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
