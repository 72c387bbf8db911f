package org.alphadelta.api;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.ServerBinding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.alphadelta.journal.NodeEvents;

/** Both ports of a {@link FakeNode}, listening on loopback, and a client for them. */
final class LoopbackServers implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final FakeNode node = new FakeNode();
  final ActorSystem<Void> system;
  final URI open;
  final URI admin;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  LoopbackServers() {
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "ports",
            ConfigFactory.parseString("akka.loglevel = off\nakka.stdout-loglevel = off")
                .withFallback(ConfigFactory.defaultReference()));
    open = address(new RestServer(system, node, NodeEvents.codecs()).bind("127.0.0.1", 0));
    admin = address(new AdminServer(system, node, TOKEN).bind(0));
  }

  HttpResponse<String> get(String target) {
    return send(HttpRequest.newBuilder(open.resolve(target)));
  }

  HttpResponse<String> method(String method, String target) {
    return send(
        HttpRequest.newBuilder(open.resolve(target)).method(method, BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String target, String contentType, byte[] body) {
    return send(
        HttpRequest.newBuilder(open.resolve(target))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> wish(String target, String json) {
    return send(
        HttpRequest.newBuilder(admin.resolve(target))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  static <T> T get(CompletionStage<T> stage) throws ExecutionException {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI address(CompletionStage<ServerBinding> binding) {
    try {
      InetSocketAddress at = get(binding).localAddress();
      return URI.create("http://127.0.0.1:" + at.getPort());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    system.terminate();
    try {
      get(system.getWhenTerminated());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
