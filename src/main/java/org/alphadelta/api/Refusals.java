package org.alphadelta.api;

import java.util.List;
import org.alphadelta.core.DecodingRejection;

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
  static Problem malformed(DecodingRejection rejection) {
    return switch (rejection.kind()) {
      case TOO_LARGE -> Problem.of(Status.TOO_LARGE, rejection);
      case TOO_MANY, BAD_LAYOUT, IMPOSSIBLE -> Problem.of(Status.BAD_REQUEST, rejection);
    };
  }

  static Status status(String code) {
    return CONFLICTS.contains(code) ? Status.CONFLICT : Status.UNPROCESSABLE;
  }
}
