package org.alphadelta.chaos;

/** One place on the simulated network. */
interface SimPeer {
  void deliver(int from, Parcel parcel);
}
