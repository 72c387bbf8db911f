package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.config.ConfigException;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.ProposalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Subcommands of {@code adn proposal} that query a node's public port. */
final class ProposalQueryCommands {
  private ProposalQueryCommands() {}

  /** A query about one proposal. */
  @Command
  abstract static class AboutOne extends AdnCommand {
    private final CliContext context;

    @Mixin private final NodeOption nodeOption = new NodeOption();

    @Parameters(paramLabel = "ID", description = "Proposal id, 64 hexadecimal digits.")
    private Hash id = Hash.of(new byte[Hash.LENGTH]);

    AboutOne(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    final NodeHttpClient node() throws IOException, ConfigException {
      return nodeOption.publicPort(context);
    }

    final String path() {
      return "/v1/proposals/" + id.hex();
    }
  }

  @Command(
      name = "list",
      description = "List the proposals of a chain.",
      footer = {
        "Examples:",
        "  adn proposal list --home node1",
        "  adn proposal list --node http://127.0.0.1:4180 -o json",
        ""
      })
  static final class ListAll extends AdnCommand {
    private final CliContext context;

    @Mixin private final NodeOption nodeOption = new NodeOption();

    ListAll(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException {
      JsonNode json = nodeOption.publicPort(context).get("/v1/proposals");
      List<String> lines = new ArrayList<>();
      json.path("proposals").forEach(p -> lines.add(ProposalText.line(p)));
      print(
          lines.isEmpty()
              ? "no proposals at height " + json.path("height").asText()
              : String.join("\n", lines),
          json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Show one proposal.",
      footer = {
        "Examples:",
        "  adn proposal show 5f0c000000000000000000000000000000000000000000000000000000000000"
            + " --home node1",
        ""
      })
  static final class Show extends AboutOne {
    Show(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException, ConfigException {
      JsonNode json = node().get(path());
      print(ProposalText.proposal(json), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "votes",
      description = "Show who voted what, and who is ready.",
      footer = {
        "Examples:",
        "  adn proposal votes 5f0c000000000000000000000000000000000000000000000000000000000000"
            + " --home node1",
        ""
      })
  static final class Votes extends AboutOne {
    Votes(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException, ConfigException {
      JsonNode json = node().get(path() + "/votes");
      print(ProposalText.votes(json), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "tally",
      description =
          "Show what is needed, what is missing and what both sides tolerate after the split.",
      footer = {
        "Examples:",
        "  adn proposal tally 5f0c000000000000000000000000000000000000000000000000000000000000"
            + " --home node1",
        ""
      })
  static final class TallyNow extends AboutOne {
    TallyNow(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException, ConfigException {
      JsonNode json = node().get(path() + "/tally");
      print(ProposalText.tally(json), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "watch",
      description = "Print the tally whenever it changes, until the proposal is decided.",
      footer = {
        "Examples:",
        "  adn proposal watch 5f0c000000000000000000000000000000000000000000000000000000000000"
            + " --home node1",
        ""
      })
  static final class Watch extends AboutOne {
    @Option(
        names = "--interval",
        paramLabel = "SECONDS",
        description = "How often to ask (default: 1).")
    private int interval = 1;

    Watch(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException, ConfigException, InterruptedException {
      NodeHttpClient node = node();
      String shown = "";
      while (true) {
        JsonNode json = node.get(path() + "/tally");
        String text = ProposalText.tally(json);
        if (!text.equals(shown)) {
          print(text, json);
          shown = text;
        }
        if (!json.path("status").asText().equals(ProposalStatus.OPEN.label())) {
          return ExitCodes.DONE;
        }
        Thread.sleep(Duration.ofSeconds(Math.max(1, interval)));
      }
    }
  }
}
