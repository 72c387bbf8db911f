package org.alphadelta.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;

/**
 * Converts a record to JSON and back. The JSON has the payload's bytes, so its receiver can verify
 * links without a codec; the event beside it is for people.
 */
public final class RecordJson {
  private RecordJson() {}

  public static ObjectNode write(JournalRecord record, EventCodecs codecs) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stream", record.stream());
    json.put("sequence", Long.toString(record.sequence()));
    json.put("time", Instant.ofEpochMilli(record.timeMillis()).toString());
    json.put("time_millis", Long.toString(record.timeMillis()));
    json.put("manifest", record.manifest());
    switch (codecs.read(record)) {
      case EventReading.Known known -> {
        json.put("sentence", known.sentence());
        json.set("event", EventJson.of(known.event()));
      }
      case EventReading.Unknown unknown -> json.put("unreadable", "no codec in this build");
      case EventReading.Malformed malformed -> json.put("unreadable", malformed.why());
    }
    json.put("payload", record.payload().hex());
    json.put("previous", record.previous().hex());
    json.put("link", record.link().hex());
    return json;
  }

  /**
   * Parses the JSON that {@link #write} wrote, ignoring the fields for people.
   *
   * @throws IllegalArgumentException when a field is missing or malformed
   */
  public static JournalRecord read(JsonNode json) {
    return new JournalRecord(
        text(json, "stream"),
        number(json, "sequence"),
        Hash.ofHex(text(json, "previous")),
        text(json, "manifest"),
        Bytes.ofHex(text(json, "payload")),
        number(json, "time_millis"),
        Hash.ofHex(text(json, "link")));
  }

  private static long number(JsonNode json, String field) {
    try {
      return Long.parseLong(text(json, field));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "found '" + text(json, field) + "' in " + field + ", expected a number", e);
    }
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("a record in JSON has a text in field " + field);
    }
    return value.asText();
  }
}
