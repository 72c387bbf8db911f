package org.alphadelta.governance;

import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Why a proposal, a vote, a readiness attestation or a withdrawal is refused. The last four are this node's own refusals
 * to sign, the others are rules of the chain.
 */
public sealed interface GovernanceRejection extends Rejection {
  record NotAMember(PublicKey key) implements GovernanceRejection {
    @Override
    public String code() {
      return "not-a-member";
    }

    @Override
    public String found() {
      return key.hex();
    }

    @Override
    public String expected() {
      return "a member of the committee";
    }
  }

  record UpgradeApproved(Hash approved) implements GovernanceRejection {
    @Override
    public String code() {
      return "upgrade-approved";
    }

    @Override
    public String found() {
      return "approved upgrade " + approved;
    }

    @Override
    public String expected() {
      return "a chain that has approved none (one per chain, ever)";
    }
  }

  record TooEarly(long height, long deltaMinAlphaBlocks) implements GovernanceRejection {
    @Override
    public String code() {
      return "too-early";
    }

    @Override
    public String found() {
      return "height " + height;
    }

    @Override
    public String expected() {
      return "a height above delta_min_alpha_blocks " + deltaMinAlphaBlocks;
    }
  }

  record NotAlpha(ChainKind kind) implements GovernanceRejection {
    @Override
    public String code() {
      return "not-alpha";
    }

    @Override
    public String found() {
      return "chain " + kind;
    }

    @Override
    public String expected() {
      return "chain alpha";
    }
  }

  record WrongSource(NetworkId source, NetworkId chain) implements GovernanceRejection {
    @Override
    public String code() {
      return "wrong-source";
    }

    @Override
    public String found() {
      return "source_network " + source;
    }

    @Override
    public String expected() {
      return "source_network " + chain;
    }
  }

  record ForbiddenTarget(NetworkId source, int generation, NetworkId target, int targetGeneration)
      implements GovernanceRejection {
    @Override
    public String code() {
      return "forbidden-target";
    }

    @Override
    public String found() {
      return target + " g" + targetGeneration + " from " + source + " g" + generation;
    }

    @Override
    public String expected() {
      return Progression.allowed(source, generation);
    }
  }

  /** {@code what} names the height or period that is out of its range. */
  record ImpossibleHeights(String what, String found, String expected)
      implements GovernanceRejection {
    @Override
    public String code() {
      return "impossible-heights";
    }
  }

  record TooLarge(String what, long size, long limit) implements GovernanceRejection {
    @Override
    public String code() {
      return "too-large";
    }

    @Override
    public String found() {
      return what + " of " + size;
    }

    @Override
    public String expected() {
      return "at most " + limit;
    }
  }

  /** A new genesis header that does not agree with the terms; {@code field} is the first that differs. */
  record HeaderDiffers(ChainKind kind, String field, String value, String wanted)
      implements GovernanceRejection {
    @Override
    public String code() {
      return "header-differs";
    }

    @Override
    public String found() {
      return kind + " " + field + " " + value;
    }

    @Override
    public String expected() {
      return wanted;
    }
  }

  record NoGovernorRequired(int minimum) implements GovernanceRejection {
    @Override
    public String code() {
      return "no-governor-required";
    }

    @Override
    public String found() {
      return "min_governor_validators " + minimum;
    }

    @Override
    public String expected() {
      return "at least 1";
    }
  }

  record InvalidKey(PublicKey key) implements GovernanceRejection {
    @Override
    public String code() {
      return "invalid-key";
    }

    @Override
    public String found() {
      return key.hex();
    }

    @Override
    public String expected() {
      return "a valid Ed25519 public key";
    }
  }

  /** Even with every member's Yes and readiness this rule fails. */
  record CanNeverPass(Approval.Rule rule) implements GovernanceRejection {
    @Override
    public String code() {
      return "can-never-pass";
    }

    @Override
    public String found() {
      return rule.name() + " " + rule.have() + " at best";
    }

    @Override
    public String expected() {
      return "at least " + rule.need();
    }
  }

  record ProposalExists(Hash id, ProposalStatus status) implements GovernanceRejection {
    @Override
    public String code() {
      return "proposal-exists";
    }

    @Override
    public String found() {
      return "proposal " + id + " (" + status + ")";
    }

    @Override
    public String expected() {
      return "an id that is not taken";
    }
  }

  record OpenProposal(PublicKey proposer, Hash open) implements GovernanceRejection {
    @Override
    public String code() {
      return "open-proposal";
    }

    @Override
    public String found() {
      return "open proposal " + open + " of " + proposer.brief();
    }

