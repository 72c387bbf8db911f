package org.alphadelta.journal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.alphadelta.core.Bytes;

/**
 * Akka Persistence's envelope of one event, as far as a reader without actors needs it.
 *
 * @param sequence Akka's sequence number within the stream
 * @param serializer number of the serializer that wrote the payload
 */
public record AkkaEnvelope(long sequence, int serializer, Bytes manifest, Bytes payload) {
  private static final int PAYLOAD = 1;
  private static final int SEQUENCE_NR = 2;
  private static final int SERIALIZER_ID = 1;
  private static final int CONTENT = 2;
  private static final int MANIFEST = 3;

  /**
   * Parses an envelope that Akka's serializer wrote, skipping other fields. Names and numbers:
   * {@code AkkaPersistentMessage} in {@code journal.proto}.
   *
   * @throws IllegalArgumentException when it is no protobuf
   */
  public static AkkaEnvelope parse(Bytes bytes) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes.toArray());
      long sequence = 0;
      AkkaEnvelope payload = new AkkaEnvelope(0, 0, Bytes.EMPTY, Bytes.EMPTY);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case PAYLOAD -> payload = payload(in.readByteArray());
          case SEQUENCE_NR -> sequence = in.readInt64();
          default -> in.skipField(tag);
        }
      }
      return new AkkaEnvelope(sequence, payload.serializer, payload.manifest, payload.payload);
    } catch (IOException e) {
      throw new IllegalArgumentException("an envelope that is no protobuf: " + e.getMessage(), e);
    }
  }

  private static AkkaEnvelope payload(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    int serializer = 0;
    Bytes manifest = Bytes.EMPTY;
    Bytes content = Bytes.EMPTY;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case SERIALIZER_ID -> serializer = in.readInt32();
        case CONTENT -> content = Bytes.of(in.readByteArray());
        case MANIFEST -> manifest = Bytes.of(in.readByteArray());
        default -> in.skipField(tag);
      }
    }
    return new AkkaEnvelope(0, serializer, manifest, content);
  }

  /** Whether the payload is a journal record. */
  public boolean holdsRecord() {
    return serializer == JournalFormat.SERIALIZER
        && manifest.equals(Bytes.utf8(JournalFormat.MANIFEST));
  }
}
