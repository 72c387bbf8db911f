package org.alphadelta.actor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.GovernorBook;
import org.alphadelta.governance.GovernorCommand;
import org.alphadelta.governance.GovernorDecision;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.slf4j.Logger;

/**
 * What a governor's events make possible at once: with both parameter files the genesis of an open
 * proposal is rebuilt, and what was rebuilt is attested when it is due. It journals nothing.
 */
final class Consequences {
  private final Optional<PublicKey> self;
  private final Rebuilding rebuilding;
  private final Logger log;

  /** Proposals whose pinned parameters lead to no genesis; tried again when a file arrives. */
  private final Set<Hash> barren = new LinkedHashSet<>();

  Consequences(Machine machine, Logger log) {
    this.self = machine.validator().map(Signer::publicKey);
    this.rebuilding = new Rebuilding(machine);
    this.log = log;
  }

  /** A parameter file has arrived. */
  void tryAgain() {
    barren.clear();
  }

  /** What follows, in order, when {@code events} come upon this book while the chains stand so. */
  List<GovernorEvent> of(
      GovernorBook before, List<GovernorEvent> events, Collection<AlphaSnapshot> chains) {
    GovernorBook book = before;
    for (GovernorEvent event : events) {
      book = book.after(event);
    }
    List<GovernorEvent> more = new ArrayList<>();
    for (AlphaSnapshot snapshot : chains) {
      for (Proposal proposal : snapshot.state().proposals().values()) {
        if (proposal.status() == ProposalStatus.OPEN
            && book.rebuilt(proposal.id()).isEmpty()
            && !barren.contains(proposal.id())) {
          book = take(book, rebuild(book, snapshot, proposal), more);
        }
      }
      if (self.isPresent()) {
        book = attest(book, snapshot, self.get(), more);
      }
    }
    return more;
  }

  private static GovernorBook attest(
      GovernorBook before, AlphaSnapshot snapshot, PublicKey self, List<GovernorEvent> into) {
    GovernorBook book = before;
    for (Hash due :
        before.readinessDue(
            snapshot.state(), self, snapshot.height() + 1, snapshot.parameters().freeze())) {
      GovernorCommand attest =
          new GovernorCommand.AttestReadiness(snapshot.nextBlock(), snapshot.state(), self, due);
      book = take(book, Optional.of(attest), into);
    }
    return book;
  }

  private static GovernorBook take(
      GovernorBook book, Optional<GovernorCommand> command, List<GovernorEvent> into) {
    GovernorBook after = book;
    if (command.isPresent()
        && book.decide(command.get()) instanceof GovernorDecision.Decided decided) {
      for (GovernorEvent event : decided.events()) {
        into.add(event);
        after = after.after(event);
      }
    }
    return after;
  }

  private Optional<GovernorCommand> rebuild(
      GovernorBook book, AlphaSnapshot snapshot, Proposal proposal) {
    ProposalTerms terms = proposal.terms();
    if (!book.pinned().containsKey(terms.alphaParams())
        || !book.pinned().containsKey(terms.deltaParams())) {
      return Optional.empty();
    }
    Optional<GenesisPair> pair = rebuilding.rebuild(snapshot.chain(), terms);
    if (pair.isEmpty()) {
      barren.add(proposal.id());
      log.warn("parameters of proposal {} do not lead to a genesis", proposal.id().brief());
    }
    return pair.map(
        p ->
            new GovernorCommand.RecordRebuild(
                snapshot.chain(), proposal.id(), p.alpha().hash(), p.delta().hash()));
  }
}
