package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;

/**
 * A genesis file's size in bytes and the hashes of its chunks of {@link #CHUNK_BYTES}, the last one
 * shorter.
 */
public record Manifest(long size, List<Hash> chunks) implements Canonical {
  public static final int CHUNK_BYTES = 256 * 1024;

  /** A larger genesis is refused: 1 GiB. */
  public static final long MAX_SIZE = 1L << 30;

  public static final int MAX_CHUNKS = (int) (MAX_SIZE / CHUNK_BYTES);

  public static final Codec<Manifest> CODEC =
      Codec.of(
          "manifest",
          Attestation.MAX_BYTES,
          Field.of(1, "size", FieldType.UINT64, Manifest::size),
          Field.list(2, "chunks", MAX_CHUNKS, FieldType.HASH, Manifest::chunks),
          Manifest::new);

  public Manifest {
    chunks = List.copyOf(chunks);
    if (size < 1 || size > MAX_SIZE || chunks.size() != (size + CHUNK_BYTES - 1) / CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "a manifest of "
              + size
              + " bytes lists one hash per "
              + CHUNK_BYTES
              + " bytes, found "
              + chunks.size());
    }
  }

  public static Manifest of(Bytes content) {
    List<Hash> chunks = new ArrayList<>();
    for (int at = 0; at < content.length(); at += CHUNK_BYTES) {
      chunks.add(chunkHash(content.slice(at, Math.min(content.length(), at + CHUNK_BYTES))));
    }
    return new Manifest(content.length(), chunks);
  }

  public static Hash chunkHash(Bytes chunk) {
    return Sha256.tagged("adn/genesis-chunk", chunk);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
