package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;

/**
 * A validator's word on where its node listens. It holds for the network, not for one chain, so
 * that it outlives an upgrade: it is signed for generation 0 with no genesis. Of two, the one with
 * the greater serial counts.
 */
public record Endpoint(
    NetworkId network, PublicKey validator, PublicKey nodeKey, ListenAddress address, long serial)
    implements Canonical {
  public Endpoint {
    if (serial < 0) {
      throw new IllegalArgumentException("a serial is not negative, found " + serial);
    }
  }

  public Bytes signingBytes() {
    return Purpose.ENDPOINT.signingBytes(new Wanted.Unknown(network, 0).chain(), canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, network.number())
        .bytes(2, validator.bytes())
        .bytes(3, nodeKey.bytes())
        .message(4, address)
        .uint(5, serial);
  }
}
