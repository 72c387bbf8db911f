package org.alphadelta.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The disk did not do what was asked: full, forbidden, broken. Whoever was about to sign or to say
 * that something is durable must stop; nobody repairs or retries.
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

  /** The JDK's messages name the file once more, or nothing else. */
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
