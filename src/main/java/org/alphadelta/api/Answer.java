package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Sha256;

/**
 * An HTTP answer as a value. {@code etag} is present when the resource never changes; a caller that
 * has it already is answered 304 without a body.
 */
record Answer(
    Status status,
    String contentType,
    Bytes body,
    SequencedMap<String, String> headers,
    Optional<String> etag) {
  static final String JSON = "application/json";
  static final String PROBLEM_JSON = "application/problem+json";

  Answer {
    headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
  }

  static Answer of(Status status, String contentType, Bytes body) {
    return new Answer(status, contentType, body, new LinkedHashMap<>(), Optional.empty());
  }

  static Answer ok(JsonNode json) {
    return of(Status.OK, JSON, Json.write(json));
  }

  /** An answer that never changes: its entity tag covers all of it. */
  static Answer immutable(JsonNode json) {
    Bytes body = Json.write(json);
    String tag = "\"" + Sha256.plain(body).hex().substring(0, 32) + "\"";
    return new Answer(Status.OK, JSON, body, new LinkedHashMap<>(), Optional.of(tag));
  }

  Answer with(String header, String value) {
    SequencedMap<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, contentType, body, all, etag);
  }

  /**
   * This answer to a caller that sent {@code If-None-Match} (RFC 9110, 13.1.2: weak comparison).
   */
  Answer unless(Optional<String> ifNoneMatch) {
    boolean known =
        ifNoneMatch.isPresent()
            && etag.isPresent()
            && Stream.of(ifNoneMatch.get().split(","))
                .map(String::strip)
                .map(t -> t.startsWith("W/") ? t.substring(2) : t)
                .anyMatch(t -> t.equals("*") || t.equals(etag.get()));
    return known ? new Answer(Status.NOT_MODIFIED, contentType, Bytes.EMPTY, headers, etag) : this;
  }

  Map<String, String> allHeaders() {
    SequencedMap<String, String> all = new LinkedHashMap<>(headers);
    etag.ifPresent(tag -> all.put("ETag", tag));
    // After an upgrade a path may name another chain's block: caches may store, but must
    // revalidate.
    all.put("Cache-Control", etag.isPresent() ? "no-cache" : "no-store");
    return all;
  }
}
