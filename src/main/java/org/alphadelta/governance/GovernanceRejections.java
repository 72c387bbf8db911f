package org.alphadelta.governance;

import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Why governance refuses: rules of the chain, and this node's own refusals to sign. The codes of
 * refusals that depend on the present state are constants, for callers that tell them apart.
 */
public final class GovernanceRejections {
  public static final String UPGRADE_APPROVED = "upgrade-approved";
  public static final String NOT_OPEN = "proposal-not-open";
  public static final String TOO_EARLY = "too-early";
  public static final String PROPOSAL_EXISTS = "proposal-exists";
  public static final String OPEN_PROPOSAL = "open-proposal";
  public static final String PAUSING = "resubmission-pause";
  public static final String VOTING_OVER = "voting-over";
  public static final String YES_IS_FINAL = "yes-is-final";
  public static final String SAME_BALLOT = "same-ballot";
  public static final String READINESS_WITHOUT_YES = "readiness-without-yes";
  public static final String FROZEN = "readiness-frozen";
  public static final String ALREADY_ATTESTED = "already-attested";
  public static final String PARAMETERS_NOT_PINNED = "parameters-not-pinned";
  public static final String GENESIS_NOT_REBUILT = "genesis-not-rebuilt";
  public static final String ALREADY_DECIDED = "already-decided";

  private GovernanceRejections() {}

  // Common to all commands.

  static Rejection notAMember(PublicKey key) {
    return Rejection.of("not-a-member", key.hex(), "a member of the committee");
  }

  static Rejection upgradeApproved(Hash approved) {
    return Rejection.of(
        UPGRADE_APPROVED,
        "approved upgrade " + approved,
        "a chain that has approved none (one per chain, ever)");
  }

  static Rejection notAlpha(ChainKind kind) {
    return Rejection.of("not-alpha", "chain " + kind, "chain alpha");
  }

  static Rejection unknownProposal(Hash id) {
    return Rejection.of("unknown-proposal", "proposal " + id, "a proposal of this chain");
  }

  static Rejection notOpen(Hash id, ProposalStatus status) {
    return Rejection.of(NOT_OPEN, "proposal " + id + " " + status, "an open proposal");
  }

  // Why a proposal is refused.

  static Rejection tooEarly(long height, long deltaMinAlphaBlocks) {
    return Rejection.of(
        TOO_EARLY,
        "height " + height,
        "a height above delta_min_alpha_blocks " + deltaMinAlphaBlocks);
  }

  static Rejection wrongSource(NetworkId source, NetworkId chain) {
    return Rejection.of("wrong-source", "source_network " + source, "source_network " + chain);
  }

  static Rejection forbiddenTarget(
      NetworkId source, int generation, NetworkId target, int targetGeneration) {
    return Rejection.of(
        "forbidden-target",
        target + " g" + targetGeneration + " from " + source + " g" + generation,
        Progression.allowed(source, generation));
  }

  /** {@code what} names the height or period that is out of range. */
  static Rejection impossibleHeights(String what, long found, String expected) {
    return Rejection.of("impossible-heights", what + " " + found, expected);
  }

  static Rejection tooLarge(String what, long size, long limit) {
    return Rejection.of("too-large", what + " of " + size, "at most " + limit);
  }

  /** {@code field} is the first in which a new genesis header contradicts the terms. */
  static Rejection headerDiffers(ChainKind kind, String field, String value, String wanted) {
    return Rejection.of("header-differs", kind + " " + field + " " + value, wanted);
  }

  static Rejection noGovernorRequired(int minimum) {
    return Rejection.of("no-governor-required", "min_governor_validators " + minimum, "at least 1");
  }

  static Rejection invalidKey(PublicKey key) {
    return Rejection.of("invalid-key", key.hex(), "a valid Ed25519 public key");
  }

  /** This rule fails even with every member's Yes and readiness. */
  static Rejection canNeverPass(Approval.Rule rule) {
    return Rejection.of(
        "can-never-pass", rule.name() + " " + rule.have() + " at best", "at least " + rule.need());
  }

  static Rejection proposalExists(Hash id, ProposalStatus status) {
    return Rejection.of(
        PROPOSAL_EXISTS, "proposal " + id + " (" + status + ")", "an id that is not taken");
  }

  static Rejection openProposal(PublicKey proposer, Hash open) {
    return Rejection.of(
        OPEN_PROPOSAL,
        "open proposal " + open + " of " + proposer.brief(),
        "no open proposal of that proposer");
  }

  /** A proposer may not submit for some time after its last proposal closed. */
  static Rejection pausing(long height, long notBefore) {
    return Rejection.of(PAUSING, "height " + height, "height " + notBefore + " or later");
  }

  // Why a vote, a readiness attestation or a withdrawal does not count, though the proposal is
  // open.

  static Rejection votingOver(long height, long votingEnds) {
    return Rejection.of(VOTING_OVER, "height " + height, "height " + votingEnds + " or earlier");
  }

  static Rejection yesIsFinal(Ballot ballot) {
    return Rejection.of(YES_IS_FINAL, ballot + " after yes", "no further vote");
  }

  static Rejection sameBallot(Ballot ballot) {
    return Rejection.of(SAME_BALLOT, ballot + " after " + ballot, "a different ballot");
  }

  static Rejection notTheProposer(PublicKey key, PublicKey proposer) {
    return Rejection.of("not-the-proposer", key.hex(), proposer.hex());
  }

  static Rejection readinessWithoutYes(PublicKey key) {
    return Rejection.of(
        READINESS_WITHOUT_YES, "no yes vote of " + key.brief(), "a yes vote before readiness");
  }

  static Rejection frozen(long height, long freeze) {
    return Rejection.of(FROZEN, "height " + height, "height " + freeze + " or earlier");
  }

  static Rejection alreadyAttested(PublicKey key, long height) {
    return Rejection.of(
        ALREADY_ATTESTED,
        "readiness of " + key.brief() + " at height " + height,
        "one attestation a validator and proposal");
  }

  // Why this node does not sign, although the chain would accept.

  static Rejection parametersNotPinned(ChainKind kind, Cid cid) {
    return Rejection.of(
        PARAMETERS_NOT_PINNED, "no local copy of the " + kind + " parameters", cid.toString());
  }

  static Rejection genesisNotRebuilt(Hash proposal) {
    return Rejection.of(
        GENESIS_NOT_REBUILT,
        "no genesis rebuilt for proposal " + proposal,
        "both genesis blocks rebuilt from the pinned parameters");
  }

  static Rejection genesisDiffers(Hash alpha, Hash delta, Hash alphaExpected, Hash deltaExpected) {
    return Rejection.of(
        "genesis-differs",
        "alpha " + alpha + ", delta " + delta,
        "alpha " + alphaExpected + ", delta " + deltaExpected);
  }

  /** This validator already decided on that ballot; its transaction has been sent. */
  static Rejection alreadyDecided(Hash proposal, String decision) {
    return Rejection.of(ALREADY_DECIDED, decision + " on proposal " + proposal, "one decision");
  }
}
