package org.alphadelta.ledger;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.MerkleTree;

/** A header with its transactions. */
public record Block(Header header, List<SignedTransaction> transactions) implements Canonical {
  /** Longer bytes are not decoded as a block; {@link BlockLimits} has the limits of valid ones. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  public static final Codec<Block> CODEC =
      Codec.of(
          "block",
          MAX_BYTES,
          Field.of(1, "header", FieldType.message(Header.CODEC), Block::header),
          Field.list(
              2,
              "transactions",
              BlockLimits.MAX_TRANSACTIONS,
              FieldType.message(SignedTransaction.CODEC),
              Block::transactions),
          Block::new);

  public Block {
    transactions = List.copyOf(transactions);
  }

  public Hash hash() {
    return header.hash();
  }

  public long height() {
    return header.height();
  }

  /** RFC 6962 root over the signed transactions' canonical bytes. */
  public static Hash transactionRoot(List<SignedTransaction> transactions) {
    return MerkleTree.root(transactions.stream().map(t -> MerkleTree.leaf(t.canonical())).toList());
  }

  /**
   * Whether {@code body} is the one block whose hash is {@code value}; a header commits to its
   * transactions by their root.
   */
  public static boolean isNamed(Hash value, Bytes body) {
    return CODEC
        .decode(body)
        .toOptional()
        .filter(block -> block.hash().equals(value))
        .filter(
            block -> transactionRoot(block.transactions()).equals(block.header().transactionRoot()))
        .isPresent();
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
