package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.consensus.Engine;

/** One node of the simulated network. */
interface SimPeer {
  void deliver(int from, Packet packet);

  /** A new connection to this peer: both sides send their status. */
  void linked(int peer);

  /** Whether it takes messages. */
  boolean runs();

  /** Where its engine stands; empty before its first height. */
  Optional<Engine.View> view();
}
