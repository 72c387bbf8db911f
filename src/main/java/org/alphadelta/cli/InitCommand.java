package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.ConfigKeys;
import org.alphadelta.config.ConfigLoader;
import org.alphadelta.config.Home;
import org.alphadelta.config.NearestKey;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.config.PinFile;
import org.alphadelta.config.ReferenceConf;
import org.alphadelta.config.Setting;
import org.alphadelta.core.Address;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.KeyFile;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.Passphrase;
import org.alphadelta.genesis.Pins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code adn init}: creates a home with keys, configuration and pins. Everything is checked before
 * anything is written; nothing is overwritten.
 */
@Command(
    name = "init",
    description = "Create a home: keys and configuration.",
    footer = {
      "Examples:",
      "  adn init --home node1 --network testnet --pins pins.json --peer 10.0.0.1:4130",
      "  adn init --home watcher --network testnet --observer --set"
          + " adn.mempool.max-transactions=100",
      ""
    })
final class InitCommand extends AdnCommand {
  private static final int PASSPHRASE_BYTES = 32;

  private final CliContext context;

  @Option(
      names = "--home",
      required = true,
      paramLabel = "DIR",
      description = "New or empty directory.")
  private Path home = Path.of("");

  @Option(
      names = "--network",
      required = true,
      paramLabel = "NETWORK",
      description = "mainnet, testnet or devnet.")
  private NetworkId network = NetworkId.DEVNET;

  @Option(
      names = "--pins",
      paramLabel = "FILE",
      description = "Pin file: the governors this node trusts.")
  private Optional<Path> pins = Optional.empty();

