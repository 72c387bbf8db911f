package org.alphadelta.api;

import java.util.List;
import org.alphadelta.wire.WireRejection;

/**
 * Which HTTP status a refusal gets: 409 where the present state of the chain or the node is in the
 * way, 422 where the content itself can never be taken. The refusal's code is the fact; the status
 * is for clients that know no codes.
 */
final class Refusals {
  private static final List<String> CONFLICTS =
      List.of(
          "already-attested",
          "already-decided",
          "open-proposal",
          "parameters-not-pinned",
          "genesis-not-rebuilt",
          "proposal-exists",
          "proposal-not-open",
          "readiness-frozen",
          "readiness-without-yes",
          "resubmission-pause",
          "same-ballot",
          "too-early",
          "upgrade-approved",
          "voting-over",
          "yes-is-final",
          "wrong-sequence",
          "insufficient-balance",
          "sequence-exhausted");

  private Refusals() {}

  /** For bytes that are no value at all. */
  static Problem malformed(WireRejection rejection) {
    return switch (rejection) {
      case WireRejection.TooLarge large -> Problem.of(Status.TOO_LARGE, large);
      case WireRejection.TooMany many -> Problem.of(Status.BAD_REQUEST, many);
      case WireRejection.BadLayout layout -> Problem.of(Status.BAD_REQUEST, layout);
      case WireRejection.Impossible impossible -> Problem.of(Status.BAD_REQUEST, impossible);
      case WireRejection.NotCanonical other -> Problem.of(Status.BAD_REQUEST, other);
    };
  }

  static Status status(String code) {
    return CONFLICTS.contains(code) ? Status.CONFLICT : Status.UNPROCESSABLE;
  }
}
