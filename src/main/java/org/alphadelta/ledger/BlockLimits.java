package org.alphadelta.ledger;

/** Size limits of blocks and their parts; rules of every chain, not settings of a node. */
public final class BlockLimits {
  /** Bytes of a signed transaction; a proposal with 200 members is the largest. */
  public static final int MAX_TRANSACTION_BYTES = 36 * 1024;

  public static final int MAX_TRANSACTIONS = 10_000;

  /** Bytes of all signed transactions of a block. */
  public static final int MAX_TRANSACTION_BYTES_TOTAL = 2 * 1024 * 1024;

  /**
   * Bytes of a whole block: transactions, at most six bytes of framing each, and the header.
   * Enforced before decoding.
   */
  public static final int MAX_BLOCK_BYTES =
      MAX_TRANSACTION_BYTES_TOTAL + 6 * MAX_TRANSACTIONS + 4 * 1024;

  private BlockLimits() {}
}
