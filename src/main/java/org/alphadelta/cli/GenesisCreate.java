package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.alphadelta.config.PinFile;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.Pins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn genesis create}: writes parameter files, their genesis pair, and the pin file of its
 * governors.
 */
@Command(
    name = "create",
    description = "Make parameter files, the genesis pair they lead to and its pin file.",
    footer = {
      "Examples:",
      "  adn genesis create --network testnet --generation 0 --out genesis0 --governor"
          + " axtest1gs5expjsqj4punzg7nwszkqefsprfx7vvexdjmjqp63xnyv234gsrcaaje",
      ""
    })
final class GenesisCreate extends AdnCommand {
  @Option(
      names = "--network",
      required = true,
      paramLabel = "NETWORK",
      description = "mainnet, testnet or devnet.")
  private NetworkId network = NetworkId.DEVNET;

  @Option(names = "--generation", required = true, paramLabel = "N", description = "From 0.")
  private int generation;

  @Option(
      names = "--governor",
      required = true,
      paramLabel = "ADDRESS",
      description = "A governor; may be repeated.")
  private List<Address> governors = new ArrayList<>();

  @Option(
      names = "--public",
      paramLabel = "ADDRESS",
      description = "A public validator; may be repeated.")
  private List<Address> publics = new ArrayList<>();

  @Option(
      names = "--account",
      paramLabel = "ADDRESS=CREDITS",
      description = "Credits held from the start, on both chains; may be repeated.")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = "--predecessor",
      paramLabel = "HASH",
      description =
          "Alpha genesis hash of the chain this one succeeds. Without it a later generation gets no"
              + " genesis.pair: a proposal supplies it.")
  private Optional<Hash> predecessor = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "New or empty directory.")
  private Path out = Path.of("");

  @Mixin private final ChainParameterOptions chain = new ChainParameterOptions();

  GenesisCreate(Shell shell) {
    super(shell);
  }

  @Override
  protected int run() throws IOException {
    HomeFiles.requireFree(out);
    Committee committee = committee();
    GenesisParameters alpha = parameters(ChainKind.ALPHA, committee);
    GenesisParameters delta = parameters(ChainKind.DELTA, committee);
    Optional<GenesisPair> pair =
        generation == 0 || predecessor.isPresent()
            ? Optional.of(GenesisGenerator.pair(alpha, delta, predecessor))
            : Optional.empty();
    // A later generation needs a predecessor; any hash serves for this check.
    GenesisPair tried =
        pair.orElseGet(
            () -> GenesisGenerator.pair(alpha, delta, Optional.of(alpha.committee().hash())));
    GenesisViews.requireSound("parameters", GenesisGenerator.check(tried), ExitCodes.USAGE);
    Pins pins = new Pins(network, generation, new TreeSet<>(committee.keys(Role.GOVERNOR)));
    HomeFiles.directory(out);
    for (GenesisParameters parameters : List.of(alpha, delta)) {
      byte[] content = parameters.canonical().toArray();
      HomeFiles.write(out.resolve(parameters.kind().label() + ".params"), content, false);
      HomeFiles.write(out.resolve(parameters.cid().toString()), content, false);
    }
    if (pair.isPresent()) {
      HomeFiles.write(out.resolve("genesis.pair"), pair.get().canonical().toArray(), false);
    }
    HomeFiles.write(out.resolve("pins.json"), PinFile.text(pins), false);
    tell(alpha, delta, pair);
    return ExitCodes.DONE;
  }

  private void tell(GenesisParameters alpha, GenesisParameters delta, Optional<GenesisPair> pair) {
    ObjectNode json = JsonText.object();
    json.put("directory", out.toString());
    json.put("network", network.label());
    json.put("generation", generation);
    json.put("alpha_params_hash", alpha.cid().toString());
    json.put("delta_params_hash", delta.cid().toString());
    json.put("alpha_hash", pair.map(p -> p.alpha().hash().hex()).orElse(null));
    json.put("delta_hash", pair.map(p -> p.delta().hash().hex()).orElse(null));
    StringBuilder text = new StringBuilder();
    text.append("alpha.params  ")
        .append(alpha.cid())
        .append("\ndelta.params  ")
        .append(delta.cid());
    pair.ifPresent(
        p ->
            text.append("\nalpha genesis ")
                .append(p.alpha().hash().hex())
                .append("\ndelta genesis ")
                .append(p.delta().hash().hex()));
    print(text.toString(), json);
  }

  private GenesisParameters parameters(ChainKind kind, Committee committee) {
    try {
      return GenesisParameters.of(
          network,
          generation,
          kind,
          chain.parameters(),
          chain.deltaMinAlphaBlocks(),
          committee,
          accounts());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCodes.USAGE, "parameters: " + e.getMessage());
    }
  }

  private Committee committee() {
    List<Member> members = new ArrayList<>();
    governors.forEach(a -> members.add(new Member(key("--governor", a), Role.GOVERNOR)));
    publics.forEach(a -> members.add(new Member(key("--public", a), Role.PUBLIC)));
    try {
      return Committee.of(members);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCodes.USAGE, "committee: " + e.getMessage());
    }
  }

  private PublicKey key(String option, Address address) {
    if (address.network() != network) {
      throw CommandFailure.usage(option, "an address of " + address.network(), "one of " + network);
    }
    if (!Ed25519.isValid(address.key())) {
      throw CommandFailure.usage(
          option, "an address whose key is no Ed25519 key", "a validator's address");
    }
    return address.key();
  }

  private List<GenesisAccount> accounts() {
    List<GenesisAccount> held = new ArrayList<>();
    for (String account : accounts) {
      int at = account.indexOf('=');
      String amount = at < 0 ? "" : account.substring(at + 1);
      if (!amount.matches("[0-9]{1,18}")) {
        throw CommandFailure.usage("--account", "'" + account + "'", "ADDRESS=CREDITS");
      }
      Address owner;
      try {
        owner = Address.parse(network, account.substring(0, at));
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCodes.USAGE, "--account: " + e.getMessage());
      }
      held.add(new GenesisAccount(owner.key(), Long.parseLong(amount)));
    }
    return held;
  }
}
