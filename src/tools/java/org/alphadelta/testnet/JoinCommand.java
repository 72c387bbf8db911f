package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.core.ChainKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn testnet join}: adds a node to a network that was kept, given only pins and one
 * address.
 */
@Command(
    name = "join",
    description = "Add an observer to a network that 'run --keep' left running.",
    footer = {"Examples:", "  adn testnet join", "  adn testnet join --name v8", ""})
final class JoinCommand extends AdnCommand {
  private static final String STEP = "join";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,19}");
  private static final int PORTS = 2;

  private final CliContext context;
  private final Function<CliContext, CommandLine> commands;

  @Mixin private final RunsOption where = new RunsOption();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of home and log (default: ${DEFAULT-VALUE}).")
  private String name = "v7";

  JoinCommand(CliContext context, Function<CliContext, CommandLine> commands) {
    super(context.shell());
    this.context = context;
    this.commands = commands;
  }

  @Override
  protected int run() throws IOException {
    RunDirectory directory =
        RunDirectory.latest(where.base())
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        where.base().toString(),
                        "no run",
                        "one that 'adn testnet run --keep' left"));
    if (!NAME.matcher(name).matches() || Files.exists(directory.home(name))) {
      throw CommandFailure.usage(
          "--name", "'" + name + "'", "a new name of small letters, digits and hyphens");
    }
    Participant contact = contact(directory, Preparation.alive(directory));
    try {
      return join(directory, contact);
    } catch (MissionFailed failure) {
      throw new CommandFailure(ExitCodes.FAILURE, String.valueOf(failure.getMessage()));
    }
  }

  private int join(RunDirectory directory, Participant contact) throws IOException {
    Plan plan = new Plan(Optional.empty(), true, 0, new Numbers(), 0, 0);
    RunContext run =
        new Preparation(context, commands, where.base())
            .runContext(plan, directory, System::nanoTime);
    int generation =
        AgreementStep.demand(contact, "/network/genesis/hash").path("generation").asInt(0);
    run.begin(
        STEP,
        name
            + " joins testnet g"
            + generation
            + " with its pinned governors and the address of "
            + contact.name());
    List<Integer> ports = Ports.free(PORTS, (int) ProcessHandle.current().pid());
    Participant joiner =
        Bootstrap.home(
            run,
            name,
            Optional.empty(),
            ports.get(0),
            ports.get(1),
            List.of(contact.p2pPort()),
            List.of("--observer"));
    Bootstrap.pin(run, joiner, directory.pins(generation));
    run.start(joiner, false);
    Watch watch = run.watch(List.of(contact, joiner));
    Round target = watch.now();
    long alpha = target.height(contact.name(), generation, ChainKind.ALPHA);
    long delta = target.height(contact.name(), generation, ChainKind.DELTA);
    watch.untilTrue(
        STEP,
        "Alpha " + alpha + " and Delta " + delta + " at " + name,
        round -> round.reached(List.of(joiner), generation, alpha, delta));
    run.processes().leaveRunning();
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("name", name).put("home", joiner.home().toString()).put("rest", joiner.rest());
    json.put("generation", generation)
        .put("alpha", String.valueOf(alpha))
        .put("delta", String.valueOf(delta));
    print(
        name
            + " has Alpha "
            + alpha
            + " and Delta "
            + delta
            + " of testnet g"
            + generation
            + ": "
            + joiner.rest(),
        json);
    return ExitCodes.DONE;
  }

  /** A node of the network that answers, preferring the newest generation. */
  private static Participant contact(RunDirectory directory, List<Started> running)
      throws IOException {
    JsonNode ports = new JsonMapper().readTree(Files.readString(directory.network()));
    for (Started one : running) {
      JsonNode entry = ports.path(one.name());
      boolean stays = one.name().equals(Validators.stayer().label());
      if (entry.isObject() && !stays) {
        Participant participant =
            Participant.of(
                one.name(),
                Optional.empty(),
                directory.home(one.name()),
                entry.path("p2p_port").asInt(),
                entry.path("rest_port").asInt(),
                entry.path("address").asText(""));
        if (participant.status().isPresent()) {
          return participant;
        }
      }
    }
    throw new CommandFailure(
        ExitCodes.UNREACHABLE,
        directory
            + ": found no running node that answers, expected the network of 'adn testnet run"
            + " --keep'");
  }
}
