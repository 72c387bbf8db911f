package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.alphadelta.actor.node.NodePort;
import org.alphadelta.journal.JournalRecord;

/** A page of records of one stream. Links are not verified. */
record JournalPage(String stream, long from, List<JournalRecord> records) {
  private static final int DEFAULT = 100;

  /** Most records of one answer. */
  static final int MOST = 1_000;

  /** Payload bytes after which an answer ends early; the client goes on at {@code next}. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  JournalPage {
    records = List.copyOf(records);
  }

  /** The page of {@code ?from=} and {@code ?limit=}; a problem when the stream does not exist. */
  static CompletionStage<JournalPage> read(NodePort node, Call call) {
    String stream = call.pathParam("stream");
    long from = call.number("from", 1, 1, Long.MAX_VALUE);
    int limit = (int) call.number("limit", DEFAULT, 1, MOST);
    return node.journalStreams()
        .thenCompose(
            streams -> {
              if (!streams.contains(stream)) {
                String expected = "one of " + String.join(", ", streams);
                throw Problem.of(Status.NOT_FOUND, "unknown-stream", Call.brief(stream), expected)
                    .exception();
              }
              return node.journalRecords(stream, from, limit);
            })
        .thenApply(records -> new JournalPage(stream, from, bounded(records)));
  }

  /** The first records up to the byte bound, at least one if there is any. */
  private static List<JournalRecord> bounded(List<JournalRecord> records) {
    long bytes = 0;
    int count = 0;
    for (JournalRecord record : records) {
      bytes += record.payload().length();
      if (count > 0 && bytes > MOST_BYTES) {
        break;
      }
      count++;
    }
    return records.subList(0, count);
  }

  ObjectNode json(String name, Function<JournalRecord, JsonNode> mapper) {
    long next = records.isEmpty() ? from : records.get(records.size() - 1).sequence() + 1;
    ObjectNode json = Json.object();
    json.put("stream", stream);
    json.set("next", Json.number(next));
    json.set(name, Json.array(records, mapper));
    return json;
  }
}
