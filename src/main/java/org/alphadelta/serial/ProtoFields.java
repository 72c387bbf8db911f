package org.alphadelta.serial;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * Converts domain values to fields of a protobuf message and back; fields that make no value are
 * refused with {@link IllegalArgumentException}.
 */
public final class ProtoFields {
  private ProtoFields() {}

  public static ByteString of(Canonical value) {
    return of(value.canonical());
  }

  public static ByteString of(Hash hash) {
    return of(hash.bytes());
  }

  public static ByteString of(PublicKey key) {
    return of(key.bytes());
  }

  public static ByteString of(Cid cid) {
    return of(cid.digest());
  }

  private static ByteString of(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArray());
  }

  public static Hash hash(ByteString field) {
    return new Hash(bytes(field));
  }

  public static PublicKey key(ByteString field) {
    return new PublicKey(bytes(field));
  }

  public static Cid cid(ByteString field) {
    return new Cid(hash(field));
  }

  public static GenesisPairId pair(ByteString field) {
    return value(GenesisPairId.CODEC, field);
  }

  /** Decodes a field of canonical bytes. */
  public static <T> T value(Codec<T> codec, ByteString field) {
    return codec.decode(bytes(field)).orThrow();
  }

  /** Collects entries into a map. */
  static <E, K extends Comparable<K>, V> SortedMap<K, V> map(
      List<E> entries, Function<E, K> key, Function<E, V> value) {
    SortedMap<K, V> map = new TreeMap<>();
    for (E entry : entries) {
      K at = key.apply(entry);
      if (map.put(at, value.apply(entry)) != null) {
        throw new IllegalArgumentException("a map names " + at + " twice");
      }
    }
    return map;
  }

  private static Bytes bytes(ByteString field) {
    return Bytes.of(field.toByteArray());
  }
}
