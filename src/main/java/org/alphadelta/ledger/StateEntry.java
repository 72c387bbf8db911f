package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;

/**
 * One key and value of a chain's state; {@code value} is the canonical bytes of the mapping's type.
 */
public record StateEntry(StateKey at, Bytes value) implements Canonical {
  /** Cap of an entry, the largest of which is a proposal. Bytes. */
  public static final int MAX_BYTES = Committee.MAX_BYTES + Codec.SMALL_BYTES;

  public static final Codec<StateEntry> CODEC =
      Codec.of(
          "state entry",
          MAX_BYTES,
          Field.of(1, "program", FieldType.TEXT, e -> e.at().program()),
          Field.of(2, "mapping", FieldType.TEXT, e -> e.at().mapping()),
          Field.of(3, "key", FieldType.TEXT, e -> e.at().key()),
          Field.of(4, "value", FieldType.BYTES, StateEntry::value),
          (program, mapping, key, value) ->
              new StateEntry(new StateKey(program, mapping, key), value));

  /** This entry's leaf of the state tree. */
  public Hash leaf() {
    return MerkleTree.leaf(canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
