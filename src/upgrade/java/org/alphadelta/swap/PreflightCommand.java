package org.alphadelta.swap;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.HomeFiles;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.Proposal;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.journal.Streams;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.FileDisk;
import org.alphadelta.swap.Preflight.Answer;
import org.alphadelta.swap.Preflight.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code adn upgrade preflight}: tells, days before the activation height, whether this machine is
 * ready for a proposal. It changes nothing.
 */
@Command(
    name = "preflight",
    description =
        "Check that this machine could carry out a proposal; exit code 0, 30 (fails) or 31 (not"
            + " yet).",
    footer = {
      "Examples:",
      "  adn upgrade preflight 5f0c000000000000000000000000000000000000000000000000000000000000"
          + " --home node1",
      ""
    })
final class PreflightCommand extends AdnCommand {
  private final CliContext context;

  @Parameters(paramLabel = "ID", description = "Proposal id, 64 hexadecimal digits.")
  private Hash id = Hash.of(new byte[Hash.LENGTH]);

  @Option(
      names = "--home",
      required = true,
      paramLabel = "DIR",
      description = "Home of the node, running or stopped.")
  private Path home = Path.of("");

  PreflightCommand(CliContext context) {
    super(context.shell());
    this.context = context;
  }

  @Override
  protected int run() throws IOException, ConfigException {
    Home existing = HomeFiles.existing(home);
    NodeConfig config = HomeFiles.config(existing, context);
    NodeEnvironment environment =
        new NodeEnvironment(
            new FileDisk(),
            HomeFiles.layout(existing),
            Ed25519.verifier(),
            Optional.empty(),
            HomeFiles.pins(config));
    Preflight preflight =
        new Preflight(environment, config.settings().get(UpgradeCommand.FREE_SPACE), Instant.now());
    List<Check> checks = new ArrayList<>(preflight.machineChecks());
    Optional<Proposal> proposal = proposal(Where.journal(existing, context));
    if (proposal.isEmpty()) {
      checks.add(
          new Check(
              "proposal", Answer.NOT_YET, "found none with id " + id + " in this node's journal"));
    } else {
      checks.addAll(genesis(preflight, environment, proposal.get()));
    }
    return tell(checks);
  }

  private List<Check> genesis(Preflight preflight, NodeEnvironment environment, Proposal proposal)
      throws IOException {
    GenesisPairId source =
        new ChainPointer(environment.disk(), environment.home())
            .read()
            .orElseThrow(
                () ->
                    CommandFailure.no(
                        home.toString(), "no chain", "a home that runs the source chain"));
    Hash demanded =
        proposal
            .terms()
            .id(source.chain(ChainKind.ALPHA), proposal.proposer(), proposal.sequence());
    if (!demanded.equals(id)) {
      return List.of(
          new Check(
              "proposal", Answer.FAILS, "found one of another chain, expected one of " + source));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check("proposal", Answer.OK, "due at height " + proposal.terms().activationHeight()));
    checks.addAll(preflight.genesisChecks(source, proposal.terms()));
    return checks;
  }

  /** The proposal in this node's own journal. */
  private Optional<Proposal> proposal(SwapJournal journal) {
    for (JournalRecord record : journal.records(Streams.GOVERNOR)) {
      if (context.codecs().read(record) instanceof EventReading.Known known
          && known.event() instanceof GovernorEvent.ProposalRecorded recorded
          && recorded.proposal().id().equals(id)) {
        return Optional.of(recorded.proposal());
      }
    }
    return Optional.empty();
  }

  private int tell(List<Check> checks) {
    List<String> lines = new ArrayList<>();
    ObjectNode json = new JsonMapper().createObjectNode();
    boolean fails = checks.stream().anyMatch(c -> c.answer() == Answer.FAILS);
    boolean waits = checks.stream().anyMatch(c -> c.answer() == Answer.NOT_YET);
    json.put("proposal_id", id.hex());
    json.put("ready", !fails && !waits);
    ArrayNode array = json.putArray("checks");
    for (Check check : checks) {
      lines.add("%-8s %-17s %s".formatted(check.answer().label(), check.name(), check.detail()));
      array
          .addObject()
          .put("name", check.name())
          .put("answer", check.answer().label())
          .put("detail", check.detail());
    }
    print(String.join("\n", lines), json);
    if (fails) {
      return ExitCodes.PREFLIGHT_FAILS;
    }
    return waits ? ExitCodes.PREFLIGHT_NOT_YET : ExitCodes.DONE;
  }
}
