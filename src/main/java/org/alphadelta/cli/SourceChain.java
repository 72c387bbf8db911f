package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.alphadelta.config.ConfigException;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import picocli.CommandLine.Option;

/** The source chain of a proposal: its genesis in a file, or a node that runs it. A mixin. */
final class SourceChain {
  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = "Genesis pair of the source chain.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "Public port of a node of the source chain.")
  private Optional<URI> node = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Home of a running node of the source chain.")
  private Optional<Path> home = Optional.empty();

  /** The genesis; and Alpha's height when a node was asked. */
  record Source(GenesisPair pair, OptionalLong height) {}

  Source source(CliContext context) throws IOException, ConfigException {
    long named = Stream.of(file, node, home).filter(Optional::isPresent).count();
    if (named != 1) {
      throw CommandFailure.usage("--source, --node, --home", named + " of them", "one");
    }
    if (file.isPresent()) {
      GenesisPair pair = InputFile.read(file.get(), GenesisPair.CODEC);
      GenesisViews.requireSound(file.get().toString(), GenesisGenerator.check(pair));
      return new Source(pair, OptionalLong.empty());
    }
    NodeHttpClient asked =
        node.isPresent()
            ? NodeHttpClient.at(node.get())
            : NodeOption.publicPort(home.orElseThrow(), context);
    GenesisPair pair = RemoteGenesis.pair(asked);
    JsonNode height = asked.get("/network/alpha/height/latest").path("height");
    return new Source(pair, OptionalLong.of(height.asLong()));
  }
}
