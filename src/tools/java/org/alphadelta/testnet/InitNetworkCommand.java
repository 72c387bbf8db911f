package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adn testnet init}: creates everything a run needs, without starting a node. */
@Command(
    name = "init",
    description = "Make keys, homes and genesis of a network, and start nothing.",
    footer = {"Examples:", "  adn testnet init", "  adn testnet init --block-interval-ms 1000", ""})
final class InitNetworkCommand extends AdnCommand {
  private static final long RESIDENT_MIB = 400;

  private final CliContext context;
  private final Function<CliContext, CommandLine> commands;

  @Mixin private final RunsOption where = new RunsOption();

  @Mixin private final Numbers numbers = new Numbers();

  InitNetworkCommand(CliContext context, Function<CliContext, CommandLine> commands) {
    super(context.shell());
    this.context = context;
    this.commands = commands;
  }

  @Override
  protected int run() throws IOException {
    Plan plan = new Plan(Optional.empty(), true, 0, numbers, RESIDENT_MIB, 0);
    Preparation preparation = new Preparation(context, commands, where.base());
    preparation.refuse(plan);
    RunContext run = preparation.runContext(plan, LocalDateTime.now(ZoneId.systemDefault()));
    BootstrappedNetwork network;
    try {
      network = new Bootstrap(run).run();
    } catch (MissionFailed failure) {
      shell().say("adn: " + failure.getMessage());
      return ExitCodes.FAILURE;
    }
    List<String> lines = new ArrayList<>();
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("directory", run.directory().toString());
    ArrayNode homes = json.putArray("homes");
    for (Participant founder : network.founders()) {
      lines.add("adn start --home " + founder.home());
      homes
          .addObject()
          .put("name", founder.name())
          .put("home", founder.home().toString())
          .put("rest", founder.rest());
    }
    print(
        "start the validators, each in a terminal of its own:\n  " + String.join("\n  ", lines),
        json);
    return ExitCodes.DONE;
  }
}
