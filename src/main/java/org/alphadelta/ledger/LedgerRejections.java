package org.alphadelta.ledger;

import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Why a ledger refuses a transaction in a given state, a block on its parent, or a block that a
 * peer served as final. Governance has reasons of its own, consensus those of certificates.
 */
public final class LedgerRejections {
  public static final String WRONG_SEQUENCE = "wrong-sequence";
  public static final String INSUFFICIENT_BALANCE = "insufficient-balance";
  public static final String SEQUENCE_EXHAUSTED = "sequence-exhausted";

  private LedgerRejections() {}

  // Transactions.

  static Rejection wrongChain(ChainId is, ChainId wanted) {
    return Rejection.of("wrong-chain", "a transaction for " + is, wanted.toString());
  }

  static Rejection wrongSequence(PublicKey sender, long is, long wanted) {
    return Rejection.of(
        WRONG_SEQUENCE, "sequence " + is, "sequence " + wanted + " of " + sender.brief());
  }

  static Rejection badSignature(PublicKey sender) {
    return Rejection.of(
        "bad-signature", "a signature that does not verify", "the signature of " + sender.hex());
  }

  static Rejection transactionTooLarge(long size) {
    return Rejection.of(
        "transaction-too-large", size + " bytes", "at most " + BlockLimits.MAX_TRANSACTION_BYTES);
  }

  static Rejection insufficientBalance(long balance, long amount, long fee) {
    return Rejection.of(
        INSUFFICIENT_BALANCE, "balance " + balance, "amount " + amount + " and fee " + fee);
  }

  static Rejection balanceOverflow(long balance, long amount) {
    return Rejection.of(
        "balance-overflow", "amount " + amount + " to balance " + balance, "a balance below 2^63");
  }

  static Rejection sequenceExhausted(PublicKey sender) {
    return Rejection.of(
        SEQUENCE_EXHAUSTED,
        "the last sequence number of " + sender.brief(),
        "a sequence number below 2^63 - 1");
  }

  // Blocks.

  /** A field of the header that differs from its only possible value. */
  static Rejection fieldDiffers(String field, String is, String wanted) {
    return Rejection.of("wrong-" + field, field + " " + is, wanted);
  }

  static Rejection concluded(long height) {
    return Rejection.of("chain-concluded", "a block after height " + height, "none: nobody stayed");
  }

  static Rejection timeNotAfterParent(long timeMillis, long parentMillis) {
    return Rejection.of(
        "time-not-after-parent", "time " + timeMillis + " ms", "more than " + parentMillis + " ms");
  }

  /** For fresh proposals only; never part of validity. */
  static Rejection timeAhead(long timeMillis, long latestMillis) {
    return Rejection.of(
        "time-ahead", "time " + timeMillis + " ms", "at most " + latestMillis + " ms");
  }

  static Rejection notAProposer(PublicKey proposer) {
    return Rejection.of("proposer-not-a-member", proposer.hex(), "a member of the committee");
  }

  static Rejection blockTooLarge(String what, long size, long limit) {
    return Rejection.of("block-too-large", size + " " + what, "at most " + limit);
  }

  static Rejection badTransaction(int index, Hash id, Rejection why) {
    return Rejection.of(
        "bad-transaction",
        "transaction " + index + " (" + id.brief() + "): " + why.code() + ", " + why.found(),
        why.expected());
  }

  static Rejection anchorFalls(long anchor, long parent) {
    return Rejection.of("anchor-falls", "anchor height " + anchor, "at least " + parent);
  }

  static Rejection anchorUnknown(Anchor anchor, Hash executed) {
    return Rejection.of(
        "anchor-unknown",
        "alpha block " + anchor.height() + " with hash " + anchor.hash(),
        executed.hex());
  }

  /** A block anchored exactly at H must precede any above it. */
  static Rejection anchorPassesActivation(long anchor, long activation) {
    return Rejection.of(
        "anchor-passes-activation",
        "anchor height " + anchor,
        "at most " + activation + " until a block anchored there is final");
  }

  /** Delta's first block waits for the gate of its genesis. */
  static Rejection belowGate(long anchor, long deltaMinAlphaBlocks) {
    return Rejection.of(
        "anchor-below-gate",
        "anchor height " + anchor,
        "at least delta_min_alpha_blocks " + deltaMinAlphaBlocks);
  }

  // Blocks that a peer served as final; the peer is at fault in each case.

  static Rejection wrongHeight(long is, long wanted) {
    return Rejection.of("sync-wrong-height", "height " + is, "height " + wanted);
  }

  /** The certificate is of another block than the one beside it. */
  static Rejection foreignCertificate(Hash is, Hash wanted) {
    return Rejection.of(
        "sync-foreign-certificate", "a certificate of block " + is, "block " + wanted);
  }

  /** The certificate names a key that left with the upgrade, above its last height. */
  static Rejection departedSigner(PublicKey key, long height, long lastHeight) {
    return Rejection.of(
        "departed-signer",
        key.hex() + " at height " + height,
        "none of it above height " + lastHeight);
  }

  /** The certificate is valid, but the transactions are not those of the certified header. */
  static Rejection foreignTransactions(Hash is, Hash wanted) {
    return Rejection.of("sync-foreign-transactions", "transaction root " + is, wanted.hex());
  }
}
