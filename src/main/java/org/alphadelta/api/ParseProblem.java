package org.alphadelta.api;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;

/**
 * Answers malformed HTTP in the same form as every other problem. Named in the settings of {@link
 * HttpServer}.
 */
public final class ParseProblem extends ParsingErrorHandler {
  /** The HTTP library looks for the one instance here. */
  public static final ParseProblem MODULE$ = new ParseProblem();

  private ParseProblem() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
    Status known =
        switch (status.intValue()) {
          case 408 -> Status.REQUEST_TIMEOUT;
          case 413 -> Status.TOO_LARGE;
          case 501 -> Status.NOT_IMPLEMENTED;
          default -> Status.BAD_REQUEST;
        };
    return HttpGateway.response(Problem.of(known, "malformed-request", info.summary()).answer());
  }
}
