package org.alphadelta.wire;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.PublicKey;

/**
 * First message of a node, unproven. {@code nonce} is fresh for every connection; {@code
 * activation} is the Alpha height of the next scheduled upgrade (1 or more); {@code software} a
 * label for people.
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
  public static final Codec<Hello> CODEC =
      Codec.of(
          "hello",
          Codec.SMALL_BYTES,
          Field.of(1, "protocol_min", FieldType.UINT32, Hello::protocolMin),
          Field.of(2, "protocol_max", FieldType.UINT32, Hello::protocolMax),
          Field.of(3, "wanted", FieldType.message(Wanted.CODEC), Hello::wanted),
          Field.of(4, "nonce", FieldType.BYTES, Hello::nonce),
          Field.of(5, "node_key", FieldType.PUBLIC_KEY, Hello::nodeKey),
          Field.optional(6, "validator_key", FieldType.PUBLIC_KEY, Hello::validatorKey),
          Field.optional(7, "listen", FieldType.message(ListenAddress.CODEC), Hello::listen),
          Field.optional(8, "activation_height", FieldType.UINT64, Hello::activation),
          Field.of(9, "software", FieldType.TEXT, Hello::software),
          Hello::new);

  public static final int NONCE_BYTES = 32;

  /** Versions of the peer protocol that this code supports. */
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
}
