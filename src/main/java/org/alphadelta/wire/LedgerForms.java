package org.alphadelta.wire;

import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.wire.proto.CertifiedBlockForm;

/** Generated messages to ledger values; to be called within a {@link Decoder} only. */
public final class LedgerForms {
  private LedgerForms() {}

  public static CertifiedBlock certifiedBlock(CertifiedBlockForm form) {
    return new CertifiedBlock(
        Fields.nested(Block.CODEC, form.getBlock()), ConsensusForms.commit(form.getCertificate()));
  }
}
