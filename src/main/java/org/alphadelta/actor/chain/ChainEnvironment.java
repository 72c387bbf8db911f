package org.alphadelta.actor.chain;

import java.time.InstantSource;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;

/** The node's environment, with the operator's settings for its chains. */
public record ChainEnvironment(NodeEnvironment node, ChainSettings settings) {
  InstantSource clock() {
    return settings.clock();
  }

  /** The key of this machine's validator, if it has one. */
  Optional<PublicKey> self() {
    return node.validator().map(Signer::publicKey);
  }
}
