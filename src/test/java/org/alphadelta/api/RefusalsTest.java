package org.alphadelta.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which status the stable codes get. */
class RefusalsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade-approved",
        "proposal-not-open",
        "too-early",
        "proposal-exists",
        "open-proposal",
        "resubmission-pause",
        "voting-over",
        "yes-is-final",
        "same-ballot",
        "readiness-without-yes",
        "readiness-frozen",
        "already-attested",
        "parameters-not-pinned",
        "genesis-not-rebuilt",
        "already-decided",
        "wrong-sequence",
        "insufficient-balance",
        "sequence-exhausted"
      })
  void whatThePresentStateForbidsIsAConflict(String code) {
    assertThat(Refusals.status(code)).isEqualTo(Status.CONFLICT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not-a-member",
        "not-alpha",
        "unknown-proposal",
        "wrong-source",
        "forbidden-target",
        "impossible-heights",
        "header-differs",
        "can-never-pass",
        "not-the-proposer",
        "genesis-differs",
        "wrong-chain",
        "bad-signature",
        "transaction-too-large",
        "balance-overflow"
      })
  void whatCanNeverBeTakenIsUnprocessable(String code) {
    assertThat(Refusals.status(code)).isEqualTo(Status.UNPROCESSABLE);
  }
}
