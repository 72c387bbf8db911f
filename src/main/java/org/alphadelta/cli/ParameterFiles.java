package org.alphadelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Decoded;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.wire.Limits;

/** Finds parameter files in a directory by content id, whatever their names. */
final class ParameterFiles {
  private ParameterFiles() {}

  /** The content with that id; exit code 4 when no file in the directory has it. */
  static Bytes content(Path directory, Cid cid) throws IOException {
    return find(directory, cid)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCodes.CANNOT_TELL,
                    directory + ": found no file with that content, expected parameters " + cid));
  }

  /** The parameters with that id; exit code 3 when they are malformed. */
  static GenesisParameters parameters(Path directory, Cid cid) throws IOException {
    return switch (GenesisParameters.CODEC.decode(content(directory, cid))) {
      case Decoded.Ok<GenesisParameters>(GenesisParameters value) -> value;
      case Decoded.Malformed<GenesisParameters>(var rejection) ->
          throw CommandFailure.no("parameters " + cid, rejection.sentence(), "genesis parameters");
    };
  }

  private static Optional<Bytes> find(Path directory, Cid cid) throws IOException {
    Path named = directory.resolve(cid.toString());
    if (Files.isRegularFile(named)) {
      Bytes content = InputFile.bytes(named, Limits.PARAMETERS_BYTES);
      if (cid.names(content)) {
        return Optional.of(content);
      }
    }
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".params")).sorted().toList()) {
        Bytes content = InputFile.bytes(file, Limits.PARAMETERS_BYTES);
        if (cid.names(content)) {
          return Optional.of(content);
        }
      }
    }
    return Optional.empty();
  }
}
