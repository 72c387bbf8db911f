package org.alphadelta.store;

import java.io.IOException;

/**
 * Ports of agreement state every failure of the disk as {@link IOException}: this turns ours into
 * it.
 */
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
