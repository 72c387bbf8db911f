package org.alphadelta.actor.peer;

import java.util.Optional;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.Pins;
import org.alphadelta.wire.Side;
import org.alphadelta.wire.Wanted;

/** How a connection was established. */
sealed interface ConnectionOrigin {
  /** The address, for logs and status. */
  String address();

  Side side();

  /** The purpose of the connection in this node's own hello. */
  Wanted wanted(Pins pins);

  /** The node key that the operator pinned for this address, if any. */
  Optional<PublicKey> expected();

  record Listened(String address) implements ConnectionOrigin {
    @Override
    public Side side() {
      return Side.LISTENER;
    }

    /** A listener's own hello names its network; the dialer determines the connection's purpose. */
    @Override
    public Wanted wanted(Pins pins) {
      return new Wanted.Unknown(pins.network(), pins.generation());
    }

    @Override
    public Optional<PublicKey> expected() {
      return Optional.empty();
    }
  }

  record Dialed(Dialing.Attempt attempt, Optional<PublicKey> expected) implements ConnectionOrigin {
    @Override
    public String address() {
      return attempt.address().toString();
    }

    @Override
    public Side side() {
      return Side.DIALER;
    }

    @Override
    public Wanted wanted(Pins pins) {
      return attempt.wanted();
    }
  }
}
