package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Role;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.Disk;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.GenesisCache;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code adn genesis import}: stores a pair that the operator has. Everything is checked before
 * anything is written, and each write is idempotent. Order: sign-state of both chains, attestation,
 * cache; the node journals the import and creates the chain directories at its next start.
 */
@Command(
    name = "import",
    description = "Bring a genesis pair into the home of a stopped node.",
    footer = {"Examples:", "  adn genesis import genesis0/genesis.pair --home node1", ""})
final class GenesisImport extends AdnCommand {
  private final CliContext context;
  private final Disk disk = new FileDisk();

  @Parameters(paramLabel = "FILE", description = "Genesis pair.")
  private Path file = Path.of("");

  @Option(
      names = "--home",
      required = true,
      paramLabel = "DIR",
      description = "Home of the stopped node.")
  private Path home = Path.of("");

  GenesisImport(CliContext context) {
    super(context.shell());
    this.context = context;
  }

  @Override
  protected int run() throws IOException, ConfigException, KeyFileException {
    Home existing = HomeFiles.existing(home);
    NodeConfig config = HomeFiles.config(existing, context);
    HomeFiles.requireBuildRuns(config.network(), context.build());
    Pins pins = HomeFiles.pins(config);
    GenesisPair pair = InputFile.read(file, GenesisPair.CODEC);
    if (pair.id().network() != config.network()) {
      throw CommandFailure.no(
          file.toString(), "a genesis of " + pair.id().network(), "one of " + config.network());
    }
    GenesisViews.requireSound(file.toString(), GenesisGenerator.check(pair, pins));
    Optional<KeyPair> validator =
        config.role() == NodeConfig.NodeRole.OBSERVER
            ? Optional.empty()
            : Optional.of(HomeFiles.validatorKey(config));
    HomeLock lock = HomeFiles.lock(existing);
    try {
      HomeLayout layout = HomeFiles.layout(existing);
      requireNoOther(layout, pair, pins);
      if (validator.isPresent()) {
        signStates(layout, pair, validator.get());
      }
      Optional<SignedAttestation> attestation =
          validator
              .filter(v -> pair.committee().keys(Role.GOVERNOR).contains(v.publicKey()))
              .map(v -> attest(layout, pair, v));
      new GenesisCache(disk, layout, cached -> Optional.empty())
          .write(new CachedGenesis(pair, List.of()));
      tell(pair, validator, attestation);
    } finally {
      lock.close();
    }
    return ExitCodes.DONE;
  }

  /** A home has one genesis; it gets another by an upgrade, never by import. */
  private void requireNoOther(HomeLayout layout, GenesisPair pair, Pins pins) {
    Optional<GenesisPairId> current = new ChainPointer(disk, layout).read();
    GenesisCache cache =
        new GenesisCache(disk, layout, cached -> GenesisGenerator.check(cached.pair(), pins));
    Optional<GenesisPairId> cached =
        switch (cache.read()) {
          case GenesisCache.Absent absent -> Optional.empty();
          case GenesisCache.Valid valid -> Optional.of(valid.genesis().pair().id());
          case GenesisCache.Damaged damaged -> {
            shell()
                .say(
                    "damaged genesis.cache moved to "
                        + damaged.quarantined()
                        + ": "
                        + damaged.reason());
            yield Optional.empty();
          }
        };
    Optional<GenesisPairId> other =
        current.or(() -> cached).filter(found -> !found.equals(pair.id()));
    if (other.isPresent()) {
      throw CommandFailure.no(
          layout.home().toString(),
          "a home with genesis " + other.get(),
          "one without, or with " + pair.id());
    }
  }

  private void signStates(HomeLayout layout, GenesisPair pair, KeyPair validator)
      throws IOException {
    for (ChainKind kind : ChainKind.values()) {
      FileSignState state =
          new FileSignState(disk, layout, pair.id().chain(kind), validator.publicKey());
      if (!state.exists() && new ChainDirectory(disk, layout, pair.id()).exists()) {
        throw new CommandFailure(
            ExitCodes.SAFETY_STOP,
            "sign-state missing: found "
                + layout.chain(pair.id(), kind)
                + " without "
                + state.path()
                + ", expected both; this looks like a restored disk");
      }
      state.ensure();
      state.close();
    }
  }

  private SignedAttestation attest(HomeLayout layout, GenesisPair pair, KeyPair validator) {
    Attestation unsigned = Attestation.of(pair, validator.publicKey());
    AttestationSlot slot =
        new AttestationSlot(
            disk, layout, pair.id().network(), pair.id().generation(), validator.publicKey());
    Optional<SignedAttestation> earlier = slot.read();
    if (earlier.isPresent()) {
      if (!earlier.get().attestation().equals(unsigned)) {
        throw attestedOther(earlier.get(), pair);
      }
      return earlier.get();
    }
    SignedAttestation signed =
        new SignedAttestation(unsigned, validator.sign(unsigned.signingBytes()));
    return switch (slot.record(signed)) {
      case AttestationSlot.Recorded recorded -> recorded.attestation();
      case AttestationSlot.Refused refused -> throw attestedOther(refused.earlier(), pair);
    };
  }

  private static CommandFailure attestedOther(SignedAttestation earlier, GenesisPair pair) {
    return new CommandFailure(
        ExitCodes.SAFETY_STOP,
        "attestation: found an earlier one for "
            + earlier.attestation().pair()
            + ", expected none or one for "
            + pair.id()
            + "; a governor attests once per network and generation");
  }

  private void tell(
      GenesisPair pair, Optional<KeyPair> validator, Optional<SignedAttestation> attestation) {
    String role =
        validator
            .flatMap(v -> pair.committee().role(v.publicKey()))
            .map(Role::label)
            .orElse("observer");
    ObjectNode json = JsonText.object();
    json.put("network", pair.id().network().label());
    json.put("generation", pair.id().generation());
    json.put("alpha_hash", pair.alpha().hash().hex());
    json.put("delta_hash", pair.delta().hash().hex());
    json.put("role", role);
    json.put("attested", attestation.isPresent());
    print(
        "imported "
            + pair.id()
            + "\nrole     "
            + role
            + (attestation.isPresent() ? "\nattested as governor" : ""),
        json);
  }
}
