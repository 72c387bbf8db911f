package org.alphadelta.chaos;

/** A node that does not run this chain. */
record Bystander() implements SimPeer {
  @Override
  public void deliver(int from, Packet packet) {}

  @Override
  public void linked(int peer) {}
}
