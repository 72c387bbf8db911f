package org.alphadelta.swap;

import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeVerdict;
import org.alphadelta.governance.ProposalTerms;

/** What the state is asked to decide; what files and signatures said comes with it. */
public sealed interface SwapCommand {
  /** A proposal this validator voted YES on, and what its preflight found. */
  record Prepare(GenesisPairId source, Hash proposal, ProposalTerms terms, RebuiltPair check)
      implements SwapCommand {}

  /**
   * {@code verdict} is that of the source's own governors; {@code self} this validator, if there is
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

  /** Everything the new pair needs was written, or something was in the way. */
  record Place(Hash proposal, Optional<Obstacle> obstacle) implements SwapCommand {}

  record Advance(GenesisPairId pair, ChainKind kind, long height, Hash head)
      implements SwapCommand {}

  /** Delta's stored genesis was read and checked again. */
  record VerifyDelta(Hash proposal, Hash delta) implements SwapCommand {}

  record StartDelta(Hash proposal) implements SwapCommand {}

  record CloseSource(GenesisPairId source, long height, Hash block) implements SwapCommand {}
}
