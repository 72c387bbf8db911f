package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.journal.JournalRecord;

/** A journal record in the JSON of a node's ports. Its link is not verified here. */
public final class RecordForm {
  private RecordForm() {}

  /**
   * Parses one event of {@code /journal/streams/STREAM/events}.
   *
   * @throws IllegalArgumentException when it is no record
   */
  public static JournalRecord parse(String stream, JsonNode event) {
    return new JournalRecord(
        stream,
        event.path("sequence").asLong(),
        Hash.ofHex(event.path("previous").asText()),
        event.path("manifest").asText(),
        Bytes.ofHex(event.path("payload").asText()),
        event.path("time_millis").asLong(),
        Hash.ofHex(event.path("link").asText()));
  }
}
