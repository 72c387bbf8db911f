package org.alphadelta.serial;

import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.serial.proto.Snapshot;

/** Converts a governance snapshot of an Alpha chain to a protobuf message and back. */
final class SnapshotFields {
  private SnapshotFields() {}

  static Snapshot of(GovernanceSnapshot snapshot) {
    GovernanceState state = snapshot.state();
    Snapshot.Builder out =
        Snapshot.newBuilder()
            .setPair(ProtoFields.of(snapshot.pair()))
            .setHeight(snapshot.height())
            .setParameters(ProtoFields.of(snapshot.parameters()))
            .setDeltaMinAlphaBlocks(snapshot.deltaMinAlphaBlocks())
            .setSource(ProtoFields.of(snapshot.source()))
            .setNext(ProtoFields.of(snapshot.next()));
    state.proposals().forEach((id, proposal) -> out.addProposals(entry(id, proposal)));
    state.votes().forEach((key, ballot) -> out.addBallots(entry(key, ballot)));
    state.readiness().forEach((key, readiness) -> out.addReadiness(entry(key, readiness)));
    state.closures().forEach((proposal, closure) -> out.addClosures(entry(proposal, closure)));
    snapshot.closingBlocks().forEach((height, block) -> out.addClosingBlocks(entry(height, block)));
    return out.build();
  }

  static GovernanceSnapshot snapshot(Snapshot fields) {
    return new GovernanceSnapshot(
        ProtoFields.pair(fields.getPair()),
        fields.getHeight(),
        ProtoFields.value(ChainParameters.CODEC, fields.getParameters()),
        fields.getDeltaMinAlphaBlocks(),
        ProtoFields.value(Committee.CODEC, fields.getSource()),
        ProtoFields.value(Committee.CODEC, fields.getNext()),
        state(fields),
        ProtoFields.map(
            fields.getClosingBlocksList(),
            Snapshot.ClosingBlock::getHeight,
            entry -> ProtoFields.hash(entry.getBlock())));
  }

  private static GovernanceState state(Snapshot fields) {
    return GovernanceState.of(
        ProtoFields.map(
            fields.getProposalsList(),
            entry -> ProtoFields.hash(entry.getId()),
            entry -> ProtoFields.value(Proposal.CODEC, entry.getProposal())),
        ProtoFields.map(
            fields.getBallotsList(),
            entry ->
                new VoteKey(
                    ProtoFields.hash(entry.getProposal()), ProtoFields.key(entry.getVoter())),
            entry -> ProtoFields.value(CastBallot.CODEC, entry.getBallot())),
        ProtoFields.map(
            fields.getReadinessList(),
            entry ->
                new VoteKey(
                    ProtoFields.hash(entry.getProposal()), ProtoFields.key(entry.getVoter())),
            entry -> ProtoFields.value(Readiness.CODEC, entry.getReadiness())),
        ProtoFields.map(
            fields.getClosuresList(),
            entry -> ProtoFields.hash(entry.getProposal()),
            entry -> new Closure(entry.getHeight())));
  }

  private static Snapshot.RecordedProposal entry(Hash id, Proposal proposal) {
    return Snapshot.RecordedProposal.newBuilder()
        .setId(ProtoFields.of(id))
        .setProposal(ProtoFields.of(proposal))
        .build();
  }

  private static Snapshot.RecordedBallot entry(VoteKey key, CastBallot ballot) {
    return Snapshot.RecordedBallot.newBuilder()
        .setProposal(ProtoFields.of(key.proposal()))
        .setVoter(ProtoFields.of(key.voter()))
        .setBallot(ProtoFields.of(ballot))
        .build();
  }

  private static Snapshot.RecordedReadiness entry(VoteKey key, Readiness readiness) {
    return Snapshot.RecordedReadiness.newBuilder()
        .setProposal(ProtoFields.of(key.proposal()))
        .setVoter(ProtoFields.of(key.voter()))
        .setReadiness(ProtoFields.of(readiness))
        .build();
  }

  private static Snapshot.RecordedClosure entry(Hash proposal, Closure closure) {
    return Snapshot.RecordedClosure.newBuilder()
        .setProposal(ProtoFields.of(proposal))
        .setHeight(closure.height())
        .build();
  }

  private static Snapshot.ClosingBlock entry(long height, Hash block) {
    return Snapshot.ClosingBlock.newBuilder()
        .setHeight(height)
        .setBlock(ProtoFields.of(block))
        .build();
  }
}
