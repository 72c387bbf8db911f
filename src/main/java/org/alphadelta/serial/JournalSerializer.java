package org.alphadelta.serial;

import akka.serialization.SerializerWithStringManifest;
import java.io.NotSerializableException;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalFormat;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.journal.Linked;

/**
 * Serializes linked events for the journal: the record's canonical bytes under one manifest,
 * whatever the event. Links are verified by the actor that replays and by the inspector.
 */
public final class JournalSerializer extends SerializerWithStringManifest {
  private final EventCodecs codecs;

  public JournalSerializer(EventCodecs codecs) {
    this.codecs = codecs;
  }

  @Override
  public int identifier() {
    return JournalFormat.SERIALIZER;
  }

  @Override
  public String manifest(Object linked) {
    return JournalFormat.MANIFEST;
  }

  @Override
  public byte[] toBinary(Object linked) {
    if (linked instanceof Linked<?> event) {
      return event.record().canonical().toArray();
    }
    throw new IllegalStateException("not a linked event: " + linked.getClass().getName());
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    if (!manifest.equals(JournalFormat.MANIFEST)) {
      throw new NotSerializableException("journal record with manifest '" + manifest + "'");
    }
    JournalRecord record =
        switch (JournalRecord.CODEC.decode(Bytes.of(bytes))) {
          case Decoded.Ok<JournalRecord> ok -> ok.value();
          case Decoded.Malformed<JournalRecord> malformed ->
              throw new NotSerializableException(malformed.rejection().sentence());
        };
    return switch (codecs.read(record)) {
      case EventReading.Known known -> new Linked<>(record, known.event());
      case EventReading.Unknown unknown ->
          throw new NotSerializableException(
              place(record) + ": this build has no codec for " + unknown.manifest());
      case EventReading.Malformed malformed ->
          throw new NotSerializableException(
              place(record) + ": " + malformed.manifest() + " is malformed: " + malformed.why());
    };
  }

  private static String place(JournalRecord record) {
    return record.stream() + " " + record.sequence();
  }
}
