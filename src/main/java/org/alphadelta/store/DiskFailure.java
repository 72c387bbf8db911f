package org.alphadelta.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The disk did not do what was asked: full, forbidden, broken. Whoever was about to sign or to say
 * that something is durable must stop; nobody repairs or retries.
 */
public final class DiskFailure extends UncheckedIOException {
  private final String operation;
  private final transient Path file;

  public DiskFailure(String operation, Path file, IOException cause) {
    super(operation + " " + file + ": " + cause.getMessage(), cause);
    this.operation = operation;
    this.file = file;
  }

  public DiskFailure(String operation, Path file, String why) {
    this(operation, file, new IOException(why));
  }

  public String operation() {
    return operation;
  }

  public Path file() {
    return file;
  }
}
