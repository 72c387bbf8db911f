package org.alphadelta.swap;

import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeVerdict;
import org.alphadelta.governance.ProposalTerms;

/** Commands of {@link ChainSwapState}, with the results of file and signature checks. */
public sealed interface SwapCommand {
  /** A proposal on which this validator voted Yes, and the result of its preflight. */
  record Prepare(GenesisPairId source, Hash proposal, ProposalTerms terms, RebuiltPair check)
      implements SwapCommand {}

  /**
   * {@code verdict} counts the source's own governors; {@code self} is this validator, if there is
   * one.
   */
  record Activate(
      GenesisPairId source,
      UpgradeCertificate certificate,
      UpgradeVerdict verdict,
      Optional<PublicKey> self)
      implements SwapCommand {}

  /** Both genesis blocks were rebuilt after activation. */
  record CheckGenesis(Hash proposal, RebuiltPair check) implements SwapCommand {}

  /** The new pair's files were written, or an obstacle was found. */
  record Place(Hash proposal, Optional<Obstacle> obstacle) implements SwapCommand {}

  record Advance(GenesisPairId pair, ChainKind kind, long height, Hash head)
      implements SwapCommand {}

  /** Delta's stored genesis was read and verified again. */
  record VerifyDelta(Hash proposal, Hash delta) implements SwapCommand {}

  record StartDelta(Hash proposal) implements SwapCommand {}

  record CloseSource(GenesisPairId source, long height, Hash block) implements SwapCommand {}
}
