package org.alphadelta.governance;

import org.alphadelta.core.PublicKey;

/**
 * Why a vote, a readiness attestation or a withdrawal does not count, though the proposal is open.
 */
public sealed interface BallotRejection extends GovernanceRejection {
  record VotingOver(long height, long votingEnds) implements BallotRejection {
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

  record YesIsFinal(Ballot ballot) implements BallotRejection {
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

  record SameBallot(Ballot ballot) implements BallotRejection {
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

  record NotTheProposer(PublicKey key, PublicKey proposer) implements BallotRejection {
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

  record ReadinessWithoutYes(PublicKey key) implements BallotRejection {
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

  record Frozen(long height, long freeze) implements BallotRejection {
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

  record AlreadyAttested(PublicKey key, long height) implements BallotRejection {
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
}
