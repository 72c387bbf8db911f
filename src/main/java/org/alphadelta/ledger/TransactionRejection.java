package org.alphadelta.ledger;

import org.alphadelta.core.ChainId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a transaction is refused in a given state. */
public sealed interface TransactionRejection extends Rejection {
  record WrongChain(ChainId is, ChainId wanted) implements TransactionRejection {
    @Override
    public String code() {
      return "wrong-chain";
    }

    @Override
    public String found() {
      return "a transaction for " + is;
    }

    @Override
    public String expected() {
      return wanted.toString();
    }
  }

  record WrongSequence(PublicKey sender, long is, long wanted) implements TransactionRejection {
    /** Whether it may become right when earlier ones of the sender are executed. */
    public boolean early() {
      return is > wanted;
    }

    @Override
    public String code() {
      return "wrong-sequence";
    }

    @Override
    public String found() {
      return "sequence " + is;
    }

    @Override
    public String expected() {
      return "sequence " + wanted + " of " + sender.brief();
    }
  }

  record BadSignature(PublicKey sender) implements TransactionRejection {
    @Override
    public String code() {
      return "bad-signature";
    }

    @Override
    public String found() {
      return "a signature that does not verify";
    }

    @Override
    public String expected() {
      return "the signature of " + sender.hex();
    }
  }

  record TooLarge(long size) implements TransactionRejection {
    @Override
    public String code() {
      return "transaction-too-large";
    }

    @Override
    public String found() {
      return size + " bytes";
    }

    @Override
    public String expected() {
      return "at most " + BlockLimits.MAX_TRANSACTION_BYTES;
    }
  }

  record InsufficientBalance(long balance, long amount, long fee) implements TransactionRejection {
    @Override
    public String code() {
      return "insufficient-balance";
    }

    @Override
    public String found() {
      return "balance " + balance;
    }

    @Override
    public String expected() {
      return "amount " + amount + " and fee " + fee;
    }
  }

  record BalanceOverflow(long balance, long amount) implements TransactionRejection {
    @Override
    public String code() {
      return "balance-overflow";
    }

    @Override
    public String found() {
      return "amount " + amount + " to balance " + balance;
    }

    @Override
    public String expected() {
      return "a balance below 2^63";
    }
  }

  record SequenceExhausted(PublicKey sender) implements TransactionRejection {
    @Override
    public String code() {
      return "sequence-exhausted";
    }

    @Override
    public String found() {
      return "the last sequence number of " + sender.brief();
    }

    @Override
    public String expected() {
      return "a sequence number below 2^63 - 1";
    }
  }

  /** A rule of governance; also all governance on Delta. */
  record Governance(Rejection rule) implements TransactionRejection {
    @Override
    public String code() {
      return rule.code();
    }

    @Override
    public String found() {
      return rule.found();
    }

    @Override
    public String expected() {
      return rule.expected();
    }
  }
}
