package org.alphadelta.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.governance.Readiness;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.wire.Samples;

/** Events of a whole upgrade as one node journals them, and ways to spoil them. */
final class Histories {
  static final EventCodecs CODECS = NodeEvents.codecs();
  static final Hash CHAIN = hash("alpha genesis");
  static final GenesisPairId PAIR =
      new GenesisPairId(NetworkId.TESTNET, 0, CHAIN, hash("delta genesis"));
  static final GenesisPairId OTHER_PAIR =
      new GenesisPairId(NetworkId.TESTNET, 0, hash("other genesis"), hash("delta genesis"));
  static final ProposalTerms TERMS = new Samples(8).of(ProposalTerms.class);
  static final Hash PROPOSAL = hash("proposal");
  static final BallotCount GOVERNORS = new BallotCount(3, 1, 0);
  static final BallotCount PUBLICS = new BallotCount(1, 0, 0);

  private Histories() {}

  static List<GenesisEvent> genesis() {
    return List.of(
        new GenesisEvent.GenesisAccepted(
            PAIR, 4, List.of(attestation(1), attestation(2), attestation(3))),
        new GenesisEvent.GenesisAttested(PAIR, attestation(4)),
        new GenesisEvent.CacheQuarantined(PAIR, "one changed bit"),
        new GenesisEvent.AttestedTwice(
            new DoubleAttestation(attestation(1), attestation(1, OTHER_PAIR))));
  }

  static List<GovernorEvent> governor() {
    List<GovernorEvent> events = new ArrayList<>();
    events.add(
        new GovernorEvent.ProposalRecorded(
            CHAIN,
            new Proposal(
                PROPOSAL,
                TERMS,
                Actors.v(1),
                0,
                10,
                35,
                BallotCount.NONE,
                BallotCount.NONE,
                ProposalStatus.OPEN)));
    events.add(vote(1, Role.GOVERNOR, Ballot.YES, 11));
    events.add(vote(2, Role.GOVERNOR, Ballot.NO, 11));
    events.add(tally(11, new BallotCount(1, 1, 0), BallotCount.NONE));
    events.add(vote(2, Role.GOVERNOR, Ballot.YES, 12));
    events.add(vote(3, Role.GOVERNOR, Ballot.YES, 12));
    events.add(vote(4, Role.GOVERNOR, Ballot.NO, 12));
    events.add(vote(5, Role.PUBLIC, Ballot.YES, 12));
    events.add(
        new GovernorEvent.ReadinessRecorded(
            CHAIN,
            PROPOSAL,
            Actors.v(1),
            new Readiness(TERMS.alphaExpectedHash(), TERMS.deltaExpectedHash(), 13)));
    events.add(tally(13, GOVERNORS, PUBLICS));
    events.add(new GovernorEvent.ParametersPinned(CHAIN, TERMS.alphaParams(), 700));
    events.add(
        new GovernorEvent.GenesisRebuilt(
            CHAIN, PROPOSAL, TERMS.alphaExpectedHash(), TERMS.deltaExpectedHash(), true));
    events.add(new GovernorEvent.VoteCast(CHAIN, PROPOSAL, Ballot.YES));
    events.add(new GovernorEvent.StatusRecorded(CHAIN, PROPOSAL, 50, ProposalStatus.APPROVED));
    return events;
  }

  static List<RatifierEvent> ratifier() {
    return List.of(
        new RatifierEvent.ProposalApproved(
            CHAIN, PROPOSAL, 50, hash("block 50"), GOVERNORS, PUBLICS, Actors.committee(1, 0)));
  }

  static List<Evidence> evidence() {
    return List.of(new Evidence.DoubleVote(signed("one"), signed("other")));
  }

  static GovernorEvent.VoteRecorded vote(int voter, Role role, Ballot ballot, long height) {
    return new GovernorEvent.VoteRecorded(
        CHAIN,
        PROPOSAL,
        Actors.v(voter),
        role,
        new CastBallot(ballot, height, hash("transaction " + voter + height)));
  }

  static GovernorEvent.TallyRecorded tally(
      long height, BallotCount governors, BallotCount publics) {
    return new GovernorEvent.TallyRecorded(CHAIN, PROPOSAL, height, governors, publics);
  }

  static SignedVote signed(String value) {
    Vote vote = new Vote(VoteType.PRECOMMIT, 7, 0, Optional.of(hash(value)), Actors.v(2));
    ChainId chain = PAIR.chain(ChainKind.ALPHA);
    return new SignedVote(vote, Actors.pair(2).sign(vote.signingBytes(chain)));
  }

  static SignedAttestation attestation(int governor) {
    return attestation(governor, PAIR);
  }

  static SignedAttestation attestation(int governor, GenesisPairId pair) {
    Manifest manifest = new Manifest(1, List.of(hash("chunk")));
    Attestation attestation = new Attestation(pair, manifest, manifest, Actors.v(governor));
    return new SignedAttestation(
        attestation, Actors.pair(governor).sign(attestation.signingBytes()));
  }

  /** A stream of these events, rightly linked. */
  static <E extends Canonical> List<Linked<E>> linked(String stream, List<? extends E> events) {
    LinkChain chain = LinkChain.start(stream);
    List<Linked<E>> linked = new ArrayList<>();
    long time = 1_000;
    for (E event : events) {
      Linked<E> next = chain.next(event, CODECS, time++);
      chain = chain.after(next);
      linked.add(next);
    }
    return linked;
  }

  static Hash hash(String text) {
    return Sha256.plain(Bytes.utf8(text));
  }
}
