package org.alphadelta.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * One route: method, path template, description and handler. The same value serves requests and
 * generates the OpenAPI document.
 *
 * @param template a path with its parameters in braces: {@code /{network}/{chain}/height/latest}
 * @param queries the allowed query parameters, each with its meaning
 * @param body what a request may carry
 */
record Operation(
    Method method,
    String template,
    String summary,
    List<Query> queries,
    Body body,
    Handler handler) {

  /** Methods in use; HEAD is answered wherever GET is. */
  enum Method {
    GET,
    POST
  }

  record Query(String name, String meaning) {}

  /** The allowed body of a request: media types and most bytes; 0 bytes for none. */
  record Body(List<String> contentTypes, int maxBytes) {
    static final Body NONE = new Body(List.of(), 0);

    Body {
      contentTypes = List.copyOf(contentTypes);
    }
  }

  @FunctionalInterface
  interface Handler {
    CompletionStage<Answer> handle(Call call);
  }

  Operation {
    queries = List.copyOf(queries);
  }

  static Operation get(String template, String summary, Handler handler) {
    return new Operation(Method.GET, template, summary, List.of(), Body.NONE, handler);
  }

  static Operation post(String template, String summary, Body body, Handler handler) {
    return new Operation(Method.POST, template, summary, List.of(), body, handler);
  }

  Operation with(String query, String meaning) {
    List<Query> all = new ArrayList<>(queries);
    all.add(new Query(query, meaning));
    return new Operation(method, template, summary, all, body, handler);
  }

  List<String> templateSegments() {
    return List.of(template.substring(1).split("/"));
  }

  List<String> pathParams() {
    return templateSegments().stream()
        .filter(Operation::isPlace)
        .map(Operation::placeName)
        .toList();
  }

  /** The path parameters when the path fits this template, else empty. */
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> wanted = templateSegments();
    if (wanted.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> places = new TreeMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String want = wanted.get(i);
      if (isPlace(want)) {
        places.put(placeName(want), segments.get(i));
      } else if (!want.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(places);
  }

  private static boolean isPlace(String segment) {
    return segment.startsWith("{");
  }

  private static String placeName(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
