package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/**
 * Client of one running node, over its public port or, with a token, its admin port. Every other
 * answer than the requested one becomes a {@link CommandFailure}: exit code 3 when the node
 * refuses, 5 when it does not answer.
 */
public final class NodeHttpClient {
  /** Larger answers are refused; a genesis of 200 members with its accounts is far smaller. */
  private static final int MAX_ANSWER = 64 * 1024 * 1024;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** A complete answer. */
  private record Answer(int status, Bytes body) {}

  private final URI base;
  private final Optional<String> token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private NodeHttpClient(URI base, Optional<String> token) {
    this.base = base;
    this.token = token;
  }

  /** A client of a node's public port, by an address like {@code http://127.0.0.1:4180}. */
  public static NodeHttpClient at(URI url) {
    boolean usable =
        url.getHost() != null
            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    if (!usable) {
      throw CommandFailure.usage("--node", "'" + url + "'", "a URL like http://127.0.0.1:4180");
    }
    return new NodeHttpClient(url, Optional.empty());
  }

  /** A client of a node's admin port on loopback. */
  public static NodeHttpClient admin(int port, String token) {
    return new NodeHttpClient(URI.create("http://127.0.0.1:" + port), Optional.of(token));
  }

  /** Answers a GET; {@code path} is absolute and already encoded. */
  public JsonNode get(String path) {
    return json(exchange(request(path).GET().build()));
  }

  /** Like {@link #get}, but empty when the node answers 404. */
  public Optional<JsonNode> find(String path) {
    Answer answer = send(request(path).GET().build());
    return answer.status() == 404 ? Optional.empty() : Optional.of(json(checked(answer)));
  }

  public JsonNode post(String path, JsonNode body) {
    return post(path, "application/json", Bytes.utf8(body.toString()));
  }

  public JsonNode post(String path, String contentType, Bytes body) {
    BodyPublisher publisher = BodyPublishers.ofByteArray(body.toArray());
    HttpRequest request = request(path).header("Content-Type", contentType).POST(publisher).build();
    return json(exchange(request));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER)
            .header("Accept", "application/json, application/problem+json");
    token.ifPresent(t -> builder.header("Authorization", "Bearer " + t));
    return builder;
  }

  private Answer exchange(HttpRequest request) {
    return checked(send(request));
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] content = body.readNBytes(MAX_ANSWER + 1);
        if (content.length > MAX_ANSWER) {
          throw unreachable("an answer of more than " + MAX_ANSWER + " bytes", "a smaller one");
        }
        return new Answer(answer.statusCode(), Bytes.of(content));
      }
    } catch (IOException e) {
      throw unreachable(reason(e), "a running node");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("an interruption", "an answer");
    }
  }

  private Answer checked(Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return answer;
    }
    String told =
        JsonText.read(answer.body())
            .filter(JsonNode::isObject)
            .map(NodeHttpClient::problem)
            .orElse("status " + status);
    throw switch (status) {
      case 401, 403 -> unreachable("a process that refuses the token", "the node that wrote it");
      case 502, 503, 504 -> new CommandFailure(ExitCodes.UNREACHABLE, "node not ready: " + told);
      case 500 -> new CommandFailure(ExitCodes.FAILURE, "the node failed: " + told);
      default -> new CommandFailure(ExitCodes.NO, "refused by the node: " + told);
    };
  }

  /** Formats RFC 9457's problem details as one line. */
  private static String problem(JsonNode problem) {
    String code = problem.path("code").asText("");
    String detail = problem.path("detail").asText(problem.path("title").asText(""));
    String hint = problem.path("hint").asText("");
    return (code.isEmpty() ? "" : code + ": ")
        + detail.replace('\n', ' ')
        + (hint.isEmpty() || hint.equals("null") ? "" : " (" + hint + ")");
  }

  private JsonNode json(Answer answer) {
    return JsonText.read(answer.body())
        .orElseThrow(() -> unreachable("an answer that is no JSON", "an adn node"));
  }

  private CommandFailure unreachable(String found, String expected) {
    return new CommandFailure(
        ExitCodes.UNREACHABLE,
        "node unreachable at " + base + ": found " + found + ", expected " + expected);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case java.net.http.HttpTimeoutException timeout -> "no answer in time";
      case java.net.ConnectException refused -> "no connection";
      default ->
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    };
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
