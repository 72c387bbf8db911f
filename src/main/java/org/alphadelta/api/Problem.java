package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.core.Rejection;

/**
 * Problem details of a request (RFC 9457), with the additional members {@code code}, {@code
 * actual}, {@code expected} and {@code hint}.
 *
 * @param code stable, lower case with hyphens; part of the public interface
 */
record Problem(
    Status status,
    String code,
    String detail,
    Optional<String> actual,
    Optional<String> expected,
    Optional<String> hint) {

  static Problem of(Status status, String code, String detail) {
    return new Problem(status, code, detail, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Problem of(Status status, String code, String found, String expected) {
    return new Problem(
        status,
        code,
        "found " + found + ", expected " + expected,
        Optional.of(found),
        Optional.of(expected),
        Optional.empty());
  }

  /** Input that does not have the required form. */
  static Problem malformed(String name, String found, String expected) {
    return of(Status.BAD_REQUEST, "malformed-" + name, found, expected);
  }

  static Problem of(Status status, Rejection rejection) {
    return of(status, rejection.code(), rejection.found(), rejection.expected());
  }

  static Problem of(Status status, CommandResult.Refused refused) {
    return of(status, refused.code(), refused.found(), refused.expected());
  }

  Problem withHint(String text) {
    return new Problem(status, code, detail, actual, expected, Optional.of(text));
  }

  ProblemException exception() {
    return new ProblemException(this);
  }

  Answer answer() {
    ObjectNode json = Json.object();
    json.put("type", "urn:adn:problem:" + code);
    json.put("title", status.title());
    json.put("status", status.code());
    json.put("detail", detail);
    json.put("code", code);
    json.set("actual", Json.optional(actual, Json::text));
    json.set("expected", Json.optional(expected, Json::text));
    json.set("hint", Json.optional(hint, Json::text));
    return Answer.of(status, Answer.PROBLEM_JSON, Json.write(json));
  }
}
