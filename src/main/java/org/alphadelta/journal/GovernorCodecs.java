package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.GovernorEvent.GenesisRebuilt;
import org.alphadelta.governance.GovernorEvent.ParametersPinned;
import org.alphadelta.governance.GovernorEvent.ProposalRecorded;
import org.alphadelta.governance.GovernorEvent.ReadinessAttested;
import org.alphadelta.governance.GovernorEvent.ReadinessRecorded;
import org.alphadelta.governance.GovernorEvent.StatusRecorded;
import org.alphadelta.governance.GovernorEvent.TallyRecorded;
import org.alphadelta.governance.GovernorEvent.VoteCast;
import org.alphadelta.governance.GovernorEvent.VoteRecorded;
import org.alphadelta.wire.Decoder;
import org.alphadelta.wire.Fields;
import org.alphadelta.wire.GovernanceForms;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.proto.GenesisRebuiltForm;
import org.alphadelta.wire.proto.ParametersPinnedForm;
import org.alphadelta.wire.proto.ProposalRecordedForm;
import org.alphadelta.wire.proto.ReadinessAttestedForm;
import org.alphadelta.wire.proto.ReadinessRecordedForm;
import org.alphadelta.wire.proto.StatusRecordedForm;
import org.alphadelta.wire.proto.TallyRecordedForm;
import org.alphadelta.wire.proto.VoteCastForm;
import org.alphadelta.wire.proto.VoteRecordedForm;

