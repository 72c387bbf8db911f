package org.alphadelta.cli;

import java.util.Locale;

/** Format of printed data: for people or for programs. */
public enum OutputFormat {
  TEXT,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
