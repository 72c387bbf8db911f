package org.alphadelta.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Decoded;

/** Reads a canonical file named by the operator. */
final class InputFile {
  private InputFile() {}

  /** Decodes a file. Damage of any kind is exit code 3, because the file exists and is wrong. */
  static <T extends Canonical> T read(Path file, Codec<T> codec) throws IOException {
    return switch (codec.decode(bytes(file, codec.cap()))) {
      case Decoded.Ok<T>(T value) -> value;
      case Decoded.Malformed<T>(var rejection) ->
          throw CommandFailure.no(
              file.toString(),
              "no " + codec.type() + " (" + rejection.sentence() + ")",
              "an undamaged " + codec.type());
    };
  }

  /** A whole file of at most {@code cap} bytes. */
  static Bytes bytes(Path file, long cap) throws IOException {
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(file.toString(), "a directory", "a file");
    }
    int limit = (int) Math.min(Integer.MAX_VALUE - 16L, cap);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw CommandFailure.no(
            file.toString(), "more than " + limit + " bytes", "at most " + limit);
      }
      return Bytes.of(content);
    }
  }
}
