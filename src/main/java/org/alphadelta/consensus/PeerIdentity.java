package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.PublicKey;

/**
 * Sender of a message: a name for this connection and the validator whose key it proved, if any.
 */
public record PeerIdentity(String name, Optional<PublicKey> validator)
    implements Comparable<PeerIdentity> {
  @Override
  public int compareTo(PeerIdentity other) {
    return name.compareTo(other.name);
  }
}
