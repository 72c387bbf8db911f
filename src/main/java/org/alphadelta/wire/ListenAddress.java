package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/**
 * Address of a listening node: a host name or literal address, and a TCP port. The name is not
 * resolved.
 */
public record ListenAddress(String host, int port) implements Canonical {
  public static final Codec<ListenAddress> CODEC =
      Codec.of(
          "listen address",
          Codec.SMALL_BYTES,
          Field.of(1, "host", FieldType.TEXT, ListenAddress::host),
          Field.of(2, "port", FieldType.UINT32, ListenAddress::port),
          ListenAddress::new);

  /** RFC 1035, 2.3.4, in text form. */
  private static final int MAX_HOST = 253;

  public ListenAddress {
    boolean known =
        host.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '.'
                        || c == '-'
                        || c == ':');
    if (host.isEmpty() || host.length() > MAX_HOST || !known) {
      throw new IllegalArgumentException(
          "a host has 1 to "
              + MAX_HOST
              + " letters, digits, dots, hyphens or colons, found "
              + host.length());
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a port is 1 to 65535, found " + port);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }

  /** An IPv6 literal is written in brackets (RFC 3986, 3.2.2). */
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
