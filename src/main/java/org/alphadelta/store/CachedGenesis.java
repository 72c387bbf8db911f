package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.wire.Limits;

/**
 * A genesis pair and the attestations it was accepted on; no attestations when the operator
 * imported it.
 */
public record CachedGenesis(GenesisPair pair, List<SignedAttestation> attestations) {
  public CachedGenesis {
    attestations = List.copyOf(attestations);
    if (attestations.size() > Limits.MAX_ATTESTATIONS) {
      throw new IllegalArgumentException(
          "a pair has at most "
              + Limits.MAX_ATTESTATIONS
              + " attestations, found "
              + attestations.size());
    }
  }

  /**
   * The pair, then each attestation: canonical bytes, each with a length prefix (4 bytes, big
   * endian).
   */
  Bytes form() {
    List<Bytes> parts = new ArrayList<>();
    parts.add(pair.canonical());
    attestations.stream().map(Canonical::canonical).forEach(parts::add);
    ByteBuffer form =
        ByteBuffer.allocate(
            parts.stream()
                .mapToInt(p -> Math.addExact(p.length(), Integer.BYTES))
                .reduce(0, Math::addExact));
    parts.forEach(part -> form.putInt(part.length()).put(part.toArray()));
    return Bytes.of(form.array());
  }

  /**
   * Parses {@link #form}.
   *
   * @throws IllegalArgumentException when the bytes are anything else
   */
  static CachedGenesis parse(Bytes form) {
    List<Bytes> parts = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(form.toArray());
    while (in.hasRemaining()) {
      int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
      if (length < 0 || length > in.remaining() || parts.size() > Limits.MAX_ATTESTATIONS) {
        throw new IllegalArgumentException(
            "found a part of " + length + " bytes, expected at most " + in.remaining());
      }
      byte[] part = new byte[length];
      in.get(part);
      parts.add(Bytes.of(part));
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("found no parts, expected a genesis pair");
    }
    return new CachedGenesis(
        GenesisPair.CODEC.decode(parts.get(0)).orThrow(),
        parts.stream().skip(1).map(p -> SignedAttestation.CODEC.decode(p).orThrow()).toList());
  }
}
