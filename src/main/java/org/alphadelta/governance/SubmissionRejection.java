package org.alphadelta.governance;

import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;

/** Why a proposal is not taken. */
public sealed interface SubmissionRejection extends GovernanceRejection {
  record TooEarly(long height, long deltaMinAlphaBlocks) implements SubmissionRejection {
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

  record WrongSource(NetworkId source, NetworkId chain) implements SubmissionRejection {
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
      implements SubmissionRejection {
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
      implements SubmissionRejection {
    @Override
    public String code() {
      return "impossible-heights";
    }
  }

  record TooLarge(String what, long size, long limit) implements SubmissionRejection {
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

  /**
   * A new genesis header that does not agree with the terms; {@code field} is the first that
   * differs.
   */
  record HeaderDiffers(ChainKind kind, String field, String value, String wanted)
      implements SubmissionRejection {
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

  record NoGovernorRequired(int minimum) implements SubmissionRejection {
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

  record InvalidKey(PublicKey key) implements SubmissionRejection {
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
  record CanNeverPass(Approval.Rule rule) implements SubmissionRejection {
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

  record ProposalExists(Hash id, ProposalStatus status) implements SubmissionRejection {
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

  record OpenProposal(PublicKey proposer, Hash open) implements SubmissionRejection {
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

  record Pausing(long height, long notBefore) implements SubmissionRejection {
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
}
