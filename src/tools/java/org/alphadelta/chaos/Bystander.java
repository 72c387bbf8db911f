package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.consensus.Engine;

/** A node that does not run this chain. */
record Bystander() implements SimPeer {
  @Override
  public void deliver(int from, Packet packet) {}

  @Override
  public void linked(int peer) {}

  @Override
  public boolean runs() {
    return false;
  }

  @Override
  public Optional<Engine.View> view() {
    return Optional.empty();
  }
}
