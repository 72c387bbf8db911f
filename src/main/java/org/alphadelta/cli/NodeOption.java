package org.alphadelta.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import picocli.CommandLine.Option;

/** The node to ask: by URL, or the one that runs in a home. A mixin. */
public final class NodeOption {
  private static final List<String> WILDCARDS = List.of("0.0.0.0", "::", "[::]");

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "Public port of a node, like http://127.0.0.1:4180.")
  private Optional<URI> node = Optional.empty();

  @Option(names = "--home", paramLabel = "DIR", description = "Home of a node on this machine.")
  private Optional<Path> home = Optional.empty();

  Optional<Path> home() {
    requireOne(node, home);
    return home;
  }

  /** The public port; for a home, from its configuration. */
  NodeHttpClient publicPort(CliContext context) throws ConfigException, IOException {
    requireOne(node, home);
    if (node.isPresent()) {
      return NodeHttpClient.at(node.get());
    }
    return publicPort(home.orElseThrow(), context);
  }

  /**
   * The public port of a home's node: as configured, or, when the configuration leaves it to the
   * system, as the running node wrote it.
   */
  static NodeHttpClient publicPort(Path home, CliContext context)
      throws ConfigException, IOException {
    Home existing = HomeFiles.existing(home);
    NodeConfig config = HomeFiles.config(existing, context);
    int port = config.rest().port();
    if (port == 0) {
      String rest = AdminFile.ofRunning(existing).map(AdminFile::rest).orElse("");
      port = rest.isEmpty() ? -1 : URI.create(rest).getPort();
    }
    if (port < 1) {
      throw AdminFile.notRunning(existing);
    }
    String host = config.rest().host();
    String dialled = WILDCARDS.contains(host) ? "127.0.0.1" : host;
    return NodeHttpClient.at(URI.create("http://" + dialled + ":" + port));
  }

  /** The admin port when a home was named, else the public port. */
  NodeHttpClient adminOrPublic() throws IOException {
    requireOne(node, home);
    return home.isPresent()
        ? AdminFile.node(HomeFiles.existing(home.get()))
        : NodeHttpClient.at(node.orElseThrow());
  }

  /** Exit code 2 unless exactly one of them is given. */
  public static void requireOne(Optional<?> node, Optional<?> home) {
    if (node.isPresent() == home.isPresent()) {
      throw CommandFailure.usage(
          "--node, --home", node.isPresent() ? "both" : "neither", "one of them");
    }
  }
}
