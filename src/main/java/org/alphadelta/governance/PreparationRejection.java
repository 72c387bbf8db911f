package org.alphadelta.governance;

import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;

/** Why this node itself does not sign: nothing the chain could know. */
public sealed interface PreparationRejection extends GovernanceRejection {
  record ParametersNotPinned(ChainKind kind, Cid cid) implements PreparationRejection {
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

  record GenesisNotRebuilt(Hash proposal) implements PreparationRejection {
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
      implements PreparationRejection {
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
  record AlreadyDecided(Hash proposal, String decision) implements PreparationRejection {
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
