package org.alphadelta.ledger;

import java.util.List;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.MerkleTree;

/** A header and the transactions its root covers. */
public record Block(Header header, List<SignedTransaction> transactions) implements Canonical {
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

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, header);
    transactions.forEach(t -> out.message(2, t));
  }
}
