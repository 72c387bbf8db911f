package org.alphadelta.serial;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.wire.CoreDecoders;

/**
 * What governance is told of an Alpha chain, as parts and back. It does not judge what the chain
 * recorded.
 */
final class Snapshots {
  private Snapshots() {}

  static List<Bytes> write(GovernanceSnapshot snapshot) {
    GovernanceState state = snapshot.state();
    return List.of(
        snapshot.pair().canonical(),
        Parts.of(snapshot.height()),
        snapshot.parameters().canonical(),
        Parts.of(snapshot.deltaMinAlphaBlocks()),
        snapshot.source().canonical(),
        snapshot.next().canonical(),
        Values.of(state.proposals(), e -> List.of(e.getKey().bytes(), e.getValue().canonical())),
        Values.of(state.votes(), e -> List.of(at(e.getKey()), e.getValue().canonical())),
        Values.of(state.readiness(), e -> List.of(at(e.getKey()), e.getValue().canonical())),
        Values.of(
            state.closures(), e -> List.of(e.getKey().bytes(), Parts.of(e.getValue().height()))),
        Values.of(
            snapshot.closingBlocks(), e -> List.of(Parts.of(e.getKey()), e.getValue().bytes())));
  }

  static GovernanceSnapshot read(Parts parts) {
    return new GovernanceSnapshot(
        Values.pair(parts),
        parts.number(),
        CoreDecoders.CHAIN_PARAMETERS.decode(parts.next()).orThrow(),
        parts.number(),
        CoreDecoders.COMMITTEE.decode(parts.next()).orThrow(),
        CoreDecoders.COMMITTEE.decode(parts.next()).orThrow(),
        state(parts),
        Values.map(parts, Parts::number, Values::hash));
  }

  private static GovernanceState state(Parts parts) {
    var proposals = Values.map(parts, Values::hash, p -> Proposal.CODEC.decode(p.next()).orThrow());
    var votes = Values.map(parts, Snapshots::at, p -> CastBallot.CODEC.decode(p.next()).orThrow());
    var readiness =
        Values.map(parts, Snapshots::at, p -> Readiness.CODEC.decode(p.next()).orThrow());
    var closures = Values.map(parts, Values::hash, p -> new Closure(p.number()));
    return GovernanceState.of(proposals, votes, readiness, closures);
  }

  private static Bytes at(VoteKey key) {
    return Parts.nest(List.of(key.proposal().bytes(), key.voter().bytes()));
  }

  private static VoteKey at(Parts parts) {
    return parts.nested(p -> new VoteKey(Values.hash(p), Values.key(p)));
  }
}
