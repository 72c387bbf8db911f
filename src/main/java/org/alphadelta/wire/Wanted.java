package org.alphadelta.wire;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;

/** Purpose of a connection: the chains of one genesis pair, or finding the right pair. */
public sealed interface Wanted extends Canonical {
  /** A pair when both hashes are present, unknown when neither is. */
  Codec<Wanted> CODEC =
      Codec.of(
          "wanted",
          Codec.SMALL_BYTES,
          Field.of(1, "network", NetworkId.TYPE, Wanted::network),
          Field.of(2, "generation", FieldType.UINT32, Wanted::generation),
          Field.optional(3, "alpha", FieldType.HASH, w -> w.pairId().map(GenesisPairId::alpha)),
          Field.optional(4, "delta", FieldType.HASH, w -> w.pairId().map(GenesisPairId::delta)),
          Wanted::of);

  private static Wanted of(
      NetworkId network, int generation, Optional<Hash> alpha, Optional<Hash> delta) {
    if (alpha.isPresent() != delta.isPresent()) {
      throw new IllegalArgumentException("found one genesis hash, expected both or none");
    }
    return alpha.isEmpty()
        ? new Unknown(network, generation)
        : new Pair(
            new GenesisPairId(network, generation, alpha.orElseThrow(), delta.orElseThrow()));
  }

  @Override
  default Bytes canonical() {
    return CODEC.encode(this);
  }

  NetworkId network();

  int generation();

  /** The chain that signatures of this connection are bound to. */
  ChainId chain();

  default Optional<GenesisPairId> pairId() {
    return switch (this) {
      case Pair known -> Optional.of(known.pair);
      case Unknown unknown -> Optional.empty();
    };
  }

  record Pair(GenesisPairId pair) implements Wanted {
    @Override
    public NetworkId network() {
      return pair.network();
    }

    @Override
    public int generation() {
      return pair.generation();
    }

    @Override
    public ChainId chain() {
      return pair.chain(ChainKind.ALPHA);
    }

    @Override
    public String toString() {
      return pair.toString();
    }
  }

  /** The genesis is not known yet; {@code generation} is the pinned one. */
  record Unknown(NetworkId network, int generation) implements Wanted {
    /** In place of a genesis hash: no header is known to have this one. */
    private static final Hash NO_GENESIS = new Hash(Bytes.of(new byte[Hash.LENGTH]));

    public Unknown {
      if (generation < 0) {
        throw new IllegalArgumentException("a generation is not negative, found " + generation);
      }
    }

    @Override
    public ChainId chain() {
      return new ChainId(network, generation, ChainKind.ALPHA, NO_GENESIS);
    }

    @Override
    public String toString() {
      return network + " g" + generation + " unknown";
    }
  }
}
