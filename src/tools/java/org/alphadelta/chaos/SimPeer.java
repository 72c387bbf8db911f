package org.alphadelta.chaos;

/** One place on the simulated network. */
interface SimPeer {
  void deliver(int from, Packet packet);

  /** A connection to this peer is new: both sides say where they stand. */
  void linked(int peer);
}
