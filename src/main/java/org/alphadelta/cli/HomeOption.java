package org.alphadelta.cli;

import java.nio.file.Path;
import org.alphadelta.config.Home;
import picocli.CommandLine.Option;

/** {@code --home}: the node's home. A mixin. */
public final class HomeOption {
  @Option(names = "--home", required = true, paramLabel = "DIR", description = "Home of the node.")
  private Path home = Path.of("");

  public Path path() {
    return home;
  }

  /** Exit code 2 when the directory is no home. */
  public Home existing() {
    return HomeFiles.existing(home);
  }
}
