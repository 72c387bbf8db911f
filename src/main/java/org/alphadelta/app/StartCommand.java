package org.alphadelta.app;

import java.io.IOException;
import java.util.Optional;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.HomeFiles;
import org.alphadelta.cli.HomeOption;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.store.Disk;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.HomeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code adn start}: runs the node of a home until it is told to stop. Configuration, build, keys
 * and pins are checked before the home is touched; the lock is taken before anything else starts.
 */
@Command(
    name = "start",
    description = "Run the node of a home until it is stopped.",
    footer = {"Examples:", "  adn start --home node1", ""})
final class StartCommand extends AdnCommand {
  private final CliContext context;
  private final Disk disk;

  @Mixin private final HomeOption home = new HomeOption();

  StartCommand(CliContext context) {
    this(context, new FileDisk());
  }

  StartCommand(CliContext context, Disk disk) {
    super(context.shell());
    this.context = context;
    this.disk = disk;
  }

  @Override
  protected int run() throws IOException, ConfigException, KeyFileException {
    Home existing = home.existing();
    NodeConfig config = HomeFiles.config(existing, context);
    if (!context.build().kind().runs(config.network())) {
      throw new CommandFailure(
          ExitCodes.WRONG_BUILD,
          "refused by this build ("
              + context.build().kind()
              + "): found network "
              + config.network()
              + ", expected "
              + context.build().kind().networks());
    }
    Pins pins = HomeFiles.pins(config);
    try (HomeLock lock = HomeFiles.lock(existing)) {
      Listening.requireFree(config);
      KeyPair nodeKey = HomeFiles.nodeKey(config);
      Optional<KeyPair> validator =
          config.role() == NodeConfig.NodeRole.VALIDATOR
              ? Optional.of(HomeFiles.validatorKey(config))
              : Optional.empty();
      return new NodeProcess(context, config, pins, new NodeProcess.Keys(nodeKey, validator), disk)
          .run();
    }
  }
}
