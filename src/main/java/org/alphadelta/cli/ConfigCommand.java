package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.config.Settings;
import org.alphadelta.genesis.Pins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn config}: shows and checks the effective configuration of a home. It changes nothing.
 */
@Command(
    name = "config",
    description = "Show and check the configuration.",
    footer = {"Examples:", "  adn config validate --home node1", ""})
final class ConfigCommand extends Group {
  private ConfigCommand() {}

  static CommandLine tree(CliContext context) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new Show(context))
        .addSubcommand(new Validate(context));
  }

  @Command(
      name = "show",
      description = "Print every key and the value that holds.",
      footer = {"Examples:", "  adn config show --home node1 --origin", ""})
  static final class Show extends AdnCommand {
    private final CliContext context;

    @Mixin private final HomeOption home = new HomeOption();

    @Option(names = "--origin", description = "Also where each value was said.")
    private boolean origin;

    Show(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws ConfigException {
      NodeConfig config = HomeFiles.config(home.existing(), context);
      List<String> lines = new ArrayList<>();
      ObjectNode json = JsonText.object();
      ArrayNode values = json.putArray("values");
      for (Settings.Entry entry : config.settings().entries()) {
        lines.add(entry.key() + " = " + entry.shown() + (origin ? "  # " + entry.origin() : ""));
        values
            .addObject()
            .put("key", entry.key())
            .put("value", entry.shown())
            .put("origin", entry.origin());
      }
      print(String.join("\n", lines), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "validate",
      description = "Check configuration and pin file; exit code 2 names every mistake.",
      footer = {"Examples:", "  adn config validate --home node1", ""})
  static final class Validate extends AdnCommand {
    private final CliContext context;

    @Mixin private final HomeOption home = new HomeOption();

    Validate(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws ConfigException {
      NodeConfig config = HomeFiles.config(home.existing(), context);
      Pins pins = HomeFiles.pins(config);
      ObjectNode json = JsonText.object();
      json.put("valid", true);
      json.put("network", config.network().label());
      json.put("generation", pins.generation());
      json.put("governors", pins.governors().size());
      print(
          "valid: "
              + config.network()
              + " g"
              + pins.generation()
              + ", "
              + pins.governors().size()
              + " pinned governors",
          json);
      return ExitCodes.DONE;
    }
  }
}
