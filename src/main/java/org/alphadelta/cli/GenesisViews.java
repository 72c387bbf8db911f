package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.Home;
import org.alphadelta.config.PinFile;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.Disk;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.GenesisCache;
import org.alphadelta.store.HomeLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Subcommands of {@code adn genesis} that show a pair and change no home. */
final class GenesisViews {
  private GenesisViews() {}

  private static ObjectNode json(GenesisPair pair) {
    GenesisPairId id = pair.id();
    ObjectNode json = JsonText.object();
    json.put("network", id.network().label());
    json.put("generation", id.generation());
    json.put("alpha_hash", id.alpha().hex());
    json.put("delta_hash", id.delta().hex());
    json.put("name", id.directory());
    return json;
  }

  private static String text(GenesisPair pair) {
    GenesisPairId id = pair.id();
    return id.network()
        + " g"
        + id.generation()
        + "\nalpha "
        + id.alpha().hex()
        + "\ndelta "
        + id.delta().hex();
  }

  /** Exit code 3 with the first defect. */
  static void requireSound(String what, Optional<Rejection> rejection) {
    requireSound(what, rejection, ExitCodes.NO);
  }

  static void requireSound(String what, Optional<Rejection> rejection, int exitCode) {
    rejection.ifPresent(
        r -> {
          throw new CommandFailure(exitCode, what + ": " + r.sentence());
        });
  }

  @Command(
      name = "hash",
      description = "Print the hashes of a genesis pair.",
      footer = {"Examples:", "  adn genesis hash genesis0/genesis.pair", ""})
  static final class HashOf extends AdnCommand {
    @Parameters(paramLabel = "FILE", description = "Genesis pair.")
    private Path file = Path.of("");

