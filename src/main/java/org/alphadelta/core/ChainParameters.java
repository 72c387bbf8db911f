package org.alphadelta.core;

/**
 * Numbers of a chain that its genesis fixes. Periods are in Alpha blocks, times in milliseconds,
 * the fee in credits.
 *
 * @param blockIntervalMillis pause before an empty block is proposed
 * @param votingPeriod blocks from the inclusion of a proposal to the last height at which votes
 *     count
 * @param notice least number of blocks between the end of voting and activation
 * @param freeze blocks before activation after which readiness no longer counts
 * @param horizon most blocks between inclusion and activation
 * @param resubmissionPause blocks a proposer waits after its last proposal closed
 * @param transferFee flat fee of a transfer
 */
public record ChainParameters(
    long blockIntervalMillis,
    long votingPeriod,
    long notice,
    long freeze,
    long horizon,
    long resubmissionPause,
    long transferFee)
    implements Canonical {
  public static final Codec<ChainParameters> CODEC =
      Codec.of(
          "chain parameters",
          Codec.SMALL_BYTES,
          Field.of(
              1, "block_interval_millis", FieldType.UINT64, ChainParameters::blockIntervalMillis),
          Field.of(2, "voting_period", FieldType.UINT64, ChainParameters::votingPeriod),
          Field.of(3, "notice", FieldType.UINT64, ChainParameters::notice),
          Field.of(4, "freeze", FieldType.UINT64, ChainParameters::freeze),
          Field.of(5, "horizon", FieldType.UINT64, ChainParameters::horizon),
          Field.of(6, "resubmission_pause", FieldType.UINT64, ChainParameters::resubmissionPause),
          Field.of(7, "transfer_fee", FieldType.UINT64, ChainParameters::transferFee),
          ChainParameters::new);

  public ChainParameters {
    if (blockIntervalMillis < 1
        || votingPeriod < 1
        || freeze < 1
        || notice < freeze
        || horizon < votingPeriod
        || horizon - votingPeriod < notice) {
      throw new IllegalArgumentException(
          "expected block interval, voting period and freeze of at least 1, notice >= freeze,"
              + " horizon >= voting period + notice, found interval "
              + blockIntervalMillis
              + ", voting "
              + votingPeriod
              + ", notice "
              + notice
              + ", freeze "
              + freeze
              + ", horizon "
              + horizon);
    }
    if (resubmissionPause < 0 || transferFee < 0) {
      throw new IllegalArgumentException(
          "expected a pause and a fee of at least 0, found "
              + resubmissionPause
              + ", "
              + transferFee);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
