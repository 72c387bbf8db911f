package org.alphadelta.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Configuration keys on the command line, which override everything else. A mixin. */
public final class Overrides {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a configuration key; may be repeated.")
  private Map<String, String> values = new LinkedHashMap<>();

  /** Full key to text; loading the configuration finds unknown keys. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }
}
