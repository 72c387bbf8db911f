package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.PublicKey;

/**
 * Who brought a message: a name for this connection and the validator that it proved to speak for,
 * if any.
 */
public record PeerIdentity(String name, Optional<PublicKey> validator)
    implements Comparable<PeerIdentity> {
  @Override
  public int compareTo(PeerIdentity other) {
    return name.compareTo(other.name);
  }
}
