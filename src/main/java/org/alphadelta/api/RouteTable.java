package org.alphadelta.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of one port, first match wins: finds the endpoint, and turns failures into problems.
 */
final class RouteTable {
  private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

  /** A node that has not answered after this time is reported as silent. */
  private static final long ANSWER_SECONDS = 10;

  private final List<Operation> operations;

  RouteTable(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /** Result of looking up a request's path. */
  sealed interface Found {
    record Route(Operation operation, Map<String, String> places) implements Found {}

    record WrongMethod(String allowed) implements Found {}

    record NotFound() implements Found {}
  }

  List<Operation> endpoints() {
    return operations;
  }

  int maxBody() {
    return operations.stream().mapToInt(e -> e.body().maxBytes()).max().orElse(0);
  }

  Found find(String method, List<String> segments) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Operation operation : operations) {
      Optional<Map<String, String>> places = operation.match(segments);
      if (places.isPresent() && operation.method().name().equals(method)) {
        return new Found.Route(operation, places.get());
      }
      places.ifPresent(p -> allowed.add(operation.method().name()));
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return allowed.isEmpty()
        ? new Found.NotFound()
        : new Found.WrongMethod(allowed.stream().collect(Collectors.joining(", ")));
  }

  static Answer wrongMethod(String method, String allowed) {
    return Problem.of(Status.METHOD_NOT_ALLOWED, "wrong-method", method, allowed)
        .answer()
        .with("Allow", allowed);
  }

  static Answer notFound(Call call) {
    return Problem.of(
            Status.NOT_FOUND,
            "no-such-route",
            Call.brief("/" + String.join("/", call.segments())),
            "a route of this interface")
        .withHint("GET /openapi.json lists the public routes")
        .answer();
  }

  /** The endpoint's answer to a call whose path parameters are set. Never fails. */
  static CompletionStage<Answer> answer(Operation operation, Call call) {
    try {
      checkQueries(operation, call);
      return operation
          .handler()
          .handle(call)
          .thenApply(answer -> answer)
          .toCompletableFuture()
          .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
          .exceptionally(failure -> answer(call, failure));
    } catch (ProblemException e) {
      return CompletableFuture.completedFuture(e.problem().answer());
    }
  }

  private static void checkQueries(Operation operation, Call call) {
    List<String> known = operation.queries().stream().map(Operation.Query::name).toList();
    for (String name : new TreeSet<>(call.query().keySet())) {
      if (!known.contains(name)) {
        String expected = known.isEmpty() ? "no query" : String.join(", ", known);
        throw Problem.of(Status.BAD_REQUEST, "unknown-query", Call.brief(name), expected)
            .exception();
      }
    }
  }

  private static Answer answer(Call call, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException problem) {
      return problem.problem().answer();
    }
    LOG.warn("{} /{} failed", call.method(), String.join("/", call.segments()), cause);
    return cause instanceof TimeoutException
        ? Problem.of(Status.UNAVAILABLE, "node-silent", "the node did not answer in time")
            .answer()
            .with("Retry-After", "1")
        : Problem.of(Status.UNEXPECTED, "unexpected", "the node could not answer; its log says why")
            .answer();
  }
}
