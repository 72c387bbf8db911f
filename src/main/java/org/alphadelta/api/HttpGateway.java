package org.alphadelta.api;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.model.EntityStreamException;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.japi.function.Function;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.alphadelta.core.Bytes;

/**
 * Turns HTTP requests into calls of a route table and answers into responses, with bodies bounded
 * in size and time.
 */
final class HttpGateway implements Function<HttpRequest, CompletionStage<HttpResponse>> {
  private static final long serialVersionUID = 1L;

  private static final long BODY_MILLIS = 5_000;

  /** An unexpected body is discarded up to this size; a longer one costs its connection. */
  private static final long MAX_DISCARDED_BYTES = 4 << 20;

  /** Browsers may not run, frame or sniff these answers. */
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin");

  private final transient ClassicActorSystemProvider system;
  private final transient RouteTable routes;
  private final transient Gate gate;

  /** Admits a request, or refuses it before anything else in it is read. */
  @FunctionalInterface
  interface Gate {
    Optional<Answer> refuse(Optional<String> authorization);
  }

  HttpGateway(ClassicActorSystemProvider system, RouteTable routes, Gate gate) {
    this.system = system;
    this.routes = routes;
    this.gate = gate;
  }

  @Override
  public CompletionStage<HttpResponse> apply(HttpRequest request) {
    Optional<Answer> refused = gate.refuse(header(request, "Authorization"));
    if (refused.isPresent()) {
      return unread(request, refused.get());
    }
    Optional<Call> call = call(request);
    if (call.isEmpty()) {
      return unread(
          request,
          Problem.malformed("address", "an address that cannot be read", "a URI").answer());
    }
    return switch (routes.find(call.get().method(), call.get().segments())) {
      case RouteTable.Found.NotFound() -> unread(request, RouteTable.notFound(call.get()));
      case RouteTable.Found.WrongMethod(String allowed) ->
          unread(request, RouteTable.wrongMethod(call.get().method(), allowed));
      case RouteTable.Found.Route(Operation operation, Map<String, String> places) ->
          handle(request, operation, call.get().at(places));
    };
  }

  private CompletionStage<HttpResponse> handle(
      HttpRequest request, Operation operation, Call call) {
    Optional<String> ifNoneMatch = header(request, "If-None-Match");
    Operation.Body body = operation.body();
    if (body.maxBytes() == 0) {
      discard(request);
      return RouteTable.answer(operation, call).thenApply(a -> response(a.unless(ifNoneMatch)));
    }
    if (!body.contentTypes().contains(call.contentType())) {
      String expected = String.join(" or ", body.contentTypes());
      return unread(
          request,
          Problem.of(
                  Status.UNSUPPORTED_MEDIA_TYPE, "wrong-content-type", call.contentType(), expected)
              .answer());
    }
    if (request.entity().getContentLengthOption().orElse(0) > body.maxBytes()) {
      return unread(request, tooLarge(body.maxBytes()));
    }
    return request
        .entity()
        .withSizeLimit(body.maxBytes())
        .toStrict(BODY_MILLIS, body.maxBytes(), system)
        .thenApply(strict -> call.withBody(Bytes.of(strict.getData().toArray())))
        .thenCompose(whole -> RouteTable.answer(operation, whole))
        .exceptionally(failure -> unreadable(body.maxBytes(), failure))
        .thenApply(HttpGateway::response);
  }

  /** The answer to a body that could not be read to its end. */
  private static Answer unreadable(int maxBytes, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case EntityStreamSizeException tooLarge -> tooLarge(maxBytes);
      case EntityStreamException cut ->
          Problem.malformed("body", "a body that ends early", "all of it").answer();
      case TimeoutException slow ->
          Problem.of(
                  Status.REQUEST_TIMEOUT,
                  "body-too-slow",
                  "an unfinished body",
                  "all of it within " + BODY_MILLIS + " ms")
              .answer();
      default -> throw new CompletionException(cause);
    };
  }

  private static Answer tooLarge(int maxBytes) {
    return Problem.of(
            Status.TOO_LARGE, "body-too-large", "a longer body", "at most " + maxBytes + " bytes")
        .answer();
  }

  private static Optional<Call> call(HttpRequest request) {
    try {
      Uri uri = request.getUri();
      List<String> segments = new ArrayList<>();
      uri.pathSegments().forEach(segments::add);
      Map<String, String> query = uri.query(StandardCharsets.UTF_8, Uri.STRICT).toMap();
      String contentType = request.entity().getContentType().mediaType().toString();
      String method = request.method().value();
      return Optional.of(new Call(method, segments, Map.of(), query, contentType, Bytes.EMPTY));
    } catch (IllegalArgumentException e) {
      // The query is parsed only now; the library reports a malformed one by this exception.
      return Optional.empty();
    }
  }

  private CompletionStage<HttpResponse> unread(HttpRequest request, Answer answer) {
    discard(request);
    return CompletableFuture.completedFuture(response(answer));
  }

  /**
   * Discards an unexpected body, within a bound: if the connection ended after the answer, the
   * client's next request on it would fail without a reason that it could know.
   */
  private void discard(HttpRequest request) {
    request.entity().withSizeLimit(MAX_DISCARDED_BYTES).discardBytes(system);
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  static HttpResponse response(Answer answer) {
    List<HttpHeader> headers = new ArrayList<>();
    answer.allHeaders().forEach((name, value) -> headers.add(RawHeader.create(name, value)));
    SECURITY_HEADERS.forEach((name, value) -> headers.add(RawHeader.create(name, value)));
    HttpResponse response =
        HttpResponse.create()
            .withStatus(StatusCodes.get(answer.status().code()))
            .addHeaders(headers);
    return answer.status() == Status.NOT_MODIFIED
        ? response
        : response.withEntity(
            HttpEntities.create(ContentTypes.parse(answer.contentType()), answer.body().toArray()));
  }
}
