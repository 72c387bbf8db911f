package org.alphadelta.governance;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.governance.GovernorDecision.Decided;
import org.alphadelta.governance.GovernorDecision.Refused;
import org.alphadelta.governance.GovernorEvent.GenesisRebuilt;
import org.alphadelta.governance.GovernorEvent.ParametersPinned;
import org.alphadelta.governance.GovernorEvent.ReadinessAttested;
import org.alphadelta.governance.GovernorEvent.VoteCast;

/**
 * State of the stream {@code governor}: what each chain recorded, as journaled by this validator,
 * and its own decisions.
 *
 * <p>Observing compares with the journal, so the same block twice, or a restart, gives no event
 * twice. A Yes is decided only when both parameter files are pinned and both genesis blocks were
 * rebuilt to the expected hashes.
 */
public final class GovernorState {
  public static final GovernorState EMPTY =
      new GovernorState(
          new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private final SortedMap<Hash, GovernanceState> chains;
  private final SortedMap<Cid, Long> pinned;
  private final SortedMap<Hash, GenesisRebuilt> rebuilt;
  private final SortedMap<Hash, VoteCast> votes;
  private final SortedMap<Hash, ReadinessAttested> attested;

  private GovernorState(
      SortedMap<Hash, GovernanceState> chains,
      SortedMap<Cid, Long> pinned,
      SortedMap<Hash, GenesisRebuilt> rebuilt,
      SortedMap<Hash, VoteCast> votes,
      SortedMap<Hash, ReadinessAttested> attested) {
    this.chains = chains;
    this.pinned = pinned;
    this.rebuilt = rebuilt;
    this.votes = votes;
    this.attested = attested;
  }

  /** Governance of a chain as journaled so far. */
  public GovernanceState journaled(Hash chain) {
    return chains.getOrDefault(chain, GovernanceState.EMPTY);
  }

  public SortedMap<Cid, Long> pinned() {
    return Collections.unmodifiableSortedMap(pinned);
  }

  public Optional<GenesisRebuilt> rebuilt(Hash proposal) {
    return Optional.ofNullable(rebuilt.get(proposal));
  }

  /** This validator's newest decision on a proposal. */
  public Optional<VoteCast> ownVote(Hash proposal) {
    return Optional.ofNullable(votes.get(proposal));
  }

  public GovernorDecision decide(GovernorCommand command) {
    return switch (command) {
      case GovernorCommand.Observe observe ->
          new Decided(GovernanceDiff.since(journaled(observe.chain()), observe));
      case GovernorCommand.CastVote vote -> castVote(vote);
      case GovernorCommand.AttestReadiness attest -> attestReadiness(attest);
      case GovernorCommand.PinParameters pin -> pin(pin);
      case GovernorCommand.RecordRebuild rebuild -> recordRebuild(rebuild);
    };
  }

  /** Applies an event without checking any rule, because journaled events have happened. */
  public GovernorState after(GovernorEvent event) {
    Hash chain = event.chain();
    return switch (event) {
      case GovernorEvent.ProposalRecorded e -> seen(chain, journaled(chain).with(e.proposal()));
      case GovernorEvent.VoteRecorded e ->
          seen(chain, journaled(chain).with(new VoteKey(e.proposal(), e.voter()), e.cast()));
      case GovernorEvent.ReadinessRecorded e ->
          seen(chain, journaled(chain).with(new VoteKey(e.proposal(), e.voter()), e.readiness()));
      case GovernorEvent.TallyRecorded e ->
          seen(chain, recounted(chain, e.proposal(), e.governors(), e.publics()));
      case GovernorEvent.StatusRecorded e ->
          seen(chain, closed(chain, e.proposal(), e.status(), e.height()));
      case ParametersPinned e ->
          new GovernorState(chains, put(pinned, e.cid(), e.size()), rebuilt, votes, attested);
      case GenesisRebuilt e ->
          new GovernorState(chains, pinned, put(rebuilt, e.proposal(), e), votes, attested);
      case VoteCast e ->
          new GovernorState(chains, pinned, rebuilt, put(votes, e.proposal(), e), attested);
      case ReadinessAttested e ->
          new GovernorState(chains, pinned, rebuilt, votes, put(attested, e.proposal(), e));
    };
  }

  /**
   * Own decided votes that the chain's state does not have yet: to be sent, again after a restart.
   * {@code height} is the earliest that can include them.
   */
  public List<VoteCast> votesToSend(
      Hash chain, GovernanceState state, PublicKey self, long height) {
    return votes.values().stream()
        .filter(v -> v.chain().equals(chain))
        .filter(
            v -> open(state, v.proposal()).filter(p -> height <= p.votingEndsHeight()).isPresent())
        .filter(v -> state.vote(v.proposal(), self).filter(c -> c.ballot() == v.ballot()).isEmpty())
        .toList();
  }

  /** Own decided readiness that the chain's state does not have yet. */
  public List<ReadinessAttested> readinessToSend(
      Hash chain, GovernanceState state, PublicKey self, long height, long freeze) {
    return attested.values().stream()
        .filter(a -> a.chain().equals(chain))
        .filter(a -> attestable(state, a.proposal(), height, freeze))
        .filter(a -> state.readiness(a.proposal(), self).isEmpty())
        .toList();
  }

  /**
   * Proposals for which this validator should attest readiness now: its Yes is on the chain, it has
   * rebuilt both genesis blocks, F is not passed.
   */
  public List<Hash> readinessDue(GovernanceState state, PublicKey self, long height, long freeze) {
    return rebuilt.keySet().stream()
        .filter(id -> !attested.containsKey(id) && attestable(state, id, height, freeze))
        .filter(id -> state.vote(id, self).filter(v -> v.ballot() == Ballot.YES).isPresent())
        .filter(id -> state.readiness(id, self).isEmpty())
        .toList();
  }

  private GovernorDecision castVote(GovernorCommand.CastVote c) {
    Optional<Ballot> decided = ownVote(c.proposal()).map(VoteCast::ballot);
    boolean onChain =
        c.state().vote(c.proposal(), c.self()).map(CastBallot::ballot).equals(decided);
    if (decided.filter(b -> b == Ballot.YES).isPresent()) {
      return new Refused(GovernanceRejections.yesIsFinal(c.ballot()));
    }
    if (decided.filter(b -> b == c.ballot()).isPresent() && !onChain) {
      return new Refused(GovernanceRejections.alreadyDecided(c.proposal(), c.ballot().label()));
    }
    GovernanceOutcome rules =
        Governance.vote(c.context(), c.state(), c.self(), c.proposal(), c.ballot(), c.proposal());
    if (rules instanceof GovernanceOutcome.Refused refused) {
      return new Refused(refused.rejection());
    }
    if (c.ballot() == Ballot.YES) {
      Optional<Rejection> unprepared =
          checkPrepared(c.state().proposal(c.proposal()).orElseThrow());
      if (unprepared.isPresent()) {
        return new Refused(unprepared.get());
      }
    }
    return decided(new VoteCast(c.context().chain().genesis(), c.proposal(), c.ballot()));
  }

  private GovernorDecision attestReadiness(GovernorCommand.AttestReadiness c) {
    if (attested.containsKey(c.proposal())) {
      return new Refused(GovernanceRejections.alreadyDecided(c.proposal(), "readiness"));
    }
    GenesisRebuilt own = rebuilt.get(c.proposal());
    if (own == null) {
      return new Refused(GovernanceRejections.genesisNotRebuilt(c.proposal()));
    }
    GovernanceOutcome rules =
        Governance.attest(c.context(), c.state(), c.self(), c.proposal(), own.alpha(), own.delta());
    return switch (rules) {
      case GovernanceOutcome.Refused refused -> new Refused(refused.rejection());
      case GovernanceOutcome.Accepted accepted ->
          decided(
              new ReadinessAttested(
                  c.context().chain().genesis(), c.proposal(), own.alpha(), own.delta()));
    };
  }

  private GovernorDecision pin(GovernorCommand.PinParameters c) {
    return pinned.containsKey(c.cid())
        ? new Decided(List.of())
        : decided(new ParametersPinned(c.chain(), c.cid(), c.size()));
  }

  private GovernorDecision recordRebuild(GovernorCommand.RecordRebuild c) {
    Optional<Proposal> proposal = journaled(c.chain()).proposal(c.proposal());
    if (proposal.isEmpty()) {
      return new Refused(GovernanceRejections.unknownProposal(c.proposal()));
    }
    ProposalTerms terms = proposal.get().terms();
    boolean matches =
        terms.alphaExpectedHash().equals(c.alpha()) && terms.deltaExpectedHash().equals(c.delta());
    GenesisRebuilt event =
        new GenesisRebuilt(c.chain(), c.proposal(), c.alpha(), c.delta(), matches);
    return rebuilt(c.proposal()).filter(event::equals).isPresent()
        ? new Decided(List.of())
        : decided(event);
  }

  private Optional<Rejection> checkPrepared(Proposal proposal) {
    ProposalTerms terms = proposal.terms();
    if (!pinned.containsKey(terms.alphaParams())) {
      return Optional.of(
          GovernanceRejections.parametersNotPinned(ChainKind.ALPHA, terms.alphaParams()));
    }
    if (!pinned.containsKey(terms.deltaParams())) {
      return Optional.of(
          GovernanceRejections.parametersNotPinned(ChainKind.DELTA, terms.deltaParams()));
    }
    GenesisRebuilt own = rebuilt.get(proposal.id());
    if (own == null) {
      return Optional.of(GovernanceRejections.genesisNotRebuilt(proposal.id()));
    }
    return own.matches()
        ? Optional.empty()
        : Optional.of(
            GovernanceRejections.genesisDiffers(
                own.alpha(), own.delta(), terms.alphaExpectedHash(), terms.deltaExpectedHash()));
  }

  private static GovernorDecision decided(GovernorEvent event) {
    return new Decided(List.of(event));
  }

  private static Optional<Proposal> open(GovernanceState state, Hash proposal) {
    return state.proposal(proposal).filter(p -> p.status() == ProposalStatus.OPEN);
  }

  private static boolean attestable(
      GovernanceState state, Hash proposal, long height, long freeze) {
    return open(state, proposal)
        .filter(p -> height <= p.terms().activationHeight() - freeze)
        .isPresent();
  }

  private GovernanceState recounted(
      Hash chain, Hash id, BallotCount governors, BallotCount publics) {
    GovernanceState state = journaled(chain);
    return state.proposal(id).map(p -> state.with(p.withCounts(governors, publics))).orElse(state);
  }

  private GovernanceState closed(Hash chain, Hash id, ProposalStatus status, long height) {
    GovernanceState state = journaled(chain);
    return state.proposal(id).map(p -> state.closed(p, status, height)).orElse(state);
  }

  private GovernorState seen(Hash chain, GovernanceState state) {
    return new GovernorState(put(chains, chain, state), pinned, rebuilt, votes, attested);
  }

  private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
    SortedMap<K, V> copy = new TreeMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
