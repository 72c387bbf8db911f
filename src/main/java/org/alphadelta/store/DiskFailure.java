package org.alphadelta.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A failed disk operation: full, forbidden, broken. A caller that was about to sign or to report
 * durability must stop; nothing repairs or retries.
 */
public final class DiskFailure extends UncheckedIOException {
  private final String operation;
  private final transient Path file;

  public DiskFailure(String operation, Path file, IOException cause) {
    super(operation + " " + file + ": " + why(cause), cause);
    this.operation = operation;
    this.file = file;
  }

  public DiskFailure(String operation, Path file, String why) {
    this(operation, file, new IOException(why));
  }

  /** The reason without the path; the JDK's messages repeat it, or hold nothing else. */
  private static String why(IOException cause) {
    return switch (cause) {
      case NoSuchFileException missing -> "no such file";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }

  public String operation() {
    return operation;
  }

  public Path file() {
    return file;
  }
}
