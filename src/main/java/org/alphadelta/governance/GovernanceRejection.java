package org.alphadelta.governance;

import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Why governance refuses: rules of the chain, and this node's own refusals to sign. These are
 * common to all wishes.
 */
public sealed interface GovernanceRejection extends Rejection
    permits SubmissionRejection,
        BallotRejection,
        PreparationRejection,
        GovernanceRejection.NotAMember,
        GovernanceRejection.UpgradeApproved,
        GovernanceRejection.NotAlpha,
        GovernanceRejection.UnknownProposal,
        GovernanceRejection.NotOpen {
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
}
