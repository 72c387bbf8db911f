package org.alphadelta.testnet;

/** One claim and whether it held, in words that name the numbers it rests on. */
record Check(String name, boolean ok, String detail) {
  Check {
    if (name.isBlank() || detail.isBlank()) {
      throw new IllegalArgumentException(
          "a check has a name and a detail, found '" + name + "', '" + detail + "'");
    }
  }

  /** A check whose detail says what was found and, when it failed, what was expected. */
  static Check of(String name, boolean ok, String found, String expected) {
    return new Check(name, ok, ok ? found : "found " + found + ", expected " + expected);
  }
}
