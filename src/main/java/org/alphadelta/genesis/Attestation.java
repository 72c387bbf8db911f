package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;

/**
 * A governor's word: this pair, in these sizes and chunks, is the genesis of that network and
 * generation.
 */
public record Attestation(GenesisPairId pair, Manifest alpha, Manifest delta, PublicKey governor)
    implements Canonical {
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
  public void writeTo(CanonicalWriter out) {
    out.message(1, pair).message(2, alpha).message(3, delta).bytes(4, governor.bytes());
  }
}
