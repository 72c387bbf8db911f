package org.alphadelta.chaos;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * Checks one signature of an honest validator against the messages on the wire. It counts
 * independently, because the product's thresholds are under test.
 *
 * @param proposer of the round
 */
record SignatureClaim(
    OwnMessage message,
    PublicKey proposer,
    ValidatorHistory history,
    Committee committee,
    Heard heard) {
  Position at() {
    return message.position();
  }

  private PublicKey author() {
    return message.author();
  }

  /** More than two thirds; the author may have counted a vote of its own that was never sent. */
  private boolean quorum(SortedSet<PublicKey> of) {
    return 3 * (weight(of) + 1) > 2L * committee.size();
  }

  /** More than a third, without the author. */
  boolean oneHonest(SortedSet<PublicKey> of) {
    return 3 * weight(of) > committee.size();
  }

  private long weight(SortedSet<PublicKey> of) {
    return committee.keys().stream().filter(k -> !k.equals(author()) && of.contains(k)).count();
  }

  private boolean polka(int round, Hash value) {
    return quorum(heard.prevoters(round, value));
  }

  void check(Consumer<String> wrong) {
    int round = at().round();
    if (round > 0 && !quorum(heard.precommitters(round - 1)) && !oneHonest(heard.voters(round))) {
      wrong.accept("had no reason to be in this round"); // L47, L65; L55
    }
    switch (message) {
      case OwnMessage.OfProposal m -> checkProposal(m.proposal(), wrong);
      case OwnMessage.OfVote m when m.signed().vote().type() == VoteType.PREVOTE ->
          m.signed().vote().value().ifPresent(v -> checkPrevote(v, wrong));
      case OwnMessage.OfVote m -> checkPrecommit(m.signed().vote(), wrong);
    }
  }

  private void checkProposal(BlockProposal proposal, Consumer<String> wrong) {
    if (!proposer.equals(author())) {
      wrong.accept("it is not its turn"); // L14
    }
    proposal
        .validRound()
        .filter(valid -> !polka(valid, proposal.value()))
        .ifPresent(valid -> wrong.accept("there is no polka in round " + valid)); // L36, L42
    history
        .lock(proposal.height(), proposal.round())
        .filter(l -> proposal.validRound().filter(valid -> valid >= l.round()).isEmpty())
        .ifPresent(l -> wrong.accept("it is locked on " + l)); // L15, L16
  }

  private void checkPrevote(Hash value, Consumer<String> wrong) {
    List<BlockProposal> proposals =
        heard.proposals(at().round()).stream()
            .filter(p -> p.proposer().equals(proposer) && p.value().equals(value))
            .toList();
    if (proposals.isEmpty()) {
      if (!proposer.equals(author())) { // its own proposal may not have been sent
        wrong.accept("nobody proposed " + value.brief()); // L22, L28
      }
      return;
    }
    Optional<ValidatorHistory.Lock> lock = history.lock(at().height(), at().round());
    if (proposals.stream().noneMatch(p -> entitles(p, lock))) {
      wrong.accept(
          "nothing frees it for "
              + value.brief()
              + " with valid round "
              + proposals.getFirst().validRound().orElse(-1)
              + lock.map(l -> ", it is locked on " + l).orElse(""));
    }
  }

  private boolean entitles(BlockProposal proposal, Optional<ValidatorHistory.Lock> lock) {
    boolean free = lock.filter(l -> !l.value().equals(proposal.value())).isEmpty();
    return proposal
        .validRound()
        .map(
            valid ->
                valid < at().round()
                    && polka(valid, proposal.value()) // L28
                    && (free || lock.filter(l -> l.round() <= valid).isPresent())) // L29
        .orElse(free); // L23
  }

  private void checkPrecommit(Vote vote, Consumer<String> wrong) {
    if (vote.value().filter(v -> !polka(vote.round(), v)).isPresent()) {
      wrong.accept("there is no polka for " + vote.value().get().brief()); // L36
    }
    if (vote.value().isPresent() && !history.hasPrevoted(at())) {
      wrong.accept("it had not prevoted"); // L36
    }
  }
}
