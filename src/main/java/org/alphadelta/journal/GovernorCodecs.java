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

/** Codecs of stream {@code governor}. */
final class GovernorCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          new EventCodec<>(
              "governor.proposal-recorded.1",
              ProposalRecorded.class,
              ProposalRecorded.CODEC,
              GovernorCodecs::told),
          new EventCodec<>(
              "governor.vote-recorded.1",
              VoteRecorded.class,
              VoteRecorded.CODEC,
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
          new EventCodec<>(
              "governor.readiness-recorded.1",
              ReadinessRecorded.class,
              ReadinessRecorded.CODEC,
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
          new EventCodec<>(
              "governor.tally-recorded.1",
              TallyRecorded.class,
              TallyRecorded.CODEC,
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
          new EventCodec<>(
              "governor.status-recorded.1",
              StatusRecorded.class,
              StatusRecorded.CODEC,
              e ->
                  "At height "
                      + e.height()
                      + " proposal "
                      + e.proposal().brief()
                      + " became "
                      + e.status()
                      + "."),
          new EventCodec<>(
              "governor.parameters-pinned.1",
              ParametersPinned.class,
              ParametersPinned.CODEC,
              e -> "Parameter file " + e.cid() + " of " + e.size() + " bytes lies here, checked."),
          new EventCodec<>(
              "governor.genesis-rebuilt.1",
              GenesisRebuilt.class,
              GenesisRebuilt.CODEC,
              e ->
                  "Rebuilt the genesis of proposal "
                      + e.proposal().brief()
                      + ": alpha "
                      + e.alpha().brief()
                      + ", delta "
                      + e.delta().brief()
                      + (e.matches() ? ", as expected." : ", not what was expected.")),
          new EventCodec<>(
              "governor.vote-cast.1",
              VoteCast.class,
              VoteCast.CODEC,
              e ->
                  "This validator voted "
                      + e.ballot()
                      + " on proposal "
                      + e.proposal().brief()
                      + "."),
          new EventCodec<>(
              "governor.readiness-attested.1",
              ReadinessAttested.class,
              ReadinessAttested.CODEC,
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
