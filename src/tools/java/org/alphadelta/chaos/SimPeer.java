package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.consensus.Engine;

/** One node of the simulated network. */
interface SimPeer {
  void deliver(int from, Packet packet);

  /** A new connection to this peer: both sides send their status. */
  void linked(int peer);

  /** Whether it accepts messages. */
  boolean runs();

  /** The position of its engine; empty before its first height. */
  Optional<Engine.View> view();
}
