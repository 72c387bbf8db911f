package org.alphadelta.wire;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.PublicKey;

/**
 * A node's first words. Nothing in it is proven yet. {@code nonce} is fresh for every connection;
 * {@code activation} is the Alpha height of the next scheduled upgrade (1 or more); {@code
 * software} a label for people.
 */
public record Hello(
    int protocolMin,
    int protocolMax,
    Wanted wanted,
    Bytes nonce,
    PublicKey nodeKey,
    Optional<PublicKey> validatorKey,
    Optional<ListenAddress> listen,
    Optional<Long> activation,
    String software)
    implements HandshakeMessage {
  public static final int NONCE_BYTES = 32;

  /** The versions of the peer protocol that this code speaks. */
  public static final int OLDEST_PROTOCOL = 1;

  public static final int NEWEST_PROTOCOL = 1;

  public Hello {
    if (protocolMin < 1 || protocolMax < protocolMin) {
      throw new IllegalArgumentException(
          "protocol versions ascend from 1, found " + protocolMin + " to " + protocolMax);
    }
    if (nonce.length() != NONCE_BYTES) {
      throw new IllegalArgumentException(
          "a nonce has " + NONCE_BYTES + " bytes, found " + nonce.length());
    }
    if (activation.isPresent() && activation.get() < 1) {
      throw new IllegalArgumentException(
          "an activation height is 1 or more, found " + activation.get());
    }
    Text.require("software label", software, Text.MAX_LABEL);
  }

  @Override
  public FrameKind frameKind() {
    return FrameKind.HELLO;
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, protocolMin)
        .uint(2, protocolMax)
        .message(3, wanted)
        .bytes(4, nonce)
        .bytes(5, nodeKey.bytes())
        .bytes(6, validatorKey.map(PublicKey::bytes).orElse(Bytes.EMPTY));
    listen.ifPresent(l -> out.message(7, l));
    out.uint(8, activation.orElse(0L)).text(9, software);
  }
}
