package org.alphadelta.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.SignedTransaction;

/**
 * What governance and the upgrade certificate need of an Alpha chain, read from one view of it.
 * Nothing is decided here.
 */
final class GovernanceSnapshots {
  private GovernanceSnapshots() {}

  static GovernanceSnapshot snapshot(GenesisPairId pair, ChainLedger.View view) {
    ChainHead head = view.head();
    SortedMap<Long, Hash> closing = new TreeMap<>();
    head.state()
        .governance()
        .closures()
        .values()
        .forEach(
            closure ->
                view.store()
                    .header(closure.height())
                    .ifPresent(header -> closing.put(closure.height(), header.hash())));
    return new GovernanceSnapshot(
        pair,
        head.height(),
        head.parameters(),
        head.origin().genesis().deltaMinAlphaBlocks(),
        head.origin().founders(),
        head.committee(),
        head.state().governance(),
        closing);
  }

  /** The certificate of an approved proposal; empty until block H is executed here. */
  static Optional<UpgradeCertificate> certificate(
      ChainLedger.View view, Hash approved, List<SignedAttestation> attestations) {
    if (view.head().split().isEmpty()) {
      return Optional.empty();
    }
    Optional<Proposal> proposal = view.state().governance().proposal(approved);
    Optional<CertifiedBlock> block = view.block(view.head().split().getAsLong());
    return proposal.isEmpty() || block.isEmpty()
        ? Optional.empty()
        : Optional.of(
            UpgradeCertificates.assemble(
                view.genesis().header(),
                view.head().origin().founders(),
                attestations,
                proposal.get(),
                yesVotes(view, approved),
                block.get().block().header(),
                block.get().certificate()));
  }

  private static List<SignedTransaction> yesVotes(ChainLedger.View view, Hash proposal) {
    List<SignedTransaction> votes = new ArrayList<>();
    for (Map.Entry<VoteKey, CastBallot> vote :
        view.state().governance().votesOn(proposal).entrySet()) {
      if (vote.getValue().ballot() == Ballot.YES) {
        Hash id = vote.getValue().transaction();
        view.block(vote.getValue().height()).stream()
            .flatMap(b -> b.block().transactions().stream())
            .filter(t -> t.id().equals(id))
            .findFirst()
            .ifPresent(votes::add);
      }
    }
    return votes;
  }
}
