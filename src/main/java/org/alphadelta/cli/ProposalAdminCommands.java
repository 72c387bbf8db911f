package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Subcommands of {@code adn proposal} that need a signature: they use the admin port of the node in
 * a home.
 */
final class ProposalAdminCommands {
  private ProposalAdminCommands() {}

  static List<Object> all(CliContext context) {
    return List.of(new Submit(context), new Vote(context), new Withdraw(context));
  }

  /** A request to the node of a home to sign something. */
  @Command
  abstract static class AdminRequest extends AdnCommand {
    @Option(
        names = "--home",
        required = true,
        paramLabel = "DIR",
        description = "Home of the running node that signs.")
    private Path home = Path.of("");

    AdminRequest(CliContext context) {
      super(context.shell());
    }

    final NodeHttpClient admin() throws IOException {
      return AdminFile.node(HomeFiles.existing(home));
    }

    /** Prints the transaction that the node made. */
    final int tell(JsonNode accepted) {
      print(
          "transaction " + accepted.path("id").asText(),
          JsonText.object().put("transaction", accepted.path("id").asText()));
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "submit",
      description = "Submit a proposal: its parameter files to the node, its terms to the chain.",
      footer = {"Examples:", "  adn proposal submit upgrade.terms --home node1 --params next", ""})
  static final class Submit extends AdminRequest {
    @Parameters(paramLabel = "FILE", description = "Terms, as 'adn proposal draft' writes them.")
    private Path file = Path.of("");

    @Option(
        names = "--params",
        paramLabel = "DIR",
        description = "Directory with both parameter files (default: where FILE is).")
    private Optional<Path> params = Optional.empty();

    Submit(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException {
      ProposalTerms terms = InputFile.read(file, ProposalTerms.CODEC);
      Path directory =
          params.orElseGet(
              () -> Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("")));
      Map<Cid, Bytes> contents = new LinkedHashMap<>();
      for (Cid cid : List.of(terms.alphaParams(), terms.deltaParams())) {
        contents.put(cid, ParameterFiles.content(directory, cid));
      }
      NodeHttpClient admin = admin();
      for (Map.Entry<Cid, Bytes> entry : contents.entrySet()) {
        admin.post("/v1/admin/parameters", "application/octet-stream", entry.getValue());
        shell().say("pinned parameters " + entry.getKey());
      }
      ObjectNode body = JsonText.object();
      body.put("terms", terms.canonical().hex());
      return tell(admin.post("/v1/admin/proposals", body));
    }
  }

  @Command(
      name = "vote",
      description = "Vote on a proposal. Yes is final.",
      footer = {
        "Examples:",
        "  adn proposal vote 5f0c000000000000000000000000000000000000000000000000000000000000 yes"
            + " --home node1 --yes",
        ""
      })
  static final class Vote extends AdminRequest {
    @Parameters(index = "0", paramLabel = "ID", description = "Proposal id, 64 hexadecimal digits.")
    private Hash id = Hash.of(new byte[Hash.LENGTH]);

    @Parameters(index = "1", paramLabel = "yes|no|abstain", description = "The ballot.")
    private Ballot ballot = Ballot.ABSTAIN;

    @Option(
        names = {"-y", "--yes"},
        description = "Do not ask before a Yes, which is final.")
    private boolean confirmed;

    Vote(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException {
      NodeHttpClient admin = admin();
      shell()
          .confirm(
              "A Yes is final: if the proposal is approved, this validator leaves its chain at the"
                  + " activation height.",
              confirmed || ballot != Ballot.YES);
      ObjectNode body = JsonText.object();
      body.put("proposal", id.hex());
      body.put("ballot", ballot.label());
      return tell(admin.post("/v1/admin/votes", body));
    }
  }

  @Command(
      name = "withdraw",
      description = "Withdraw this validator's own proposal before voting ends.",
      footer = {
        "Examples:",
        "  adn proposal withdraw 5f0c000000000000000000000000000000000000000000000000000000000000"
            + " --home node1 --yes",
        ""
      })
  static final class Withdraw extends AdminRequest {
    @Parameters(paramLabel = "ID", description = "Proposal id, 64 hexadecimal digits.")
    private Hash id = Hash.of(new byte[Hash.LENGTH]);

    @Option(
        names = {"-y", "--yes"},
        description = "Do not ask.")
    private boolean confirmed;

    Withdraw(CliContext context) {
      super(context);
    }

    @Override
    protected int run() throws IOException {
      NodeHttpClient admin = admin();
      shell().confirm("A withdrawn proposal cannot be opened again.", confirmed);
      return tell(admin.post("/v1/admin/proposals/" + id.hex() + "/withdraw", JsonText.object()));
    }
  }
}
