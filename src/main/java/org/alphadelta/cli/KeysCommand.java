package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.core.Address;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.KeyFile;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.Passphrase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code adn keys}: manages private keys in files. It shows public keys only; a secret never leaves
 * its file.
 */
@Command(
    name = "keys",
    description = "Generate and show keys.",
    footer = {"Examples:", "  adn keys list --home node1", ""})
final class KeysCommand extends Group {
  private KeysCommand() {}

  /** The command with its subcommands. */
  static CommandLine tree(CliContext context) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new Generate(context.shell()))
        .addSubcommand(new Show(context.shell()))
        .addSubcommand(new ListOfHome(context));
  }

  /** {@code --network}: the networks for which a key's address is shown. A mixin. */
  static final class Addresses {
    @Option(
        names = "--network",
        paramLabel = "NETWORK",
        description = "Show this network's address only.")
    private Optional<NetworkId> network = Optional.empty();

    private List<NetworkId> networks() {
      return network.map(List::of).orElse(List.of(NetworkId.values()));
    }

    ObjectNode json(PublicKey key) {
      ObjectNode json = JsonText.object();
      json.put("key", key.hex());
      ObjectNode addresses = json.putObject("addresses");
      networks().forEach(n -> addresses.put(n.label(), new Address(n, key).toString()));
      return json;
    }

    String text(PublicKey key) {
      StringBuilder text = new StringBuilder("key      " + key.hex());
      networks().forEach(n -> text.append("\n%-8s %s".formatted(n.label(), new Address(n, key))));
      return text.toString();
    }
  }

  @Command(
      name = "generate",
      description = "Write a new key to a file, encrypted.",
      footer = {
        "Examples:",
        "  adn keys generate validator.key --passphrase-file passphrase --network testnet",
        ""
      })
  static final class Generate extends AdnCommand {
    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist.")
    private Path file = Path.of("");

    @Option(
        names = "--passphrase-file",
        required = true,
        paramLabel = "FILE",
        description = "Its first line encrypts the key.")
    private Path passphraseFile = Path.of("");

    @Mixin private final Addresses addresses = new Addresses();

    Generate(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws KeyFileException {
      KeyPair pair = KeyPair.generate(shell().random());
      KeyFile.write(file, pair, Passphrase.read(passphraseFile), shell().random());
      print(addresses.text(pair.publicKey()), addresses.json(pair.publicKey()));
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Show the public key and addresses of a key file.",
      footer = {
        "Examples:",
        "  adn keys show node1/keys/validator.key --passphrase-file node1/keys/passphrase",
        ""
      })
  static final class Show extends AdnCommand {
    @Parameters(paramLabel = "FILE", description = "Encrypted key file.")
    private Path file = Path.of("");

    @Option(
        names = "--passphrase-file",
        required = true,
        paramLabel = "FILE",
        description = "Its first line opens the key.")
    private Path passphraseFile = Path.of("");

    @Mixin private final Addresses addresses = new Addresses();

    Show(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws KeyFileException {
      PublicKey key = KeyFile.read(file, Passphrase.read(passphraseFile)).publicKey();
      print(addresses.text(key), addresses.json(key));
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "list",
      description = "List the keys of a home.",
      footer = {"Examples:", "  adn keys list --home node1 -o json", ""})
  static final class ListOfHome extends AdnCommand {
    private final CliContext context;

    @Mixin private final HomeOption home = new HomeOption();

    ListOfHome(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws KeyFileException, ConfigException, IOException {
      NodeConfig config = HomeFiles.config(home.existing(), context);
      Passphrase passphrase = Passphrase.read(config.passphraseFile());
      List<String> lines = new ArrayList<>();
      ObjectNode json = JsonText.object();
      ArrayNode keys = json.putArray("keys");
      for (Map.Entry<String, Path> entry :
          List.of(
              Map.entry("node", config.home().nodeKey()),
              Map.entry("validator", config.home().validatorKey()))) {
        if (entry.getKey().equals("validator")
            && !Files.exists(entry.getValue())
            && config.role() == NodeConfig.NodeRole.OBSERVER) {
          continue;
        }
        PublicKey key = KeyFile.read(entry.getValue(), passphrase).publicKey();
        Address address = new Address(config.network(), key);
        lines.add("%-10s %s %s".formatted(entry.getKey(), key.hex(), address));
        keys.addObject()
            .put("name", entry.getKey())
            .put("file", entry.getValue().toString())
            .put("key", key.hex())
            .put("address", address.toString());
      }
      print(String.join("\n", lines), json);
      return ExitCodes.DONE;
    }
  }
}
