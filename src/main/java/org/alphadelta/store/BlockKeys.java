package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.alphadelta.core.Hash;
import org.alphadelta.ledger.StateKey;
import org.alphadelta.ledger.TransactionPlace;

/**
 * Keys of a chain's LevelDB: one letter for the kind, then height, hash or state key, so that each
 * kind sorts well.
 */
final class BlockKeys {
  static final byte[] ORIGIN = {'m', 'o'};
  static final byte[] HEAD = {'m', 'h'};
  static final byte[] STATE_FROM = {'s'};
  static final byte[] STATE_TO = {'s' + 1};

  private BlockKeys() {}

  static byte[] block(long height) {
    return numbered('b', height);
  }

  static byte[] header(long height) {
    return numbered('h', height);
  }

  static byte[] heightOf(Hash block) {
    return named('i', block);
  }

  static byte[] transaction(Hash id) {
    return named('t', id);
  }

  static byte[] committee(Hash hash) {
    return named('c', hash);
  }

  /**
   * Program, mapping and key separated by zero bytes, which none of them contains: sorts as {@link
   * StateKey} does.
   */
  static byte[] state(StateKey at) {
    String text = "s" + at.program() + "\0" + at.mapping() + "\0" + at.key();
    if (text.chars().filter(c -> c == 0).count() != 2) {
      throw new IllegalStateException("a state key holds no zero byte: " + at);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static StateKey stateKey(byte[] key) {
    String[] parts = new String(key, 1, key.length - 1, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length != 3) {
      throw new IllegalStateException(
          "found a state key of " + parts.length + " parts, expected 3");
    }
    return new StateKey(parts[0], parts[1], parts[2]);
  }

  static byte[] number(long height) {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, height).array();
  }

  static long number(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  static byte[] place(TransactionPlace place) {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
        .putLong(place.height())
        .putInt(place.index())
        .array();
  }

  static TransactionPlace place(byte[] value) {
    ByteBuffer place = ByteBuffer.wrap(value);
    return new TransactionPlace(place.getLong(), place.getInt());
  }

  private static byte[] numbered(char kind, long height) {
    return ByteBuffer.allocate(1 + Long.BYTES).put((byte) kind).putLong(height).array();
  }

  private static byte[] named(char kind, Hash hash) {
    return ByteBuffer.allocate(1 + Hash.LENGTH)
        .put((byte) kind)
        .put(hash.bytes().toArray())
        .array();
  }
}
