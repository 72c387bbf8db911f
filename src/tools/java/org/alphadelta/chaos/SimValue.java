package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;

/**
 * A block of the simplified model: its height, its parent, a number that makes it unique, and
 * whether it is valid.
 */
record SimValue(long height, Hash parent, long nonce, long anchor, boolean valid) {
  private static final int HEADER = 1 + Long.BYTES + Hash.LENGTH + Long.BYTES + Long.BYTES;

  static final Hash GENESIS = Sha256.tagged("sim/genesis");

  /** Without an anchor. */
  SimValue(long height, Hash parent, long nonce, boolean valid) {
    this(height, parent, nonce, 0, valid);
  }

  Bytes body() {
    byte[] body = new byte[HEADER];
    java.nio.ByteBuffer.wrap(body)
        .put((byte) (valid ? 1 : 0))
        .putLong(height)
        .put(parent.bytes().toArray())
        .putLong(nonce)
        .putLong(anchor);
    return Bytes.of(body);
  }

  Hash id() {
    return id(body());
  }

  static Hash id(Bytes body) {
    return Sha256.tagged("sim/value", body);
  }

  static boolean names(Hash value, Bytes body) {
    return id(body).equals(value);
  }

  static Optional<SimValue> parse(Bytes body) {
    if (body.length() != HEADER) {
      return Optional.empty();
    }
    java.nio.ByteBuffer in = java.nio.ByteBuffer.wrap(body.toArray());
    boolean valid = in.get() == 1;
    long height = in.getLong();
    byte[] parent = new byte[Hash.LENGTH];
    in.get(parent);
    return Optional.of(new SimValue(height, Hash.of(parent), in.getLong(), in.getLong(), valid));
  }

  /**
   * Whether the bytes are a valid child of this parent at this height; every node gets the same
   * result.
   */
  static boolean valid(Bytes body, long height, Hash parent) {
    return parse(body)
        .filter(v -> v.valid && v.height == height && v.parent.equals(parent))
        .isPresent();
  }
}
