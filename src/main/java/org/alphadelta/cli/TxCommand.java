package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code adn tx}: transfers credits. The node of a home signs. */
@Command(
    name = "tx",
    description = "Move credits.",
    footer = {
      "Examples:",
      "  adn tx transfer --home node1 --chain alpha --to"
          + " axtest1gs5expjsqj4punzg7nwszkqefsprfx7vvexdjmjqp63xnyv234gsrcaaje --amount 5",
      ""
    })
final class TxCommand extends Group {
  private TxCommand() {}

  static CommandLine tree(CliContext context) {
    return new CommandLine(new TxCommand()).addSubcommand(new Transfer(context));
  }

  @Command(
      name = "transfer",
      description = "Transfer credits from this validator's account.",
      footer = {
        "Examples:",
        "  adn tx transfer --home node1 --chain alpha --to"
            + " axtest1gs5expjsqj4punzg7nwszkqefsprfx7vvexdjmjqp63xnyv234gsrcaaje --amount 5"
            + " --wait",
        ""
      })
  static final class Transfer extends AdnCommand {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final CliContext context;

    @Option(
        names = "--home",
        required = true,
        paramLabel = "DIR",
        description = "Home of the running node that signs.")
    private Path home = Path.of("");

    @Option(
        names = "--chain",
        required = true,
        paramLabel = "alpha|delta",
        description = "Which chain.")
    private ChainKind chain = ChainKind.ALPHA;

    @Option(names = "--to", required = true, paramLabel = "ADDRESS", description = "Receiver.")
    private Address to = new Address(NetworkId.DEVNET, PublicKey.of(new byte[PublicKey.LENGTH]));

    @Option(
        names = "--amount",
        required = true,
        paramLabel = "CREDITS",
        description = "How much, at least 1.")
    private long amount;

    @Option(names = "--wait", description = "Return when a final block holds it.")
    private boolean wait;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        description = "How long to wait (default: 60); exit code 4 afterwards.")
    private int timeout = 60;

    Transfer(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException, InterruptedException {
      if (amount < 1) {
        throw CommandFailure.usage("--amount", String.valueOf(amount), "at least 1 credit");
      }
      NodeHttpClient admin = AdminFile.node(HomeFiles.existing(home));
      ObjectNode body = JsonText.object();
      body.put("chain", chain.label());
      body.put("to", to.toString());
      body.put("amount", String.valueOf(amount));
      String id = admin.post("/v1/admin/transfers", body).path("id").asText();
      ObjectNode json = JsonText.object();
      json.put("transaction", id);
      if (wait) {
        String height = included(id);
        json.put("height", height);
        print("transaction " + id + " in block " + height, json);
      } else {
        print("transaction " + id, json);
      }
      return ExitCodes.DONE;
    }

    private String included(String id) throws ConfigException, IOException, InterruptedException {
      NodeHttpClient node = NodeOption.publicPort(home, context);
      long rounds = Duration.ofSeconds(timeout).dividedBy(PAUSE);
      for (long i = 0; i <= rounds; i++) {
        Optional<JsonNode> found = node.find("/network/" + chain.label() + "/transaction/" + id);
        if (found.isPresent()) {
          return found.get().path("height").asText();
        }
        Thread.sleep(PAUSE);
      }
      throw new CommandFailure(
          ExitCodes.CANNOT_TELL,
          "transaction " + id + ": found in no block after " + timeout + " s, expected one");
    }
  }
}
