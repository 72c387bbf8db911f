package org.alphadelta.wire;

import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.Readiness;
import org.alphadelta.wire.proto.CastBallotForm;
import org.alphadelta.wire.proto.ProposalForm;
import org.alphadelta.wire.proto.ProposalTermsForm;
import org.alphadelta.wire.proto.ReadinessForm;
import org.alphadelta.wire.proto.VoteCountForm;

/** Generated messages to governance values; to be called within a {@link Decoder} only. */
public final class GovernanceForms {
  private GovernanceForms() {}

  public static ProposalTerms terms(ProposalTermsForm form) {
    return new ProposalTerms(
        Fields.network(form.getSourceNetwork()),
        Fields.network(form.getTargetNetwork()),
        Fields.uint32(form.getTargetGeneration()),
        Fields.uint64(form.getActivationHeight()),
        Fields.hash(form.getAlphaExpectedHash()),
        Fields.cid(form.getAlphaParams()),
        Fields.hash(form.getDeltaExpectedHash()),
        Fields.cid(form.getDeltaParams()),
        Fields.uint64(form.getDeltaMinAlphaBlocks()),
        Fields.uint32(form.getMinGovernorValidators()),
        Fields.uint32(form.getMinPublicValidators()),
        form.getReadinessRequired(),
        CoreForms.genesisHeader(form.getAlphaHeader()),
        CoreForms.genesisHeader(form.getDeltaHeader()),
        CoreForms.committee(form.getSuccessor()));
  }

  public static BallotCount voteCount(VoteCountForm form) {
    return new BallotCount(
        Fields.uint32(form.getYes()),
        Fields.uint32(form.getNo()),
        Fields.uint32(form.getAbstain()));
  }

  public static Proposal proposal(ProposalForm form) {
    return new Proposal(
        Fields.hash(form.getId()),
        terms(form.getTerms()),
        Fields.key(form.getProposer()),
        Fields.uint64(form.getSequence()),
        Fields.uint64(form.getCreatedAtHeight()),
        Fields.uint64(form.getVotingEndsHeight()),
        voteCount(form.getGovernors()),
        voteCount(form.getPublics()),
        status(form.getStatus()));
  }

  public static CastBallot castBallot(CastBallotForm form) {
    return new CastBallot(
        ballot(form.getBallot()),
        Fields.uint64(form.getHeight()),
        Fields.hash(form.getTransaction()));
  }

  public static Readiness readiness(ReadinessForm form) {
    return new Readiness(
        Fields.hash(form.getAlpha()),
        Fields.hash(form.getDelta()),
        Fields.uint64(form.getHeight()));
  }

  public static Ballot ballot(int number) {
    return Fields.named(Ballot.ofNumber(number), "ballot", number);
  }

  public static ProposalStatus status(int number) {
    return Fields.named(ProposalStatus.ofNumber(number), "proposal status", number);
  }
}
