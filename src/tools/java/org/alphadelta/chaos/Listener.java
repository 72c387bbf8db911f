package org.alphadelta.chaos;

import org.alphadelta.consensus.CommitCertificate;

/** Who conducts a simulated run hears this from its nodes. */
interface Listener {
  void decided(HonestNode node, CommitCertificate certificate);

  /** A message was refused. */
  void refused();
}
