package org.alphadelta.testnet;

/** One assertion and whether it held, with the numbers it is based on. */
record Check(String name, boolean ok, String detail) {
  Check {
    if (name.isBlank() || detail.isBlank()) {
      throw new IllegalArgumentException(
          "a check has a name and a detail, found '" + name + "', '" + detail + "'");
    }
  }

  /** A check whose detail tells what was found and, when it failed, what was expected. */
  static Check of(String name, boolean ok, String found, String expected) {
    return new Check(name, ok, ok ? found : "found " + found + ", expected " + expected);
  }
}
