package org.alphadelta.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The examples of {@code docs/rest.md}, fetched from a running node and compared with what the
 * document shows: the same keys and the same JSON types, whatever the values. An example is a
 * fenced block right after a comment that names its request:
 *
 * <pre>{@code <!-- GET /v1/proposals/{proposal} nullable=a.b,c[].d open=e -->}</pre>
 *
 * <p>{@code nullable}: places that may be null; {@code open}: places that are not compared; {@code
 * status}: expected instead of 200 (GET) or 202 (POST); {@code body}: the JSON a POST carries;
 * {@code octets}: the bytes it carries, in hexadecimal digits. Braces are places that the caller
 * fills. A block of text is compared by the metric names in it.
 */
public final class RestDocExamples {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- (GET|POST) (\\S+)((?: \\S+=\\S+)*) -->\\s*```(json|text)\\n(.*?)```",
          Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Example> examples;

  /** One documented request and its answer. {@code options} are those of the comment. */
  public record Example(
      String method, String target, Map<String, String> options, String kind, String answer) {
    boolean isAdmin() {
      return target.startsWith("/v1/admin/");
    }

    int status() {
      return Integer.parseInt(options.getOrDefault("status", method.equals("GET") ? "200" : "202"));
    }

    JsonShape shape() {
      return new JsonShape(places("nullable"), places("open"));
    }

    private Set<String> places(String option) {
      return Optional.ofNullable(options.get(option))
          .map(text -> Set.of(text.split(",")))
          .orElse(Set.of());
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  private RestDocExamples(List<Example> examples) {
    this.examples = List.copyOf(examples);
  }

  public static RestDocExamples read(Path document) {
    String text;
    try {
      text = Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Example> found = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      found.add(
          new Example(
              matcher.group(1),
              matcher.group(2),
              options(matcher.group(3)),
              matcher.group(4),
              matcher.group(5)));
    }
    long comments = Pattern.compile("<!-- (GET|POST) ").matcher(text).results().count();
    if (comments != found.size()) {
      throw new IllegalStateException(
          document
              + " has "
              + comments
              + " commented examples, of which "
              + found.size()
              + " can be read");
    }
    return new RestDocExamples(found);
  }

  public List<Example> examples() {
    return examples;
  }

  public RestDocExamples publicPort() {
    return only(example -> !example.isAdmin());
  }

  public RestDocExamples adminPort() {
    return only(Example::isAdmin);
  }

  /** Without those that change something. */
  public RestDocExamples readOnly() {
    return only(example -> example.method().equals("GET"));
  }

  /** The examples of one target, as it is written in the document. */
  public RestDocExamples at(String target) {
    return only(example -> example.target().equals(target));
  }

  /** The examples that succeed, one at a time. */
  public List<RestDocExamples> each() {
    return examples.stream()
        .filter(example -> example.status() < 300)
        .map(example -> new RestDocExamples(List.of(example)))
        .toList();
  }

  /** The examples that need no place but these, for a caller that cannot fill all. */
  public RestDocExamples fillable(Set<String> places) {
    return only(example -> places.containsAll(placesOf(example)));
  }

  /**
   * Fetches every example and says what differs, a line each; empty when the document tells the
   * truth. A place that is not in {@code places} is a difference too.
   *
   * @param token of the admin port, if the examples are of that one
   */
  public List<String> differences(URI base, Optional<String> token, Map<String, String> places) {
    List<String> found = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (Example example : examples) {
        Set<String> open = placesOf(example);
        open.removeAll(places.keySet());
        if (open.isEmpty()) {
          compare(example, fetch(client, base, token, example, places), found);
        } else {
          found.add(example + ": nobody says what to put for " + open);
        }
      }
    }
    return found;
  }

  private static void compare(Example example, HttpResponse<String> answer, List<String> found) {
    if (answer.statusCode() != example.status()) {
      found.add(
          example
              + ": status "
              + answer.statusCode()
              + ", documented "
              + example.status()
              + ": "
              + answer.body());
    } else if (example.kind().equals("text")) {
      Set<String> documented = metrics(example.answer());
      Set<String> actual = metrics(answer.body());
      if (!documented.equals(actual)) {
        found.add(example + ": metrics " + actual + ", documented " + documented);
      }
    } else {
      example
          .shape()
          .differences(json(example, example.answer()), json(example, answer.body()))
          .forEach(difference -> found.add(example + ": " + difference));
    }
  }

  private static HttpResponse<String> fetch(
      HttpClient client,
      URI base,
      Optional<String> token,
      Example example,
      Map<String, String> places) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(filled(example.target(), places))).timeout(PATIENCE);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    Map<String, String> options = example.options();
    if (options.containsKey("body")) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(filled(options.get("body"), places)));
    } else if (options.containsKey("octets")) {
      byte[] octets = HexFormat.of().parseHex(filled(options.get("octets"), places));
      request
          .header("Content-Type", "application/octet-stream")
          .POST(BodyPublishers.ofByteArray(octets));
    } else {
      request.method(example.method(), BodyPublishers.noBody());
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(example + " at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + example, e);
    }
  }

  private RestDocExamples only(Predicate<Example> wanted) {
    return new RestDocExamples(examples.stream().filter(wanted).toList());
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new TreeMap<>();
    for (String option : text.strip().split(" ", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return options;
  }

  private static Set<String> placesOf(Example example) {
    String all =
        example.target()
            + example.options().getOrDefault("body", "")
            + example.options().getOrDefault("octets", "");
    return PLACE.matcher(all).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  private static String filled(String template, Map<String, String> places) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(places.getOrDefault(place.group(1), "")));
  }

  private static Set<String> metrics(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static JsonNode json(Example example, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(example + ": no JSON: " + text, e);
    }
  }
}