    @Override
    public String expected() {
      return "no open proposal of that proposer";
    }
  }

  record Pausing(long height, long notBefore) implements GovernanceRejection {
    @Override
    public String code() {
      return "resubmission-pause";
    }

    @Override
    public String found() {
      return "height " + height;
    }

    @Override
    public String expected() {
      return "height " + notBefore + " or later";
    }
  }

  record UnknownProposal(Hash id) implements GovernanceRejection {
    @Override
    public String code() {
      return "unknown-proposal";
    }

    @Override
    public String found() {
      return "proposal " + id;
    }

    @Override
    public String expected() {
      return "a proposal of this chain";
    }
  }

  record NotOpen(Hash id, ProposalStatus status) implements GovernanceRejection {
    @Override
    public String code() {
      return "proposal-not-open";
    }

    @Override
    public String found() {
      return "proposal " + id + " " + status;
    }

    @Override
    public String expected() {
      return "an open proposal";
    }
  }

  record VotingOver(long height, long votingEnds) implements GovernanceRejection {
    @Override
    public String code() {
      return "voting-over";
    }

    @Override
    public String found() {
      return "height " + height;
    }

    @Override
    public String expected() {
      return "height " + votingEnds + " or earlier";
    }
  }

  record YesIsFinal(Ballot ballot) implements GovernanceRejection {
    @Override
    public String code() {
      return "yes-is-final";
    }

    @Override
    public String found() {
      return ballot + " after yes";
    }

    @Override
    public String expected() {
      return "no further vote";
    }
  }

  record SameBallot(Ballot ballot) implements GovernanceRejection {
    @Override
    public String code() {
      return "same-ballot";
    }

    @Override
    public String found() {
      return ballot + " after " + ballot;
    }

    @Override
    public String expected() {
      return "a different ballot";
    }
  }

  record NotTheProposer(PublicKey key, PublicKey proposer) implements GovernanceRejection {
    @Override
    public String code() {
      return "not-the-proposer";
    }

    @Override
    public String found() {
      return key.hex();
    }

    @Override
    public String expected() {
      return proposer.hex();
    }
  }

  record ReadinessWithoutYes(PublicKey key) implements GovernanceRejection {
    @Override
    public String code() {
      return "readiness-without-yes";
    }

    @Override
    public String found() {
      return "no yes vote of " + key.brief();
    }

    @Override
    public String expected() {
      return "a yes vote before readiness";
    }
  }

  record Frozen(long height, long freeze) implements GovernanceRejection {
    @Override
    public String code() {
      return "readiness-frozen";
    }

    @Override
    public String found() {
      return "height " + height;
    }

    @Override
    public String expected() {
      return "height " + freeze + " or earlier";
    }
  }

  record AlreadyAttested(PublicKey key, long height) implements GovernanceRejection {
    @Override
    public String code() {
      return "already-attested";
    }

    @Override
    public String found() {
      return "readiness of " + key.brief() + " at height " + height;
    }

    @Override
    public String expected() {
      return "one attestation a validator and proposal";
    }
  }

  record ParametersNotPinned(ChainKind kind, Cid cid) implements GovernanceRejection {
    @Override
    public String code() {
      return "parameters-not-pinned";
    }

    @Override
    public String found() {
      return "no local copy of the " + kind + " parameters";
    }

    @Override
    public String expected() {
      return cid.toString();
    }
  }

  record GenesisNotRebuilt(Hash proposal) implements GovernanceRejection {
    @Override
    public String code() {
      return "genesis-not-rebuilt";
    }

    @Override
    public String found() {
      return "no genesis rebuilt for proposal " + proposal;
    }

    @Override
    public String expected() {
      return "both genesis blocks rebuilt from the pinned parameters";
    }
  }

  record GenesisDiffers(Hash alpha, Hash delta, Hash alphaExpected, Hash deltaExpected)
      implements GovernanceRejection {
    @Override
    public String code() {
      return "genesis-differs";
    }

    @Override
    public String found() {
      return "alpha " + alpha + ", delta " + delta;
    }

    @Override
    public String expected() {
      return "alpha " + alphaExpected + ", delta " + deltaExpected;
    }
  }

  /** This validator already decided on that ballot; its transaction is on its way. */
  record AlreadyDecided(Hash proposal, String decision) implements GovernanceRejection {
    @Override
    public String code() {
      return "already-decided";
    }

    @Override
    public String found() {
      return decision + " on proposal " + proposal;
    }

    @Override
    public String expected() {
      return "one decision";
    }
  }
}
