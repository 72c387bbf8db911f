package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;

/**
 * A validator's statement of its node's address. It is valid for the network, not for one chain, so
 * that it outlives an upgrade: it is signed for generation 0 with no genesis. Of two, the one with
 * the greater serial counts.
 */
public record Endpoint(
    NetworkId network, PublicKey validator, PublicKey nodeKey, ListenAddress address, long serial)
    implements Canonical {
  public static final Codec<Endpoint> CODEC =
      Codec.of(
          "endpoint",
          Codec.SMALL_BYTES,
          Field.of(1, "network", NetworkId.TYPE, Endpoint::network),
          Field.of(2, "validator", FieldType.PUBLIC_KEY, Endpoint::validator),
          Field.of(3, "node_key", FieldType.PUBLIC_KEY, Endpoint::nodeKey),
          Field.of(4, "address", FieldType.message(ListenAddress.CODEC), Endpoint::address),
          Field.of(5, "serial", FieldType.UINT64, Endpoint::serial),
          Endpoint::new);

  public Endpoint {
    if (serial < 0) {
      throw new IllegalArgumentException("a serial is not negative, found " + serial);
    }
  }

  public Bytes signingBytes() {
    return Purpose.ENDPOINT.signingBytes(new Wanted.Unknown(network, 0).chain(), canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
