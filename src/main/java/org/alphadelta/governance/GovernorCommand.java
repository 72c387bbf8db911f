package org.alphadelta.governance;

import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/** What the governor's book is asked to decide. */
public sealed interface GovernorCommand {
  /**
   * The chain {@code chain} (Alpha's genesis hash) holds this state after block {@code height}; C
   * decides the roles.
   */
  record Observe(Hash chain, long height, GovernanceState state, Committee committee)
      implements GovernorCommand {}

  /**
   * The operator wants this validator to vote. {@code context.height} is the earliest height that
   * can include it.
   */
  record CastVote(
      GovernanceContext context,
      GovernanceState state,
      PublicKey self,
      Hash proposal,
      Ballot ballot)
      implements GovernorCommand {}

  /**
   * This validator is to say what it computed. {@code context.height} is the earliest height that
   * can include it.
   */
  record AttestReadiness(
      GovernanceContext context, GovernanceState state, PublicKey self, Hash proposal)
      implements GovernorCommand {}

  /** A parameter file of {@code size} bytes lies in the local store and has this content id. */
  record PinParameters(Hash chain, Cid cid, long size) implements GovernorCommand {}

  /** Both genesis blocks were rebuilt from pinned parameters, with these hashes. */
  record RecordRebuild(Hash chain, Hash proposal, Hash alpha, Hash delta)
      implements GovernorCommand {}
}
