package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;

/**
 * A governor's statement: this pair, in these sizes and chunks, is the genesis of that network and
 * generation.
 */
public record Attestation(GenesisPairId pair, Manifest alpha, Manifest delta, PublicKey governor)
    implements Canonical {
  /** Room for the manifests of two of the largest genesis blocks. Bytes. */
  public static final int MAX_BYTES = 320 * 1024;

  public static final Codec<Attestation> CODEC =
      Codec.of(
          "attestation",
          MAX_BYTES,
          Field.of(1, "pair", FieldType.message(GenesisPairId.CODEC), Attestation::pair),
          Field.of(2, "alpha", FieldType.message(Manifest.CODEC), Attestation::alpha),
          Field.of(3, "delta", FieldType.message(Manifest.CODEC), Attestation::delta),
          Field.of(4, "governor", FieldType.PUBLIC_KEY, Attestation::governor),
          Attestation::new);

  public static Attestation of(GenesisPair pair, PublicKey governor) {
    return new Attestation(
        pair.id(),
        Manifest.of(pair.alpha().canonical()),
        Manifest.of(pair.delta().canonical()),
        governor);
  }

  public Bytes signingBytes() {
    return Purpose.ATTESTATION.signingBytes(pair.chain(ChainKind.ALPHA), canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
