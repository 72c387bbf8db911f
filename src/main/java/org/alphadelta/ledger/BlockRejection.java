package org.alphadelta.ledger;

import org.alphadelta.core.Anchor;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a block is not valid on its parent. */
public sealed interface BlockRejection extends Rejection {
  /** A field of the header that must have one value and has another. */
  record FieldDiffers(String field, String is, String wanted) implements BlockRejection {
    @Override
    public String code() {
      return "wrong-" + field;
    }

    @Override
    public String found() {
      return field + " " + is;
    }

    @Override
    public String expected() {
      return wanted;
    }
  }

  record Concluded(long height) implements BlockRejection {
    @Override
    public String code() {
      return "chain-concluded";
    }

    @Override
    public String found() {
      return "a block after height " + height;
    }

    @Override
    public String expected() {
      return "none: nobody stayed";
    }
  }

  record TimeNotAfterParent(long timeMillis, long parentMillis) implements BlockRejection {
    @Override
    public String code() {
      return "time-not-after-parent";
    }

    @Override
    public String found() {
      return "time " + timeMillis + " ms";
    }

    @Override
    public String expected() {
      return "more than " + parentMillis + " ms";
    }
  }

  /** For fresh proposals only; never part of validity. */
  record TimeAhead(long timeMillis, long latestMillis) implements BlockRejection {
    @Override
    public String code() {
      return "time-ahead";
    }

    @Override
    public String found() {
      return "time " + timeMillis + " ms";
    }

    @Override
    public String expected() {
      return "at most " + latestMillis + " ms";
    }
  }

  record NotAProposer(PublicKey proposer) implements BlockRejection {
    @Override
    public String code() {
      return "proposer-not-a-member";
    }

    @Override
    public String found() {
      return proposer.hex();
    }

    @Override
    public String expected() {
      return "a member of the committee";
    }
  }

  record TooLarge(String what, long size, long limit) implements BlockRejection {
    @Override
    public String code() {
      return "block-too-large";
    }

    @Override
    public String found() {
      return size + " " + what;
    }

    @Override
    public String expected() {
      return "at most " + limit;
    }
  }

  record BadTransaction(int index, Hash id, TransactionRejection why) implements BlockRejection {
    @Override
    public String code() {
      return "bad-transaction";
    }

    @Override
    public String found() {
      return "transaction " + index + " (" + id.brief() + "): " + why.code() + ", " + why.found();
    }

    @Override
    public String expected() {
      return why.expected();
    }
  }

  record AnchorFalls(long anchor, long parent) implements BlockRejection {
    @Override
    public String code() {
      return "anchor-falls";
    }

    @Override
    public String found() {
      return "anchor height " + anchor;
    }

    @Override
    public String expected() {
      return "at least " + parent;
    }
  }

  record AnchorUnknown(Anchor anchor, Hash executed) implements BlockRejection {
    @Override
    public String code() {
      return "anchor-unknown";
    }

    @Override
    public String found() {
      return "alpha block " + anchor.height() + " with hash " + anchor.hash();
    }

    @Override
    public String expected() {
      return executed.hex();
    }
  }

  /** A block anchored exactly at H comes before any above it. */
  record AnchorPassesActivation(long anchor, long activation) implements BlockRejection {
    @Override
    public String code() {
      return "anchor-passes-activation";
    }

    @Override
    public String found() {
      return "anchor height " + anchor;
    }

    @Override
    public String expected() {
      return "at most " + activation + " until a block anchored there is final";
    }
  }

  /** Delta's first block waits for Alpha: the gate of its genesis. */
  record BelowGate(long anchor, long deltaMinAlphaBlocks) implements BlockRejection {
    @Override
    public String code() {
      return "anchor-below-gate";
    }

    @Override
    public String found() {
      return "anchor height " + anchor;
    }

    @Override
    public String expected() {
      return "at least delta_min_alpha_blocks " + deltaMinAlphaBlocks;
    }
  }
}
