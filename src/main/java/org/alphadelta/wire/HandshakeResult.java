package org.alphadelta.wire;

import java.util.Optional;
import org.alphadelta.core.PublicKey;

/**
 * An established connection: who is at the other end, both keys proven, what it is for and what is
 * granted. {@code wanted} is the dialer's, {@code protocol} the newest version both speak.
 */
public record HandshakeResult(Side side, Hello peer, Wanted wanted, Scope scope, int protocol) {
  public PublicKey nodeKey() {
    return peer.nodeKey();
  }

  /** The validator whose key signed the transcript, if the peer claimed one. */
  public Optional<PublicKey> validatorKey() {
    return peer.validatorKey();
  }

  /** Where the peer says that it listens; a claim. */
  public Optional<ListenAddress> listen() {
    return peer.listen();
  }
}
