package org.alphadelta.ledger;

import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/** A final block with its certificate, as stored and served. */
public record CertifiedBlock(Block block, CommitCertificate certificate) implements Canonical {
  public static final int MAX_BYTES = Block.MAX_BYTES + Certificates.MAX_BYTES + Codec.SMALL_BYTES;

  public static final Codec<CertifiedBlock> CODEC =
      Codec.of(
          "certified block",
          MAX_BYTES,
          Field.of(1, "block", FieldType.message(Block.CODEC), CertifiedBlock::block),
          Field.of(
              2,
              "certificate",
              FieldType.message(CommitCertificate.CODEC),
              CertifiedBlock::certificate),
          CertifiedBlock::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
