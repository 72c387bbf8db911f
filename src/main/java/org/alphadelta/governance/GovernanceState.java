package org.alphadelta.governance;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * A chain's governance state, immutable: proposals, votes, readiness and when proposals were
 * closed. {@link Governance} decides what may be added. Adding a value costs a copy of its map; the
 * other maps are shared.
 */
public final class GovernanceState {
  public static final GovernanceState EMPTY =
      new GovernanceState(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private final SortedMap<Hash, Proposal> proposals;
  private final SortedMap<VoteKey, CastBallot> votes;
  private final SortedMap<VoteKey, Readiness> readiness;
  private final SortedMap<Hash, Closure> closures;

  private GovernanceState(
      SortedMap<Hash, Proposal> proposals,
      SortedMap<VoteKey, CastBallot> votes,
      SortedMap<VoteKey, Readiness> readiness,
      SortedMap<Hash, Closure> closures) {
    this.proposals = proposals;
    this.votes = votes;
    this.readiness = readiness;
    this.closures = closures;
  }

  /** A state of stored values. The maps are copied. */
  public static GovernanceState of(
      SortedMap<Hash, Proposal> proposals,
      SortedMap<VoteKey, CastBallot> votes,
      SortedMap<VoteKey, Readiness> readiness,
      SortedMap<Hash, Closure> closures) {
    return new GovernanceState(
        new TreeMap<>(proposals),
        new TreeMap<>(votes),
        new TreeMap<>(readiness),
        new TreeMap<>(closures));
  }

  public SortedMap<Hash, Proposal> proposals() {
    return Collections.unmodifiableSortedMap(proposals);
  }

  public SortedMap<VoteKey, CastBallot> votes() {
    return Collections.unmodifiableSortedMap(votes);
  }

  public SortedMap<VoteKey, Readiness> readiness() {
    return Collections.unmodifiableSortedMap(readiness);
  }

  public SortedMap<Hash, Closure> closures() {
    return Collections.unmodifiableSortedMap(closures);
  }

  public Optional<Proposal> proposal(Hash id) {
    return Optional.ofNullable(proposals.get(id));
  }

  public Optional<CastBallot> vote(Hash proposal, PublicKey voter) {
    return Optional.ofNullable(votes.get(new VoteKey(proposal, voter)));
  }

  public Optional<Readiness> readiness(Hash proposal, PublicKey voter) {
    return Optional.ofNullable(readiness.get(new VoteKey(proposal, voter)));
  }

  public Optional<Closure> closure(Hash proposal) {
    return Optional.ofNullable(closures.get(proposal));
  }

  /** The one upgrade that this chain approved. */
  public Optional<Proposal> approved() {
    return proposals.values().stream()
        .filter(p -> p.status() == ProposalStatus.APPROVED)
        .findFirst();
  }

  /** The open proposal of a proposer, if any. */
  public Optional<Proposal> openOf(PublicKey proposer) {
    return proposals.values().stream()
        .filter(p -> p.status() == ProposalStatus.OPEN && p.proposer().equals(proposer))
        .findFirst();
  }

  /** The height at which the last proposal of a proposer was closed. */
  public Optional<Long> lastClosedOf(PublicKey proposer) {
    return proposals.values().stream()
        .filter(p -> p.proposer().equals(proposer))
        .flatMap(p -> closure(p.id()).stream())
        .map(Closure::height)
        .max(Long::compare);
  }

  /** The members that voted Yes on a proposal. */
  public SortedSet<PublicKey> yesVoters(Hash proposal) {
    SortedSet<PublicKey> voters = new TreeSet<>();
    votesOn(proposal)
        .forEach(
            (key, cast) -> {
              if (cast.ballot() == Ballot.YES) {
                voters.add(key.voter());
              }
            });
    return voters;
  }

  /** All votes on one proposal, by the voters' keys. The cost is linear in their number. */
  public SortedMap<VoteKey, CastBallot> votesOn(Hash proposal) {
    SortedMap<VoteKey, CastBallot> found = new TreeMap<>();
    for (var entry : votes.tailMap(VoteKey.first(proposal)).entrySet()) {
      if (!entry.getKey().proposal().equals(proposal)) {
        break;
      }
      found.put(entry.getKey(), entry.getValue());
    }
    return found;
  }

  public GovernanceState with(Proposal proposal) {
    return new GovernanceState(put(proposals, proposal.id(), proposal), votes, readiness, closures);
  }

  public GovernanceState with(VoteKey key, CastBallot cast) {
    return new GovernanceState(proposals, put(votes, key, cast), readiness, closures);
  }

  public GovernanceState with(VoteKey key, Readiness attested) {
    return new GovernanceState(proposals, votes, put(readiness, key, attested), closures);
  }

  /** This state with a proposal in a final status, reached at {@code height}. */
  public GovernanceState closed(Proposal proposal, ProposalStatus status, long height) {
    return new GovernanceState(
        put(proposals, proposal.id(), proposal.withStatus(status)),
        votes,
        readiness,
        put(closures, proposal.id(), new Closure(height)));
  }

  private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
    SortedMap<K, V> copy = new TreeMap<>(map);
    copy.put(key, value);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof GovernanceState state
            && proposals.equals(state.proposals)
            && votes.equals(state.votes)
            && readiness.equals(state.readiness)
            && closures.equals(state.closures));
  }

  @Override
  public int hashCode() {
    return Objects.hash(proposals, votes, readiness, closures);
  }

  @Override
  public String toString() {
    return "governance: "
        + proposals.size()
        + " proposals, "
        + votes.size()
        + " votes, "
        + readiness.size()
        + " readiness";
  }
}
