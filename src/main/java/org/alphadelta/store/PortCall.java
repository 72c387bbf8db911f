package org.alphadelta.store;

import java.io.IOException;

/** Turns a {@link DiskFailure} into an {@link IOException}, which agreement's ports declare. */
final class PortCall {
  private PortCall() {}

  interface Body<T> {
    T call();
  }

  static <T> T run(Body<T> body) throws IOException {
    try {
      return body.call();
    } catch (DiskFailure e) {
      throw new IOException(e.getMessage(), e);
    } catch (StoreDamage e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
