package org.alphadelta.wire;

import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.wire.proto.CertifiedBlockForm;

/** The decoder of certified blocks. It does not know whether what one claims is true. */
public final class LedgerDecoders {
  public static final Decoder<CertifiedBlock> CERTIFIED_BLOCK =
      Decoder.of(
          "certified block",
          Limits.CERTIFIED_BLOCK_BYTES,
          CertifiedBlockForm.getDescriptor(),
          CertifiedBlockForm.parser(),
          LedgerForms::certifiedBlock);

  private LedgerDecoders() {}
}
