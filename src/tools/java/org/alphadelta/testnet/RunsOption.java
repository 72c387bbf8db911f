package org.alphadelta.testnet;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --dir}: the directory of all runs. A mixin. */
final class RunsOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
  private Path base = Path.of(TestnetCommand.DIRECTORY);

  Path base() {
    return base;
  }
}
