package org.alphadelta.api;

import java.util.List;
import org.alphadelta.core.DecodingRejection;
import org.alphadelta.governance.GovernanceRejections;
import org.alphadelta.ledger.LedgerRejections;

/**
 * HTTP status of a refusal: 409 when the present state of the chain or the node prevents the
 * request, 422 when its content can never be accepted. The refusal's code is decisive; the status
 * is for clients that know no codes.
 */
final class Refusals {
  private static final List<String> CONFLICTS =
      List.of(
          GovernanceRejections.UPGRADE_APPROVED,
          GovernanceRejections.NOT_OPEN,
          GovernanceRejections.TOO_EARLY,
          GovernanceRejections.PROPOSAL_EXISTS,
          GovernanceRejections.OPEN_PROPOSAL,
          GovernanceRejections.PAUSING,
          GovernanceRejections.VOTING_OVER,
          GovernanceRejections.YES_IS_FINAL,
          GovernanceRejections.SAME_BALLOT,
          GovernanceRejections.READINESS_WITHOUT_YES,
          GovernanceRejections.FROZEN,
          GovernanceRejections.ALREADY_ATTESTED,
          GovernanceRejections.PARAMETERS_NOT_PINNED,
          GovernanceRejections.GENESIS_NOT_REBUILT,
          GovernanceRejections.ALREADY_DECIDED,
          LedgerRejections.WRONG_SEQUENCE,
          LedgerRejections.INSUFFICIENT_BALANCE,
          LedgerRejections.SEQUENCE_EXHAUSTED);

  private Refusals() {}

  /** The problem for bytes that cannot be decoded. */
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
