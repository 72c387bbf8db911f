package org.alphadelta.wire;

import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.Readiness;
import org.alphadelta.wire.proto.CastBallotForm;
import org.alphadelta.wire.proto.ProposalForm;
import org.alphadelta.wire.proto.ProposalTermsForm;
import org.alphadelta.wire.proto.ReadinessForm;
import org.alphadelta.wire.proto.VoteCountForm;

/**
 * The decoders of governance values, each with its cap. They do not know whether what a value
 * claims is true.
 */
public final class GovernanceDecoders {
  public static final Decoder<ProposalTerms> PROPOSAL_TERMS =
      Decoder.of(
          "proposal terms",
          Limits.COMMITTEE_BYTES,
          ProposalTermsForm.getDescriptor(),
          ProposalTermsForm.parser(),
          GovernanceForms::terms);

  public static final Decoder<Proposal> PROPOSAL =
      Decoder.of(
          "proposal",
          Limits.COMMITTEE_BYTES,
          ProposalForm.getDescriptor(),
          ProposalForm.parser(),
          GovernanceForms::proposal);

  public static final Decoder<BallotCount> VOTE_COUNT =
      Decoder.of(
          "vote count",
          Limits.SMALL_BYTES,
          VoteCountForm.getDescriptor(),
          VoteCountForm.parser(),
          GovernanceForms::voteCount);

  public static final Decoder<CastBallot> CAST_BALLOT =
      Decoder.of(
          "ballot",
          Limits.SMALL_BYTES,
          CastBallotForm.getDescriptor(),
          CastBallotForm.parser(),
          GovernanceForms::castBallot);

  public static final Decoder<Readiness> READINESS =
      Decoder.of(
          "readiness",
          Limits.SMALL_BYTES,
          ReadinessForm.getDescriptor(),
          ReadinessForm.parser(),
          GovernanceForms::readiness);

  private GovernanceDecoders() {}
}
