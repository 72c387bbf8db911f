package org.alphadelta.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphadelta.core.PublicKey;

/**
 * A peer's address and, if known, the node key it must prove. Text: {@code [<64 hex
 * digits>@]host:port}.
 */
public record PeerAddress(Optional<PublicKey> nodeKey, String host, int port) {
  public static final String EXPECTED = "[<64 hex digits of the node key>@]host:port";

  private static final Pattern TEXT =
      Pattern.compile("(?:([0-9a-fA-F]{64})@)?(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

  /** Parses an address; empty when the text is malformed. */
  public static Optional<PeerAddress> parse(String text) {
    Matcher match = TEXT.matcher(text.trim());
    if (!match.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(match.group(3));
    String host = match.group(2);
    if (port < 1 || port > 65535) {
      return Optional.empty();
    }
    return Optional.of(
        new PeerAddress(Optional.ofNullable(match.group(1)).map(PublicKey::ofHex), host, port));
  }

  @Override
  public String toString() {
    return nodeKey.map(k -> k.hex() + "@").orElse("") + host + ":" + port;
  }
}
