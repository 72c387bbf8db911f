package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * Combines round state, votes, proposals, validity of values and certificates of one height: a pure
 * function from state and input to state and outputs. Immutable. It verifies no signature, holds no
 * body, writes no log and reads no clock. {@link Multiplexer} decides the inputs of the round
 * state.
 */
public final class Driver {
  /** Certificates kept per round; with less than a third faulty at most one exists. */
  static final int MAX_POLKAS_PER_ROUND = 2;

  /** The next state and the outputs, in order. */
  public record Next(Driver driver, List<DriverOutput> outputs) {}

  /** Constants of one height. {@code self} is empty for an observer. */
  record Setup(long height, Committee committee, Proposers proposers, Optional<PublicKey> self) {
    PublicKey proposer(int round) {
      return proposers.proposer(height, round, committee);
    }
  }

  final Setup setup;
  final RoundState round;
  final VoteKeeper votes;
  final ProposalKeeper proposals;
  final SortedMap<Integer, List<PolkaCertificate>> polkas;
  final SortedMap<Hash, Validity> validity;
  final boolean acting;
  final Optional<Integer> awaitingValue;

  Driver(
      Setup setup,
      RoundState round,
      VoteKeeper votes,
      ProposalKeeper proposals,
      SortedMap<Integer, List<PolkaCertificate>> polkas,
      SortedMap<Hash, Validity> validity,
      boolean acting,
      Optional<Integer> awaitingValue) {
    this.setup = setup;
    this.round = round;
    this.votes = votes;
    this.proposals = proposals;
    this.polkas = polkas;
    this.validity = validity;
    this.acting = acting;
    this.awaitingValue = awaitingValue;
  }

  /** A height before its first round. */
  static Driver of(Setup setup) {
    return new Driver(
        setup,
        RoundState.initial(setup.height()),
        VoteKeeper.of(setup.committee()),
        ProposalKeeper.EMPTY,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        false,
        Optional.empty());
  }

  public Next step(DriverInput input) {
    DriverStep step = new DriverStep(this);
    step.take(input);
    return step.result();
  }

  public RoundState round() {
    return round;
  }

  public PublicKey proposer(int of) {
    return setup.proposer(of);
  }

  /** Whether a value was requested for this round and not yet given. */
  boolean awaits(int of) {
    return awaitingValue.filter(r -> r == of).isPresent()
        && round.isCurrent(of)
        && round.step() == Step.PROPOSE;
  }

  /** Whether this timer can still have an effect. */
  boolean awaits(Timeout timeout) {
    return switch (timeout.kind()) {
      case PROPOSE -> round.step() == Step.PROPOSE;
      case PREVOTE -> round.step() == Step.PREVOTE;
      case PRECOMMIT -> round.step() != Step.DECIDED;
      case REPAIR -> false;
    };
  }

  boolean holds(SignedVote signed) {
    Vote vote = signed.vote();
    return votes
        .vote(vote.type(), vote.round(), vote.validator())
        .filter(signed::equals)
        .isPresent();
  }

  /** Whether a vote can still have an effect: its value has no quorum yet. */
  boolean useful(Vote vote) {
    return !votes.quorum(vote.type(), vote.round(), vote.value());
  }

  boolean holds(BlockProposal proposal) {
    return proposals.holds(proposal);
  }

  boolean validated(Hash value) {
    return validity.containsKey(value);
  }

  boolean isValid(Hash value) {
    return validity.get(value) instanceof Validity.Valid;
  }

  boolean keeps(BlockProposal proposal) {
    return proposals.keeps(proposal, quorumBehind(proposal.round(), proposal.value()));
  }

  boolean knowsPolka(int of, Hash value) {
    return polka(of, value).isPresent();
  }

  /**
   * Whether to keep this value's body: it was proposed for this round or the next, or a quorum
   * names it.
   */
  boolean wants(Hash value) {
    return proposals.rounds().entrySet().stream()
            .anyMatch(
                e ->
                    e.getValue().stream().anyMatch(p -> p.proposal().value().equals(value))
                        && (isDue(e.getKey()) || quorumBehind(e.getKey(), value)))
        || backed(value);
  }

  /** Whether this round is over, under way, or the next. */
  private boolean isDue(int of) {
    return of == 0 || !round.isLater(of - 1);
  }

  /** Values that matter now and are not validated, with the validators that have them. */
  List<DriverOutput.MissingValue> missing() {
    List<DriverOutput.MissingValue> found = new ArrayList<>();
    for (VoteType type : VoteType.values()) {
      for (RoundValue quorum : votes.quorums(type)) {
        if (!validated(quorum.value())) {
          found.add(missing(quorum.value(), type, quorum.round()));
        }
      }
    }
    List<SignedProposal> current = round.round().map(proposals::of).orElse(List.of());
    for (SignedProposal proposal : current) {
      if (!validated(proposal.proposal().value())) {
        found.add(
            new DriverOutput.MissingValue(
                proposal.proposal().value(), List.of(proposal.proposal().proposer())));
      }
    }
    return found;
  }

  DriverOutput.MissingValue missing(Hash value, VoteType type, int of) {
    return new DriverOutput.MissingValue(
        value, votes.votesFor(type, of, value).stream().map(v -> v.vote().validator()).toList());
  }

  /**
   * Every vote, proposal and polka for a peer's height query; at most {@code limit} votes, the
   * latest rounds first.
   */
  ConsensusMessage.HeightAnswer answer(int limit) {
    return new ConsensusMessage.HeightAnswer(
        setup.height(),
        proposals.rounds().values().stream().flatMap(List::stream).toList(),
        votes.latest(limit),
        polkas.values().stream().flatMap(List::stream).toList());
  }

  /** The polka of a value in a round, from a certificate or from the counted votes. */
  Optional<PolkaCertificate> polka(int of, Hash value) {
    Optional<PolkaCertificate> kept =
        polkas.getOrDefault(of, List.of()).stream()
            .filter(c -> c.value().equals(value))
            .findFirst();
    if (kept.isPresent() || !votes.quorum(VoteType.PREVOTE, of, Optional.of(value))) {
      return kept;
    }
    return Optional.of(
        PolkaCertificate.of(
            setup.height(), of, value, signatures(votes.votesFor(VoteType.PREVOTE, of, value))));
  }

  static List<VoteSignature> signatures(List<SignedVote> votes) {
    return votes.stream().map(v -> new VoteSignature(v.vote().validator(), v.signature())).toList();
  }

  private boolean quorumBehind(int of, Hash value) {
    return votes.quorum(VoteType.PREVOTE, of, Optional.of(value))
        || votes.quorum(VoteType.PRECOMMIT, of, Optional.of(value))
        || polkas.getOrDefault(of, List.of()).stream().anyMatch(c -> c.value().equals(value));
  }

  private boolean backed(Hash value) {
    return votes.rounds().stream().anyMatch(of -> quorumBehind(of, value))
        || polkas.values().stream().flatMap(List::stream).anyMatch(c -> c.value().equals(value));
  }
}
