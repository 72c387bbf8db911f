package org.alphadelta.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers HTTP as a test tells it to and remembers what it was asked. It has no rules of its own.
 */
final class FakeNode implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<String> asked = java.util.Collections.synchronizedList(new ArrayList<>());

  private record Reply(int status, String body) {}

  FakeNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Method and path with query: {@code GET /v1/proposals}. */
  FakeNode on(String request, int status, String body) {
    replies.put(request, new Reply(status, body));
    return this;
  }

  /** "METHOD path token body", in the order of arrival. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] sent = exchange.getRequestBody().readAllBytes();
    asked.add(
        request
            + " "
            + (token == null ? "-" : token)
            + " "
            + new String(sent, StandardCharsets.UTF_8));
    Reply reply =
        replies.getOrDefault(
            request, new Reply(404, "{\"code\":\"unknown-path\",\"detail\":\"found nothing\"}"));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
