package org.alphadelta.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.Proposal;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Asks of every new signature of an honest validator what entitled it to sign that: each may was on
 * the wire before. It counts for itself and uses no rule of the product but the turn to propose. A
 * fork needs several broken promises to come together; here the first one is seen.
 *
 * <pre>
 * a proposal    in its own turn; a valid round has its polka, carried along (addition (a)); who is
 *               locked proposes nothing older than its lock                       L14 to L19
 * a prevote     for what the round's proposer proposed; its valid round has its polka; who is locked
 *               prevotes something else only for a polka of its locked round or later  L22, L28, L29
 * a precommit   for what it prevoted a step before and more than two thirds prevoted   L36, rule 1
 * a later round more than two thirds had precommitted in the round before, or more than a third
 *               had voted in this one                                              L47, L55, L65
 * any           above all it signed before (rule 21), above the blocks it stored (rule 12), after a
 *               start only when members with more than a third of the weight have answered (rule
 *               25), and a polka that it precommitted in a later round was shown (addition (b))
 * </pre>
 *
 * What a process had signed but not sent when it died comes to light late and out of order, so for
 * the height at which a process starts again, order is not asked about.
 */
final class Conduct {
  /** Heights above the highest block about which something may already be said. */
  private static final int AHEAD = 2;

  private final Witness witness;
  private final Proposers proposers;
  private final SignatureVerifier verifier;
  private final Consumer<String> violation;
  private final SortedMap<Long, Heard> heights = new TreeMap<>();
  private final SortedMap<PublicKey, Party> parties = new TreeMap<>();
  private long highest;

  private record Answer(PublicKey from, long height) implements Comparable<Answer> {
    private static final Comparator<Answer> ORDER =
        Comparator.comparingLong(Answer::height).thenComparing(Answer::from);

    @Override
    public int compareTo(Answer other) {
      return ORDER.compare(this, other);
    }
  }

  private record Lock(int round, Hash value) {}

  /** What is known of one honest validator. */
  private static final class Party {
    private final SortedMap<Position, Optional<Hash>> signed = new TreeMap<>();
    private final SortedSet<Position> shown = new TreeSet<>();
    private final SortedSet<Answer> answers = new TreeSet<>();
    private Optional<Vote> toShow = Optional.empty();
    private long stored;
    private boolean ran;
    private Position signState = Position.NONE;
    private long startedAt;
    private boolean exchanged;

    /** The newest precommit for a value before a round of this height. */
    private Optional<Lock> lock(long height, int before) {
      return signed
          .subMap(new Position(height, 0, 0), new Position(height, before, 0))
          .entrySet()
          .stream()
          .filter(e -> e.getKey().phase() == 3)
          .flatMap(e -> e.getValue().map(v -> new Lock(e.getKey().round(), v)).stream())
          .reduce((earlier, later) -> later);
    }
  }

  Conduct(
      Witness witness,
      Proposers proposers,
      SignatureVerifier verifier,
      Consumer<String> violation) {
    this.witness = witness;
    this.proposers = proposers;
    this.verifier = verifier;
    this.violation = violation;
  }

  /** A message is on the wire, whoever sent it. */
  void hear(ConsensusMessage message) {
    if (message.height() > highest + AHEAD) {
      return;
    }
    Heard heard =
        heights.computeIfAbsent(message.height(), h -> new Heard(witness.chain(), verifier));
    switch (message) {
      case ConsensusMessage.VoteMessage m -> heard.hear(m.vote());
      case ConsensusMessage.ProposalMessage m -> {
        heard.hear(m.proposal());
        m.proposal().polka().ifPresent(p -> hear(heard, p));
      }
      case ConsensusMessage.PolkaMessage m -> hear(heard, m.certificate());
      case ConsensusMessage.HeightAnswer m -> {
        m.votes().stream().filter(v -> v.vote().height() == m.height()).forEach(heard::hear);
        m.proposals().stream()
            .filter(p -> p.proposal().height() == m.height())
            .forEach(heard::hear);
        m.polkas().stream().filter(p -> p.height() == m.height()).forEach(p -> hear(heard, p));
      }
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> {}
      case ConsensusMessage.HeightQuery m -> {}
    }
  }

