package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;

/**
 * The Alpha and Delta genesis of one network and generation. {@code GenesisGenerator} checks
 * whether they belong together.
 */
public record GenesisPair(Genesis alpha, Genesis delta) implements Canonical {
  /** Each genesis has its own limit; this is that of an array. */
  public static final int MAX_BYTES = Integer.MAX_VALUE;

  public static final Codec<GenesisPair> CODEC =
      Codec.of(
          "genesis pair",
          MAX_BYTES,
          Field.of(1, "alpha", FieldType.message(Genesis.CODEC), GenesisPair::alpha),
          Field.of(2, "delta", FieldType.message(Genesis.CODEC), GenesisPair::delta),
          GenesisPair::new);

  public GenesisPairId id() {
    return new GenesisPairId(
        alpha.header().network(), alpha.header().generation(), alpha.hash(), delta.hash());
  }

  public Genesis of(ChainKind kind) {
    return switch (kind) {
      case ALPHA -> alpha;
      case DELTA -> delta;
    };
  }

  /** The first committee of both chains. */
  public Committee committee() {
    return alpha.parameters().committee();
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
