package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.PublicKey;

/** Initial credits of an account. */
public record GenesisAccount(PublicKey owner, long balance) implements Canonical {
  public static final Codec<GenesisAccount> CODEC =
      Codec.of(
          "genesis account",
          Codec.SMALL_BYTES,
          Field.of(1, "owner", FieldType.PUBLIC_KEY, GenesisAccount::owner),
          Field.of(2, "balance", FieldType.UINT64, GenesisAccount::balance),
          GenesisAccount::new);

  public GenesisAccount {
    if (balance < 0) {
      throw new IllegalArgumentException("a balance is not negative, found " + balance);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