  private static void hear(Heard heard, PolkaCertificate polka) {
    polka
        .signatures()
        .forEach(s -> heard.hear(new SignedVote(polka.vote(s.validator()), s.signature())));
  }

  /** An honest validator says this to one or to all. */
  void says(PublicKey author, ConsensusMessage message) {
    switch (message) {
      case ConsensusMessage.PolkaMessage m ->
          party(author).shown.add(shown(m.certificate().height(), m.certificate().round()));
      case ConsensusMessage.ProposalMessage m -> {
        Proposal p = m.proposal().proposal();
        if (p.proposer().equals(author) && p.validRound() >= 0 && m.proposal().polka().isEmpty()) {
          wrong(author, new Position(p.height(), p.round(), 1), "does not carry its polka");
        }
      }
      case ConsensusMessage.VoteMessage m -> {}
      case ConsensusMessage.HeightAnswer m -> {}
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> {}
      case ConsensusMessage.HeightQuery m -> {}
    }
  }

  private static Position shown(long height, int round) {
    return new Position(height, round, 0);
  }

  /** A process has answered this one's question about a height. */
  void answered(PublicKey to, PublicKey from, ConsensusMessage message) {
    if (message instanceof ConsensusMessage.HeightAnswer m) {
      party(to).answers.add(new Answer(from, m.height()));
    }
  }

  /**
   * The validator's process starts, with so many blocks on its disk and a sign-state that ends with
   * this.
   */
  void started(PublicKey key, long blocks, Optional<OwnMessage> last) {
    Party party = party(key);
    party.signState = last.map(OwnMessage::position).orElse(Position.NONE);
    party.exchanged = false;
    party.answers.clear();
    party.startedAt = party.ran ? blocks + 1 : 0;
    party.ran = true;
    party.toShow = Optional.empty();
  }

  void stored(PublicKey key, long height) {
    highest = Math.max(highest, height);
    party(key).stored = height;
  }

  /** An honest validator's signature that was never seen before. */
  void signs(OwnMessage message) {
    Position at = message.position();
    Optional<Committee> committee = witness.committee(at.height());
    Party party = party(message.author());
    if (committee.filter(c -> c.contains(message.author())).isEmpty()) {
      wrong(message.author(), at, "is no member there");
      return;
    }
    Case one =
        new Case(
            message.author(),
            at,
            party,
            committee.get(),
            heights.getOrDefault(at.height(), new Heard(witness.chain(), verifier)));
    checkOrder(one);
    checkRound(one);
    switch (message) {
      case OwnMessage.OfProposal m -> checkProposal(one, m.proposal());
      case OwnMessage.OfVote m -> checkVote(one, m.signed().vote());
    }
    party.signed.put(at, value(message));
  }

  private static Optional<Hash> value(OwnMessage message) {
    return switch (message) {
      case OwnMessage.OfProposal m -> Optional.of(m.proposal().value());
      case OwnMessage.OfVote m -> m.signed().vote().value();
    };
  }

  private record Case(
      PublicKey author, Position at, Party party, Committee committee, Heard heard) {
    /** More than two thirds; the author may have counted a vote of its own that never left it. */
    private boolean quorum(SortedSet<PublicKey> of) {
      return 3 * weight(of, true) > 2 * committee.size();
    }

    private boolean oneHonest(SortedSet<PublicKey> of) {
      return 3 * weight(of, false) > committee.size();
    }

    private long weight(SortedSet<PublicKey> of, boolean counted) {
      return committee.keys().stream()
          .filter(k -> k.equals(author) ? counted : of.contains(k))
          .count();
    }

    private boolean polka(int round, Hash value) {
      return quorum(heard.prevoters(round, value));
    }
  }

