package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.consensus.ConsensusLog;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.SignState;
import org.alphadelta.consensus.ValueNames;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/**
 * Creates the engines of honest nodes: the real ones, unless a test proves that a wrong one is
 * detected.
 */
@FunctionalInterface
public interface Engines {
  Engines REAL = Engine::new;

  Engine create(
      EngineConfig config,
      ConsensusLog log,
      SignState signState,
      SignatureVerifier verifier,
      ValueNames names,
      Optional<Signer> signer);
}
