package org.alphadelta.api;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.settings.ServerSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One listening socket, with limits on everything a client may send. HTTP/1.1 only. */
final class HttpServer {
  /** Open requests have this long to end once the node stops. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private static final int HEAD_ROOM = 1024;

  private final ClassicActorSystemProvider system;
  private final HttpGateway gateway;
  private final ServerSettings settings;

  HttpServer(
      ClassicActorSystemProvider system,
      RouteTable routes,
      HttpGateway.Gate gate,
      int maxConnections) {
    this.system = system;
    this.gateway = new HttpGateway(system, routes, gate);
    this.settings = settings(system, maxConnections, routes.maxBody());
  }

  /**
   * Binds; port 0 takes a free one. The stage fails with {@link BindFailure} when the port cannot
   * be bound.
   */
  CompletionStage<ServerBinding> bind(String host, int port) {
    return Http.get(system)
        .newServerAt(host, port)
        .withSettings(settings)
        .bind(gateway)
        .thenApply(binding -> binding.addToCoordinatedShutdown(DRAIN, system))
        .exceptionally(
            failure -> {
              throw new CompletionException(new BindFailure(host, port, failure));
            });
  }

  private static ServerSettings settings(
      ClassicActorSystemProvider system, int maxConnections, int maxBody) {
    Config limits =
        ConfigFactory.parseString(
            """
            akka.http.server {
              server-header = ""
              enable-http2 = off
              transparent-head-requests = on
              idle-timeout = 30s
              request-timeout = 20s
              linger-timeout = 5s
              backlog = 128
              pipelining-limit = 1
              max-connections = %d
              parsing {
                error-handler = "%s"
                max-content-length = %d
                max-to-strict-bytes = %d
                max-uri-length = 2k
                max-header-count = 48
                max-header-value-length = 4k
                max-header-name-length = 64
                max-chunk-size = 64k
                illegal-header-warnings = off
                error-logging-verbosity = off
              }
            }
            """
                .formatted(
                    maxConnections,
                    ParseProblem.class.getName(),
                    maxBody + HEAD_ROOM,
                    maxBody + HEAD_ROOM));
    return ServerSettings.create(limits.withFallback(system.classicSystem().settings().config()));
  }
}
