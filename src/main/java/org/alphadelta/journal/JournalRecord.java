package org.alphadelta.journal;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;

/**
 * One event as stored: its sequence number in its stream, the link of the previous record,
 * manifest, payload, the time it was persisted (milliseconds since 1970-01-01 UTC, informative
 * only) and the link over all of these. A record may have a wrong link, so that an inspector can
 * show it; {@link #expectedLink} is the right one.
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
  /** The predecessor of a stream's first record: 32 zero bytes. */
  public static final Hash NOTHING_BEFORE = Hash.of(new byte[Hash.LENGTH]);

  /** A larger payload is refused: 16 MiB. */
  public static final int MAX_PAYLOAD = 16 * 1024 * 1024;

  public static final Codec<JournalRecord> CODEC =
      Codec.of(
          "journal record",
          MAX_PAYLOAD + Codec.SMALL_BYTES,
          Field.of(1, "stream", FieldType.TEXT, JournalRecord::stream),
          Field.of(2, "sequence", FieldType.UINT64, JournalRecord::sequence),
          Field.of(3, "previous", FieldType.HASH, JournalRecord::previous),
          Field.of(4, "manifest", FieldType.TEXT, JournalRecord::manifest),
          Field.of(5, "payload", FieldType.BYTES, JournalRecord::payload),
          Field.of(6, "time_millis", FieldType.UINT64, JournalRecord::timeMillis),
          Field.of(7, "link", FieldType.HASH, JournalRecord::link),
          JournalRecord::new);

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

  /** The record that follows {@code previous} in its stream, correctly linked. */
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

  /** Whether a text is a valid manifest: lower-case words and dots, ended by a version. */
  static boolean isManifest(String text) {
    return MANIFEST.matcher(text).matches();
  }

  /** The link over these contents. */
  public Hash expectedLink() {
    return link(stream, sequence, previous, manifest, payload, timeMillis);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
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
