package org.alphadelta.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import org.alphadelta.core.Bytes;
import org.alphadelta.journal.proto.AkkaPersistentMessage;

/**
 * What Akka Persistence puts around one event in its journal, as far as a reader without actors
 * needs it. It does not know what is inside.
 *
 * @param sequence Akka's own count within the stream
 * @param serializer number of the serializer that wrote the payload
 */
public record AkkaEnvelope(long sequence, int serializer, Bytes manifest, Bytes payload) {
  /**
   * Reads an envelope as Akka's serializer wrote it.
   *
   * @throws IllegalArgumentException when it is no protobuf
   */
  public static AkkaEnvelope parse(Bytes bytes) {
    try {
      AkkaPersistentMessage message = AkkaPersistentMessage.parseFrom(bytes.toArray());
      return new AkkaEnvelope(
          message.getSequenceNr(),
          message.getPayload().getSerializerId(),
          Bytes.of(message.getPayload().getPayloadManifest().toByteArray()),
          Bytes.of(message.getPayload().getPayload().toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("an envelope that is no protobuf: " + e.getMessage(), e);
    }
  }

  /** Whether the payload is a record of ours. */
  public boolean holdsRecord() {
    return serializer == JournalFormat.SERIALIZER
        && manifest.equals(Bytes.utf8(JournalFormat.MANIFEST));
  }
}
