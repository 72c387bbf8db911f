package org.alphadelta.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signature;

/**
 * Scalar fields of generated messages to values. Each method refuses what cannot be with {@link
 * IllegalArgumentException}; to be called within a {@link Decoder} only, which makes that a
 * rejection.
 */
public final class Fields {
  private Fields() {}

  /** An unsigned 64-bit field, of which we use 63 bits. */
  public static long uint64(long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "found " + Long.toUnsignedString(value) + ", expected at most " + Long.MAX_VALUE);
    }
    return value;
  }

  /** An unsigned 32-bit field, of which we use 31 bits. */
  public static int uint32(int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "found " + Integer.toUnsignedString(value) + ", expected at most " + Integer.MAX_VALUE);
    }
    return value;
  }

  public static Bytes bytes(ByteString value) {
    return Bytes.of(value.toByteArray());
  }

  public static Hash hash(ByteString value) {
    return new Hash(bytes(value));
  }

  /** Absent when the field is empty. */
  public static Optional<Hash> optionalHash(ByteString value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(hash(value));
  }

  public static Cid cid(ByteString value) {
    return new Cid(hash(value));
  }

  public static PublicKey key(ByteString value) {
    return new PublicKey(bytes(value));
  }

  /** Absent when the field is empty. */
  public static Optional<PublicKey> optionalKey(ByteString value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(key(value));
  }

  public static Signature signature(ByteString value) {
    return new Signature(bytes(value));
  }

  /** A nested value that has a codec of its own. */
  static <T> T nested(Codec<T> codec, Message form) {
    return codec.decode(Bytes.of(form.toByteArray()), Integer.MAX_VALUE).orThrow();
  }

  public static NetworkId network(int number) {
    return named(NetworkId.ofNumber(number), "network", number);
  }

  public static ChainKind kind(int number) {
    return named(ChainKind.ofNumber(number), "chain kind", number);
  }

  public static Role role(int number) {
    return named(Role.ofNumber(number), "role", number);
  }

  /** The value that the number stands for, if any does. */
  public static <T> T named(Optional<T> value, String what, int number) {
    return value.orElseThrow(
        () ->
            new IllegalArgumentException(
                "found "
                    + what
                    + " "
                    + Integer.toUnsignedString(number)
                    + ", expected a known one"));
  }
}
