package org.alphadelta.chaos;

/** A place where nobody runs this chain. */
record Bystander() implements SimPeer {
  @Override
  public void deliver(int from, Packet packet) {}

  @Override
  public void linked(int peer) {}
}
