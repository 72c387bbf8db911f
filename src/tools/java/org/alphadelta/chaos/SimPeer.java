package org.alphadelta.chaos;

/** One node of the simulated network. */
interface SimPeer {
  void deliver(int from, Packet packet);

  /** A new connection to this peer: both sides send their status. */
  void linked(int peer);
}