    HashOf(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws IOException {
      GenesisPair pair = InputFile.read(file, GenesisPair.CODEC);
      print(text(pair), json(pair));
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Show everything in a genesis pair.",
      footer = {"Examples:", "  adn genesis show genesis0/genesis.pair -o json", ""})
  static final class Show extends AdnCommand {
    @Parameters(paramLabel = "FILE", description = "Genesis pair.")
    private Path file = Path.of("");

    Show(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws IOException {
      GenesisPair pair = InputFile.read(file, GenesisPair.CODEC);
      List<GenesisFields.Field> fields = GenesisFields.of(pair);
      ObjectNode json = JsonText.object();
      fields.forEach(f -> json.put(f.name(), f.value()));
      print(GenesisFields.lines(fields), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "diff",
      description = "Compare two genesis pairs; exit code 3 if they differ.",
      footer = {"Examples:", "  adn genesis diff mine/genesis.pair theirs/genesis.pair", ""})
  static final class Diff extends AdnCommand {
    @Parameters(index = "0", paramLabel = "A", description = "Genesis pair.")
    private Path one = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Genesis pair.")
    private Path other = Path.of("");

    Diff(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws IOException {
      List<GenesisFields.Difference> differences =
          GenesisFields.differences(
              InputFile.read(one, GenesisPair.CODEC), InputFile.read(other, GenesisPair.CODEC));
      ObjectNode json = JsonText.object();
      json.put("equal", differences.isEmpty());
      ArrayNode list = json.putArray("differences");
      List<String> lines = new ArrayList<>();
      for (GenesisFields.Difference difference : differences) {
        list.addObject()
            .put("field", difference.name())
            .put("a", difference.a())
            .put("b", difference.b());
        lines.add(difference.name() + "\n  a " + difference.a() + "\n  b " + difference.b());
      }
      print(lines.isEmpty() ? "equal" : String.join("\n", lines), json);
      return lines.isEmpty() ? ExitCodes.DONE : ExitCodes.NO;
    }
  }

  @Command(
      name = "verify",
      description = "Check a genesis pair against itself and a pin file; exit code 0 or 3.",
      footer = {"Examples:", "  adn genesis verify genesis0/genesis.pair --pins pins.json", ""})
  static final class Verify extends AdnCommand {
    @Parameters(paramLabel = "FILE", description = "Genesis pair.")
    private Path file = Path.of("");

    @Option(names = "--pins", required = true, paramLabel = "FILE", description = "Pin file.")
    private Path pins = Path.of("");

    Verify(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws IOException, ConfigException {
      Pins pinned = PinFile.read(pins);
      GenesisPair pair = InputFile.read(file, GenesisPair.CODEC);
      requireSound(file.toString(), GenesisGenerator.check(pair, pinned));
      print(
          "verified: " + pair.id() + ", " + pinned.governors().size() + " pinned governors",
          json(pair).put("verified", true));
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "export",
      description = "Write the genesis pair of a home to a file.",
      footer = {"Examples:", "  adn genesis export genesis.pair --home node1", ""})
  static final class Export extends AdnCommand {
    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist.")
    private Path file = Path.of("");

    @Mixin private final HomeOption home = new HomeOption();

    Export(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException {
      Home existing = home.existing();
      Pins pins = HomeFiles.pins(HomeFiles.config(existing, context));
      HomeLayout layout = HomeFiles.layout(existing);
      GenesisPair pair =
          held(layout, pins)
              .orElseThrow(
                  () ->
                      CommandFailure.no(
                          home.path().toString(), "no genesis", "an accepted or imported one"));
      HomeFiles.write(file, pair.canonical().toArray(), false);
      print(text(pair), json(pair).put("file", file.toString()));
      return ExitCodes.DONE;
    }

    /**
     * The pair the home runs, else the one imported or accepted last; reading quarantines a damaged
     * cache.
     */
    private static Optional<GenesisPair> held(HomeLayout layout, Pins pins) throws IOException {
      Disk disk = new FileDisk();
      Optional<GenesisPairId> current = new ChainPointer(disk, layout).read();
      if (current.isPresent()) {
        return new ChainDirectory(disk, layout, current.get()).genesis();
      }
      GenesisCache cache =
          new GenesisCache(disk, layout, cached -> GenesisGenerator.check(cached.pair(), pins));
      return switch (cache.read()) {
        case GenesisCache.Absent absent -> Optional.empty();
        case GenesisCache.Valid(CachedGenesis genesis) -> Optional.of(genesis.pair());
        case GenesisCache.Damaged damaged ->
            throw CommandFailure.no(
                layout.genesisCache().toString(),
                damaged.reason() + " (moved to " + damaged.quarantined() + ")",
                "an undamaged cache");
      };
    }
  }

  @Command(
      name = "fetch",
      description =
          "Fetch the genesis pair from a running node; with --pins, believe it only on the"
              + " governors' word.",
      footer = {
        "Examples:",
        "  adn genesis fetch genesis.pair --node http://127.0.0.1:4180 --pins pins.json",
        ""
      })
  static final class Fetch extends AdnCommand {
    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist.")
    private Path file = Path.of("");

    @Option(
        names = "--node",
        required = true,
        paramLabel = "URL",
        description = "Public port of a node.")
    private URI node = URI.create("http://127.0.0.1");

    @Option(
        names = "--pins",
        paramLabel = "FILE",
        description = "Pin file: check governors and their attestations.")
    private Optional<Path> pins = Optional.empty();

    Fetch(CliContext context) {
      super(context.shell());
    }

    @Override
    protected int run() throws IOException, ConfigException {
      NodeHttpClient source = NodeHttpClient.at(node);
      Optional<Pins> pinned =
          pins.isPresent() ? Optional.of(PinFile.read(pins.get())) : Optional.empty();
      GenesisPair pair = RemoteGenesis.pair(source);
      if (pinned.isPresent()) {
        requireSound(source.toString(), GenesisGenerator.check(pair, pinned.get()));
        RemoteGenesis.requireAttested(source, pair, pinned.get());
      } else {
        shell()
            .say(
                "note: nobody's word was checked; 'adn genesis verify --pins' looks at the"
                    + " governors");
      }
      HomeFiles.write(file, pair.canonical().toArray(), false);
      print(
          text(pair), json(pair).put("file", file.toString()).put("attested", pinned.isPresent()));
      return ExitCodes.DONE;
    }
  }
}
