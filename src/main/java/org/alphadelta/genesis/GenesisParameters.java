package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.NetworkId;

/**
 * One chain's parameter file: everything its genesis is generated from, but for the links to other
 * genesis blocks. Its canonical bytes are the file; {@link #cid} names it. Accounts are sorted by
 * owner, each owner once.
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
  public GenesisParameters {
    if (generation < 0 || deltaMinAlphaBlocks < 0) {
      throw new IllegalArgumentException(
          "generation and delta_min_alpha_blocks are not negative, found "
              + generation
              + ", "
              + deltaMinAlphaBlocks);
    }
    List<GenesisAccount> sorted = new ArrayList<>(accounts);
    sorted.sort(Comparator.comparing(GenesisAccount::owner));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).owner().equals(sorted.get(i).owner())) {
        throw new IllegalArgumentException(
            "each account stands once, found twice: " + sorted.get(i).owner());
      }
    }
    accounts = List.copyOf(sorted);
  }

  public Cid cid() {
    return Cid.ofContent(canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, network.number())
        .uint(2, generation)
        .uint(3, kind.number())
        .message(4, chain)
        .uint(5, deltaMinAlphaBlocks)
        .message(6, committee);
    accounts.forEach(a -> out.message(7, a));
  }
}
