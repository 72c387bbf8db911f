package org.alphadelta.journal;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.alphadelta.journal.proto.RecordForm;
import org.alphadelta.wire.Decoder;
import org.alphadelta.wire.Fields;
import org.alphadelta.wire.Limits;

/**
 * One event as it is stored: its place in its stream, the link of the record before it, manifest,
 * payload, the time it was persisted (milliseconds since 1970-01-01 UTC, information only) and the
 * link over all of that. A record may be read with a wrong link, so that an inspector can show it;
 * {@link #expectedLink} says what it should be.
 */
public record JournalRecord(
    String stream,
    long sequence,
    Hash previous,
    String manifest,
    Bytes payload,
    long timeMillis,
    Hash link)
    implements Canonical {
  /** What the first record of a stream has for a predecessor: 32 zero bytes. */
  public static final Hash NOTHING_BEFORE = Hash.of(new byte[Hash.LENGTH]);

  /** A larger payload is refused: 16 MiB. */
  public static final int MAX_PAYLOAD = 16 * 1024 * 1024;

  /** Reads canonical bytes alone. */
  public static final Decoder<JournalRecord> DECODER =
      Decoder.of(
          "journal record",
          MAX_PAYLOAD + Limits.SMALL_BYTES,
          RecordForm.getDescriptor(),
          RecordForm.parser(),
          JournalRecord::of);

  private static final Pattern STREAM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
  private static final Pattern MANIFEST =
      Pattern.compile("[a-z][a-z0-9.-]{0,79}\\.[1-9][0-9]{0,3}");

  public JournalRecord {
    if (!STREAM.matcher(stream).matches() || sequence < 1 || timeMillis < 0) {
      throw new IllegalArgumentException(
          "a record has a stream, a sequence from 1 and a time, found '"
              + stream
              + "', "
              + sequence
              + ", "
              + timeMillis);
    }
    if (!MANIFEST.matcher(manifest).matches() || payload.length() > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "a record has a manifest 'name.version' and at most "
              + MAX_PAYLOAD
              + " bytes, found '"
              + manifest
              + "' with "
              + payload.length());
    }
  }

  /** The record that follows {@code previous} in its stream, rightly linked. */
  static JournalRecord linked(
      String stream,
      long sequence,
      Hash previous,
      String manifest,
      Bytes payload,
      long timeMillis) {
    return new JournalRecord(
        stream,
        sequence,
        previous,
        manifest,
        payload,
        timeMillis,
        link(stream, sequence, previous, manifest, payload, timeMillis));
  }

  /** Whether a text may name a kind of event: lower case words and dots, ended by a version. */
  static boolean isManifest(String text) {
    return MANIFEST.matcher(text).matches();
  }

  /** The link that these contents demand. */
  public Hash expectedLink() {
    return link(stream, sequence, previous, manifest, payload, timeMillis);
  }

  private static JournalRecord of(RecordForm form) {
    return new JournalRecord(
        form.getStream(),
        Fields.uint64(form.getSequence()),
        Fields.hash(form.getPrevious()),
        form.getManifest(),
        Fields.bytes(form.getPayload()),
        Fields.uint64(form.getTimeMillis()),
        Fields.hash(form.getLink()));
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.text(1, stream)
        .uint(2, sequence)
        .hash(3, previous)
        .text(4, manifest)
        .bytes(5, payload)
        .uint(6, timeMillis)
        .hash(7, link);
  }

  private static Hash link(
      String stream,
      long sequence,
      Hash previous,
      String manifest,
      Bytes payload,
      long timeMillis) {
    return Sha256.tagged(
        "adn/journal",
        Bytes.utf8(stream),
        number(sequence),
        previous.bytes(),
        Bytes.utf8(manifest),
        payload,
        number(timeMillis));
  }

  private static Bytes number(long value) {
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(0, value).array());
  }
}