  private void checkOrder(Case one) {
    Party party = one.party();
    if (one.at().compareTo(party.signState) <= 0) {
      return;
    }
    if (!party.exchanged && one.committee().size() > 1) {
      SortedSet<PublicKey> answered = new TreeSet<>();
      party.answers.stream()
          .filter(a -> a.height() == one.at().height())
          .forEach(a -> answered.add(a.from()));
      if (!one.oneHonest(answered)) {
        wrong(one, "has heard from " + answered.size() + " since its start");
      }
    }
    party.exchanged = true;
    if (one.at().height() == party.startedAt) {
      return;
    }
    if (one.at().height() <= party.stored) {
      wrong(one, "has stored " + party.stored);
    }
    if (!party.signed.isEmpty() && party.signed.lastKey().compareTo(one.at()) > 0) {
      wrong(one, "had signed " + party.signed.lastKey());
    }
    party
        .toShow
        .filter(v -> v.height() == one.at().height())
        .filter(v -> !party.shown.contains(shown(v.height(), v.round())))
        .ifPresent(v -> wrong(one, "has not shown the polka of round " + v.round()));
    party.toShow = Optional.empty();
  }

  private void checkRound(Case one) {
    int round = one.at().round();
    if (round > 0
        && !one.quorum(one.heard().precommitters(round - 1))
        && !one.oneHonest(one.heard().voters(round))) {
      wrong(one, "had no reason to be in this round");
    }
  }

  private void checkProposal(Case one, Proposal proposal) {
    if (!proposers
        .proposer(proposal.height(), proposal.round(), one.committee())
        .equals(one.author())) {
      wrong(one, "is not its turn");
    }
    if (proposal.validRound() >= 0 && !one.polka(proposal.validRound(), proposal.value())) {
      wrong(one, "there is no polka in the valid round " + proposal.validRound());
    }
    Optional<Lock> lock = one.party().lock(proposal.height(), proposal.round());
    if (lock.isPresent() && proposal.validRound() < lock.get().round()) {
      wrong(one, "is older than its lock " + lock.get());
    }
  }

  private void checkVote(Case one, Vote vote) {
    if (vote.value().isEmpty()) {
      return;
    }
    Hash value = vote.value().get();
    if (vote.type() == VoteType.PREVOTE) {
      checkPrevote(one, value);
      return;
    }
    if (!one.polka(vote.round(), value)) {
      wrong(one, "there is no polka for " + value.brief());
    }
    boolean prevoted = one.party().signed.containsKey(new Position(vote.height(), vote.round(), 2));
    if (!prevoted && vote.height() != one.party().startedAt) {
      wrong(one, "had not prevoted");
    }
    if (vote.round() >= 1) {
      one.party().toShow = Optional.of(vote);
    }
  }

  private void checkPrevote(Case one, Hash value) {
    int round = one.at().round();
    long height = one.at().height();
    PublicKey proposer = proposers.proposer(height, round, one.committee());
    List<Proposal> proposals =
        one.heard().proposals(round).stream()
            .filter(p -> p.proposer().equals(proposer) && p.value().equals(value))
            .toList();
    if (proposals.isEmpty() && !proposer.equals(one.author())) {
      wrong(one, "nobody proposed " + value.brief());
      return;
    }
    Optional<Lock> lock = one.party().lock(height, round);
    boolean free = lock.isEmpty() || lock.get().value().equals(value);
    boolean entitled =
        proposals.stream()
            .anyMatch(
                p ->
                    p.validRound() < 0
                        ? free
                        : p.validRound() < round
                            && one.polka(p.validRound(), value)
                            && (free || lock.get().round() <= p.validRound()));
    if (!entitled && !proposals.isEmpty()) {
      wrong(one, "is locked at " + lock + " or lacks the polka of " + proposals);
    }
  }

  private Party party(PublicKey key) {
    return parties.computeIfAbsent(key, k -> new Party());
  }

  private void wrong(Case one, String why) {
    wrong(one.author(), one.at(), why);
  }

  private void wrong(PublicKey author, Position at, String why) {
    violation.accept("honest " + author.brief() + " signed " + at + ", but " + why);
  }
}
