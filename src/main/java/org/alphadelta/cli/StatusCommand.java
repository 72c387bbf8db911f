package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.HomeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn status}: shows one node on one screen. A stopped node's home is read, never changed.
 */
@Command(
    name = "status",
    description = "Show how a node is doing.",
    footer = {
      "Examples:",
      "  adn status --home node1",
      "  adn status --node http://127.0.0.1:4180 --watch",
      ""
    })
final class StatusCommand extends AdnCommand {
  private final CliContext context;

  @Mixin private final NodeOption nodeOption = new NodeOption();

  @Option(
      names = "--watch",
      description = "Print again whenever it changes, until interrupted or the node is gone.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "How often --watch asks (default: 1).")
  private int interval = 1;

  StatusCommand(CliContext context) {
    super(context.shell());
    this.context = context;
  }

  @Override
  protected int run() throws IOException, ConfigException, InterruptedException {
    if (nodeOption.home().isPresent() && !isRunning(nodeOption.home().get())) {
      return stopped(HomeFiles.existing(nodeOption.home().get()));
    }
    NodeHttpClient node = nodeOption.adminOrPublic();
    String path = nodeOption.home().isPresent() ? "/v1/admin/status" : "/v1/node/status";
    JsonNode status = node.get(path);
    print(StatusText.of(status), status);
    while (watch) {
      Thread.sleep(Duration.ofSeconds(Math.max(1, interval)));
      JsonNode next = node.get(path);
      if (!next.equals(status)) {
        print("\n" + StatusText.of(next), next);
      }
      status = next;
    }
    return ExitCodes.DONE;
  }

  private static boolean isRunning(Path home) throws IOException {
    return AdminFile.ofRunning(HomeFiles.existing(home)).isPresent();
  }

  private int stopped(Home home) throws ConfigException {
    NodeConfig config = HomeFiles.config(home, context);
    Optional<HomeLock.InUse> use = HomeLock.heldBy(HomeFiles.layout(home));
    Optional<GenesisPairId> pair = new ChainPointer(new FileDisk(), HomeFiles.layout(home)).read();
    String phase = use.isPresent() ? "starting or offline work" : "stopped";
    ObjectNode json = JsonText.object();
    json.put("home", home.toString());
    json.put("network", config.network().label());
    json.put("phase", phase);
    json.put("pair", pair.map(GenesisPairId::directory).orElse(null));
    print(
        "home     "
            + home
            + "\nnetwork  "
            + config.network()
            + "\nphase    "
            + phase
            + "\nchains   "
            + pair.map(GenesisPairId::toString).orElse("none yet"),
        json);
    return ExitCodes.DONE;
  }
}
