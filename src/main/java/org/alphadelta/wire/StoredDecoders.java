package org.alphadelta.wire;

import org.alphadelta.consensus.LogEntry;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.wire.proto.LogEntryForm;
import org.alphadelta.wire.proto.SignRecordForm;

/** The decoders of what a node keeps for itself on its disk and never sends. */
public final class StoredDecoders {
  public static final Decoder<SignRecord> SIGN_RECORD =
      Decoder.of(
          "sign record",
          4 * Limits.SMALL_BYTES,
          SignRecordForm.getDescriptor(),
          SignRecordForm.parser(),
          StoredForms::signRecord);

  /** The largest entry holds a block's body. */
  public static final Decoder<LogEntry> LOG_ENTRY =
      Decoder.of(
          "log entry",
          Limits.BLOCK_BYTES + Limits.CERTIFICATE_BYTES + Limits.SMALL_BYTES,
          LogEntryForm.getDescriptor(),
          LogEntryForm.parser(),
          StoredForms::logEntry);

  private StoredDecoders() {}
}
