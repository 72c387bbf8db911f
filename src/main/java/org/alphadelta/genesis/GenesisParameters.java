package org.alphadelta.genesis;

import java.util.Collection;
import java.util.List;
import org.alphadelta.core.Ascending;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.NetworkId;

/**
 * One chain's parameter file: the input of its genesis, except the links to other genesis blocks.
 * The file is its canonical bytes, named by {@link #cid}. Accounts are sorted by owner, each owner
 * once.
 */
public record GenesisParameters(
    NetworkId network,
    int generation,
    ChainKind kind,
    ChainParameters chain,
    long deltaMinAlphaBlocks,
    Committee committee,
    List<GenesisAccount> accounts)
    implements Canonical {
  /** More accounts than this are refused. */
  public static final int MAX_ACCOUNTS = 25_000_000;

  public static final Codec<GenesisParameters> CODEC =
      Codec.of(
          "genesis parameters",
          Genesis.MAX_BYTES,
          Field.of(1, "network", NetworkId.TYPE, GenesisParameters::network),
          Field.of(2, "generation", FieldType.UINT32, GenesisParameters::generation),
          Field.of(3, "kind", ChainKind.TYPE, GenesisParameters::kind),
          Field.of(4, "chain", FieldType.message(ChainParameters.CODEC), GenesisParameters::chain),
          Field.of(
              5,
              "delta_min_alpha_blocks",
              FieldType.UINT64,
              GenesisParameters::deltaMinAlphaBlocks),
          Field.of(
              6, "committee", FieldType.message(Committee.CODEC), GenesisParameters::committee),
          Field.list(
              7,
              "accounts",
              MAX_ACCOUNTS,
              FieldType.message(GenesisAccount.CODEC),
              GenesisParameters::accounts),
          GenesisParameters::new);

  public GenesisParameters {
    if (generation < 0 || deltaMinAlphaBlocks < 0) {
      throw new IllegalArgumentException(
          "generation and delta_min_alpha_blocks are not negative, found "
              + generation
              + ", "
              + deltaMinAlphaBlocks);
    }
    Ascending.require("each account stands once", accounts, GenesisAccount::owner);
    accounts = List.copyOf(accounts);
  }

  /**
   * Sorts the accounts.
   *
   * @throws IllegalArgumentException when an owner is named twice, or a number is impossible
   */
  public static GenesisParameters of(
      NetworkId network,
      int generation,
      ChainKind kind,
      ChainParameters chain,
      long deltaMinAlphaBlocks,
      Committee committee,
      Collection<GenesisAccount> accounts) {
    return new GenesisParameters(
        network,
        generation,
        kind,
        chain,
        deltaMinAlphaBlocks,
        committee,
        Ascending.sorted(accounts, GenesisAccount::owner));
  }

  public Cid cid() {
    return Cid.ofContent(canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
