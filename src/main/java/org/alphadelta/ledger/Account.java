package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/** An account's credits and the sequence number its next transaction must carry. */
public record Account(long balance, long nextSequence) implements Canonical {
  public static final Codec<Account> CODEC =
      Codec.of(
          "account",
          Codec.SMALL_BYTES,
          Field.of(1, "balance", FieldType.UINT64, Account::balance),
          Field.of(2, "next_sequence", FieldType.UINT64, Account::nextSequence),
          Account::new);

  public static final Account EMPTY = new Account(0, 0);

  public Account {
    if (balance < 0 || nextSequence < 0) {
      throw new IllegalArgumentException(
          "an account's numbers are not negative, found " + balance + ", " + nextSequence);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
