package org.alphadelta.wire;

import java.util.Optional;
import org.alphadelta.core.PublicKey;

/**
 * An established connection: the peer with both keys proven, the purpose and the granted scope.
 * {@code wanted} is the dialer's, {@code protocol} the newest version that both support.
 */
public record HandshakeResult(Side side, Hello peer, Wanted wanted, Scope scope, int protocol) {
  public PublicKey nodeKey() {
    return peer.nodeKey();
  }

  /** The validator whose key signed the transcript, if the peer claimed one. */
  public Optional<PublicKey> validatorKey() {
    return peer.validatorKey();
  }

  /** The peer's claimed address. */
  public Optional<ListenAddress> listen() {
    return peer.listen();
  }
}
