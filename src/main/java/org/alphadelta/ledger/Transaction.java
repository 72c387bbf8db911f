package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;
import org.alphadelta.core.Sha256;

/**
 * A request of one sender, bound to one chain and to the sender's next sequence number on it (from
 * 0).
 */
public record Transaction(ChainId chain, PublicKey sender, long sequence, Payload payload)
    implements Canonical {
  public static final Codec<Transaction> CODEC =
      Codec.of(
          "transaction",
          BlockLimits.MAX_TRANSACTION_BYTES,
          Field.of(1, "chain", FieldType.message(ChainId.CODEC), Transaction::chain),
          Field.of(2, "sender", FieldType.PUBLIC_KEY, Transaction::sender),
          Field.of(3, "sequence", FieldType.UINT64, Transaction::sequence),
          Field.oneOf(Payload.FAMILY, Transaction::payload),
          Transaction::new);

  public Transaction {
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence number is not negative, found " + sequence);
    }
  }

  /** Commits to chain and content, not to the signature. */
  public Hash id() {
    return Sha256.tagged("adn/transaction", canonical());
  }

  public Bytes signingBytes() {
    return Purpose.TRANSACTION.signingBytes(chain, canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
