package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Purpose;

/**
 * Both hellos of one connection, in one order for both sides. A proof signs it together with the
 * side and the kind of key that signs, bound to the chain the dialer wants: it is valid for no
 * other connection, chain, side or key.
 */
record Transcript(Hello dialer, Hello listener) {
  /** The key that signs. */
  enum Key {
    NODE(1),
    VALIDATOR(2);

    private final int number;

    Key(int number) {
      this.number = number;
    }
  }

  /** The transcript as one side sees it. */
  static Transcript of(Side ownSide, Hello own, Hello peer) {
    return switch (ownSide) {
      case DIALER -> new Transcript(own, peer);
      case LISTENER -> new Transcript(peer, own);
    };
  }

  Bytes signingBytes(Side signer, Key key) {
    Bytes content =
        new CanonicalWriter()
            .uint(1, signer.number())
            .uint(2, key.number)
            .bytes(3, dialer.nodeKey().bytes())
            .bytes(4, listener.nodeKey().bytes())
            .bytes(5, dialer.nonce())
            .bytes(6, listener.nonce())
            .message(7, dialer)
            .message(8, listener)
            .toBytes();
    return Purpose.HANDSHAKE.signingBytes(dialer.wanted().chain(), content);
  }
}
