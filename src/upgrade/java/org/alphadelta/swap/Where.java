package org.alphadelta.swap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.HomeFiles;
import org.alphadelta.cli.NodeHttpClient;
import org.alphadelta.cli.NodeOption;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.store.HomeLock;
import picocli.CommandLine.Option;

/**
 * The journal to read: of a node by URL, or of a home, through its node while that runs and from
 * its files otherwise. A mixin.
 */
final class Where {
  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "Public port of a node, like http://127.0.0.1:4180.")
  private Optional<URI> node = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Home of a node on this machine, running or stopped.")
  private Optional<Path> home = Optional.empty();

  /** The journal of the given node or home. */
  SwapJournal journal(CliContext context) throws IOException, ConfigException {
    NodeOption.requireOne(node, home);
    return node.isPresent()
        ? new SwapJournal.OfNode(NodeHttpClient.at(node.get()))
        : journal(HomeFiles.existing(home.orElseThrow()), context);
  }

  /** The journal of a home, through its node while that runs. */
  static SwapJournal journal(Home home, CliContext context) throws IOException, ConfigException {
    return HomeLock.heldBy(HomeFiles.layout(home)).isPresent()
        ? new SwapJournal.OfNode(publicPort(home, context))
        : SwapJournal.ofStopped(home);
  }

  /** The running node's address is in {@code run/admin.json}; the configured port may be 0. */
  private static NodeHttpClient publicPort(Home home, CliContext context)
      throws IOException, ConfigException {
    if (Files.isReadable(home.adminFile())) {
      JsonNode admin = new JsonMapper().readTree(Files.readAllBytes(home.adminFile()));
      String rest = admin.path("rest").asText("");
      if (!rest.isEmpty()) {
        return NodeHttpClient.at(URI.create(rest));
      }
    }
    NodeConfig config = HomeFiles.config(home, context);
    return NodeHttpClient.at(
        URI.create("http://" + config.rest().host() + ":" + config.rest().port()));
  }
}
