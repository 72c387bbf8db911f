package org.alphadelta.chaos;

import org.alphadelta.consensus.CommitCertificate;

/** Receives events of the nodes in a simulated run. */
interface Listener {
  /** A node has stored another block of this world's chain. */
  void decided(HonestNode node, World world, CommitCertificate certificate);

  /** A message was refused. */
  void refused();
}