  @Option(names = "--observer", description = "Make no validator key: the node never signs.")
  private boolean observer;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "Existing file whose first line encrypts the keys (default: a new random one in the"
              + " home).")
  private Optional<Path> passphraseFile = Optional.empty();

  @Option(
      names = "--peer",
      paramLabel = "PEER",
      description = "[<node key>@]host:port to dial; may be repeated.")
  private List<String> peers = new ArrayList<>();

  @Option(names = "--p2p-host", paramLabel = "HOST", description = "Sets adn.p2p.host.")
  private Optional<String> p2pHost = Optional.empty();

  @Option(names = "--p2p-port", paramLabel = "PORT", description = "Sets adn.p2p.port.")
  private Optional<String> p2pPort = Optional.empty();

  @Option(
      names = "--advertised-host",
      paramLabel = "HOST",
      description = "Sets adn.p2p.advertised-host.")
  private Optional<String> advertisedHost = Optional.empty();

  @Option(names = "--rest-host", paramLabel = "HOST", description = "Sets adn.rest.host.")
  private Optional<String> restHost = Optional.empty();

  @Option(names = "--rest-port", paramLabel = "PORT", description = "Sets adn.rest.port.")
  private Optional<String> restPort = Optional.empty();

  @Option(names = "--admin-port", paramLabel = "PORT", description = "Sets adn.admin.port.")
  private Optional<String> adminPort = Optional.empty();

  @Option(names = "--cluster-port", paramLabel = "PORT", description = "Sets adn.cluster.port.")
  private Optional<String> clusterPort = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets any other key; may be repeated.")
  private Map<String, String> others = new LinkedHashMap<>();

  InitCommand(CliContext context) {
    super(context.shell());
    this.context = context;
  }

  @Override
  protected int run() throws IOException, ConfigException, KeyFileException {
    Home made = new Home(home);
    HomeFiles.requireFree(made.root());
    String text = ReferenceConf.text(settings(), chosen());
    NodeConfig config = ConfigLoader.check(made, text, context.settings());
    Optional<Pins> pinned = pinned();
    Optional<Passphrase> given =
        passphraseFile.isPresent()
            ? Optional.of(Passphrase.read(passphraseFile.get()))
            : Optional.empty();
    if (!context.build().kind().runs(network)) {
      shell()
          .say(
              "note: this build ("
                  + context.build().kind()
                  + ") does not run "
                  + network
                  + "; another one has to start this home");
    }
    HomeFiles.privateDirectory(made.root());
    HomeFiles.privateDirectory(made.keys());
    HomeFiles.privateDirectory(made.configDirectory());
    Passphrase passphrase = given.isPresent() ? given.get() : newPassphrase(made);
    PublicKey nodeKey = newKey(made.nodeKey(), passphrase);
    Optional<PublicKey> validator =
        observer ? Optional.empty() : Optional.of(newKey(made.validatorKey(), passphrase));
    if (pinned.isPresent()) {
      HomeFiles.write(made.pinFile(), PinFile.text(pinned.get()), false);
    }
    // Last, because this file is what makes a directory a home.
    HomeFiles.write(made.configFile(), text, false);
    tell(config, nodeKey, validator, pinned);
    return ExitCodes.DONE;
  }

  private List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(ConfigKeys.ALL);
    all.addAll(context.settings());
    return all;
  }

  private Map<String, String> chosen() {
    Map<String, String> chosen = new LinkedHashMap<>();
    chosen.put(ConfigKeys.NETWORK.key(), network.label());
    if (observer) {
      chosen.put(ConfigKeys.ROLE.key(), "observer");
    }
    passphraseFile.ifPresent(
        f ->
            chosen.put(
                ConfigKeys.PASSPHRASE_FILE.key(),
                quoted(f.toAbsolutePath().normalize().toString())));
    if (!peers.isEmpty()) {
      chosen.put(
          ConfigKeys.P2P_PEERS.key(),
          peers.stream().map(InitCommand::quoted).collect(Collectors.joining(", ", "[", "]")));
    }
    p2pHost.ifPresent(v -> chosen.put(ConfigKeys.P2P_HOST.key(), quoted(v)));
    p2pPort.ifPresent(v -> chosen.put(ConfigKeys.P2P_PORT.key(), quoted(v)));
    advertisedHost.ifPresent(v -> chosen.put(ConfigKeys.P2P_ADVERTISED_HOST.key(), quoted(v)));
    restHost.ifPresent(v -> chosen.put(ConfigKeys.REST_HOST.key(), quoted(v)));
    restPort.ifPresent(v -> chosen.put(ConfigKeys.REST_PORT.key(), quoted(v)));
    adminPort.ifPresent(v -> chosen.put(ConfigKeys.ADMIN_PORT.key(), quoted(v)));
    clusterPort.ifPresent(v -> chosen.put(ConfigKeys.CLUSTER_PORT.key(), quoted(v)));
    others.forEach(
        (key, value) -> {
          List<String> known = settings().stream().map(Setting::key).toList();
          if (!known.contains(key)) {
            throw CommandFailure.usage(
                "--set " + key,
                "an unknown key",
                "a known one like " + NearestKey.of(key, known).orElse("none"));
          }
          chosen.put(key, quoted(value));
        });
    return chosen;
  }

  private Optional<Pins> pinned() throws ConfigException {
    if (pins.isEmpty()) {
      return Optional.empty();
    }
    Pins read = PinFile.read(pins.get());
    if (read.network() != network) {
      throw CommandFailure.usage(
          pins.get().toString(), "pins of " + read.network(), "pins of " + network);
    }
    return Optional.of(read);
  }

  private Passphrase newPassphrase(Home made) throws IOException {
    byte[] random = new byte[PASSPHRASE_BYTES];
    shell().random().nextBytes(random);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    HomeFiles.write(made.passphrase(), text + "\n", true);
    return Passphrase.of(text);
  }

  private PublicKey newKey(Path file, Passphrase passphrase) throws KeyFileException {
    KeyPair pair = KeyPair.generate(shell().random());
    KeyFile.write(file, pair, passphrase, shell().random());
    return pair.publicKey();
  }

  private void tell(
      NodeConfig config, PublicKey nodeKey, Optional<PublicKey> validator, Optional<Pins> pinned) {
    Home made = config.home();
    Optional<Address> address = validator.map(key -> new Address(network, key));
    ObjectNode json = JsonText.object();
    json.put("home", made.toString());
    json.put("network", network.label());
    json.put("node_key", nodeKey.hex());
    json.set("validator", address.map(KeyReport::json).orElse(null));
    json.put("config", made.configFile().toString());
    json.put("passphrase_file", config.passphraseFile().toString());
    json.put("pins", pinned.map(p -> made.pinFile().toString()).orElse(null));
    String text =
        "home       "
            + made
            + "\n"
            + "network    "
            + network
            + "\n"
            + "node key   "
            + nodeKey.hex()
            + "\n"
            + "validator  "
            + address.map(Address::toString).orElse("none (observer)")
            + "\n"
            + "passphrase "
            + config.passphraseFile();
    print(text, json);
    if (pinned.isEmpty()) {
      shell().say("note: no pins yet; put a pin file at " + made.pinFile() + " before 'adn start'");
    }
  }

  private static String quoted(String value) {
    return ConfigUtil.quoteString(value);
  }
}