/** The codecs of stream {@code governor}. They do not judge what happened. */
final class GovernorCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          EventCodec.of(
              "governor.proposal-recorded.1",
              ProposalRecorded.class,
              Decoder.of(
                  "proposal recorded",
                  Limits.COMMITTEE_BYTES,
                  ProposalRecordedForm.getDescriptor(),
                  ProposalRecordedForm.parser(),
                  f ->
                      new ProposalRecorded(
                          Fields.hash(f.getChain()), GovernanceForms.proposal(f.getProposal()))),
              GovernorCodecs::told),
          EventCodec.of(
              "governor.vote-recorded.1",
              VoteRecorded.class,
              Decoder.of(
                  "vote recorded",
                  Limits.SMALL_BYTES,
                  VoteRecordedForm.getDescriptor(),
                  VoteRecordedForm.parser(),
                  f ->
                      new VoteRecorded(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.key(f.getVoter()),
                          Fields.role(f.getRole()),
                          GovernanceForms.castBallot(f.getCast()))),
              e ->
                  "Height "
                      + e.cast().height()
                      + " counted "
                      + e.cast().ballot()
                      + " of "
                      + e.role()
                      + " "
                      + e.voter().brief()
                      + " on proposal "
                      + e.proposal().brief()
                      + "."),
          EventCodec.of(
              "governor.readiness-recorded.1",
              ReadinessRecorded.class,
              Decoder.of(
                  "readiness recorded",
                  Limits.SMALL_BYTES,
                  ReadinessRecordedForm.getDescriptor(),
                  ReadinessRecordedForm.parser(),
                  f ->
                      new ReadinessRecorded(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.key(f.getVoter()),
                          GovernanceForms.readiness(f.getReadiness()))),
              e ->
                  "Height "
                      + e.readiness().height()
                      + " took the word of "
                      + e.voter().brief()
                      + " that it computed alpha "
                      + e.readiness().alpha().brief()
                      + " and delta "
                      + e.readiness().delta().brief()
                      + " for proposal "
                      + e.proposal().brief()
                      + "."),
          EventCodec.of(
              "governor.tally-recorded.1",
              TallyRecorded.class,
              Decoder.of(
                  "tally recorded",
                  Limits.SMALL_BYTES,
                  TallyRecordedForm.getDescriptor(),
                  TallyRecordedForm.parser(),
                  f ->
                      new TallyRecorded(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.uint64(f.getHeight()),
                          GovernanceForms.voteCount(f.getGovernors()),
                          GovernanceForms.voteCount(f.getPublics()))),
              e ->
                  "At height "
                      + e.height()
                      + " proposal "
                      + e.proposal().brief()
                      + " has governors "
                      + count(e.governors())
                      + " and public validators "
                      + count(e.publics())
                      + "."),
          EventCodec.of(
              "governor.status-recorded.1",
              StatusRecorded.class,
              Decoder.of(
                  "status recorded",
                  Limits.SMALL_BYTES,
                  StatusRecordedForm.getDescriptor(),
                  StatusRecordedForm.parser(),
                  f ->
                      new StatusRecorded(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.uint64(f.getHeight()),
                          GovernanceForms.status(f.getStatus()))),
              e ->
                  "At height "
                      + e.height()
                      + " proposal "
                      + e.proposal().brief()
                      + " became "
                      + e.status()
                      + "."),
          EventCodec.of(
              "governor.parameters-pinned.1",
              ParametersPinned.class,
              Decoder.of(
                  "parameters pinned",
                  Limits.SMALL_BYTES,
                  ParametersPinnedForm.getDescriptor(),
                  ParametersPinnedForm.parser(),
                  f ->
                      new ParametersPinned(
                          Fields.hash(f.getChain()),
                          Fields.cid(f.getCid()),
                          Fields.uint64(f.getSize()))),
              e -> "Parameter file " + e.cid() + " of " + e.size() + " bytes lies here, checked."),
          EventCodec.of(
              "governor.genesis-rebuilt.1",
              GenesisRebuilt.class,
              Decoder.of(
                  "genesis rebuilt",
                  Limits.SMALL_BYTES,
                  GenesisRebuiltForm.getDescriptor(),
                  GenesisRebuiltForm.parser(),
                  f ->
                      new GenesisRebuilt(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.hash(f.getAlpha()),
                          Fields.hash(f.getDelta()),
                          f.getMatches())),
              e ->
                  "Rebuilt the genesis of proposal "
                      + e.proposal().brief()
                      + ": alpha "
                      + e.alpha().brief()
                      + ", delta "
                      + e.delta().brief()
                      + (e.matches() ? ", as expected." : ", not what was expected.")),
          EventCodec.of(
              "governor.vote-cast.1",
              VoteCast.class,
              Decoder.of(
                  "vote cast",
                  Limits.SMALL_BYTES,
                  VoteCastForm.getDescriptor(),
                  VoteCastForm.parser(),
                  f ->
                      new VoteCast(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          GovernanceForms.ballot(f.getBallot()))),
              e ->
                  "This validator voted "
                      + e.ballot()
                      + " on proposal "
                      + e.proposal().brief()
                      + "."),
          EventCodec.of(
              "governor.readiness-attested.1",
              ReadinessAttested.class,
              Decoder.of(
                  "readiness attested",
                  Limits.SMALL_BYTES,
                  ReadinessAttestedForm.getDescriptor(),
                  ReadinessAttestedForm.parser(),
                  f ->
                      new ReadinessAttested(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.hash(f.getAlpha()),
                          Fields.hash(f.getDelta()))),
              e ->
                  "This validator attested that it is ready for proposal "
                      + e.proposal().brief()
                      + ": alpha "
                      + e.alpha().brief()
                      + ", delta "
                      + e.delta().brief()
                      + "."));

  private GovernorCodecs() {}

  private static String told(ProposalRecorded event) {
    return "Height "
        + event.proposal().createdAtHeight()
        + " took proposal "
        + event.proposal().id().brief()
        + " of "
        + event.proposal().proposer().brief()
        + ": to "
        + event.proposal().terms().targetNetwork()
        + " generation "
        + event.proposal().terms().targetGeneration()
        + " at height "
        + event.proposal().terms().activationHeight()
        + ", votes until "
        + event.proposal().votingEndsHeight()
        + ".";
  }

  static String count(BallotCount count) {
    return count.yes() + " yes, " + count.no() + " no, " + count.abstain() + " abstain";
  }
}
