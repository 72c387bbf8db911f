package org.alphadelta.consensus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * The door for what peers say about the current height: range, membership and need first,
 * signatures next, and only then is anything kept, logged and driven (rules 13, 14, 16). It does
 * not know rounds' rules.
 */
final class Intake {
  /** Votes in an answer that are sent or read. */
  static final int MAX_ANSWER_VOTES = 4_000;

  static final int MAX_ANSWER_PROPOSALS = 400;

  private final Conductor conductor;
  private final EngineConfig config;
  private final SignatureVerifier verifier;
  private final ValueNames names;
  private final Optional<Desk> desk;
  private final Rules rules;

  Intake(
      Conductor conductor,
      EngineConfig config,
      SignatureVerifier verifier,
      ValueNames names,
      Optional<Desk> desk,
      Rules rules) {
    this.conductor = conductor;
    this.config = config;
    this.verifier = verifier;
    this.names = names;
    this.desk = desk;
    this.rules = rules;
  }

  void receive(HeightRun here, EngineInput.Receive in) throws IOException, SafetyViolation {
    Peer peer = in.peer();
    if (in.message() instanceof ConsensusMessage.HeightQuery query) {
      onHeightQuery(here, peer, query.height());
      return;
    }
    if (in.message().height() != here.height) {
      return;
    }
    if (in.message() instanceof ConsensusMessage.ValueRequest request) {
      onValueRequest(here, peer, request.value());
      return;
    }
    if (here.closed && rules.ignoresAfterDecision()) {
      return; // rule 12; those who are behind are served above
    }
    switch (in.message()) {
      case ConsensusMessage.ProposalMessage m -> onProposal(here, peer, m.proposal(), m.body());
      case ConsensusMessage.VoteMessage m -> onVote(here, peer, m.vote());
      case ConsensusMessage.PolkaMessage m -> onPolka(here, peer, m.certificate());
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> onBody(here, peer, m.value(), m.body());
      case ConsensusMessage.HeightQuery m -> {}
      case ConsensusMessage.HeightAnswer m -> onHeightAnswer(here, peer, m);
    }
  }

  private void onVote(HeightRun here, Peer peer, SignedVote signed)
      throws IOException, SafetyViolation {
    Vote vote = signed.vote();
    if (!here.committee.contains(vote.validator())) {
      refuse(peer, MessageRejection.notAMember(vote.validator()));
      return;
    }
    if (here.driver.holds(signed)) {
      return;
    }
    boolean mine = mine(vote.validator());
    if (!mine && (!here.driver.useful(vote) || here.alreadyAccused(vote))) {
      return;
    }
    if (!genuine(signed)) {
      refuse(peer, MessageRejection.badSignature(vote.validator()));
      return;
    }
    if (mine) {
      desk.orElseThrow().compare(new OwnMessage.OfVote(signed));
      return;
    }
    if (!here.hasRoomFor(vote.validator(), vote.round())) {
      return;
    }
    here.accuse(vote);
    if (rules.logsOthersVotes()) {
      conductor.append(new LogEntry.VoteReceived(signed));
    }
    conductor.drive(here, new DriverInput.VoteSeen(signed));
  }

  private void onProposal(HeightRun here, Peer peer, SignedProposal signed, Optional<Bytes> body)
      throws IOException, SafetyViolation {
    Proposal proposal = signed.proposal();
    Optional<Rejection> wrong = wrong(here, signed);
    if (wrong.isPresent()) {
      refuse(peer, wrong.get());
      return;
    }
    if (!here.driver.holds(proposal)) {
      Optional<Rejection> unproven = unproven(here, signed);
      if (unproven.isPresent()) {
        refuse(peer, unproven.get());
        return;
      }
      if (mine(proposal.proposer())) {
        desk.orElseThrow().compare(new OwnMessage.OfProposal(proposal, signed.signature()));
        return;
      }
      if (here.driver.keeps(proposal) && here.hasRoomFor(proposal.proposer(), proposal.round())) {
        SignedProposal proven = proven(here, signed);
        conductor.append(new LogEntry.ProposalReceived(proven));
        conductor.drive(here, new DriverInput.ProposalSeen(proven));
      }
    }
    if (body.isPresent()) {
      onBody(here, peer, proposal.value(), body.get());
    }
  }

  private Optional<Rejection> wrong(HeightRun here, SignedProposal signed) {
    Proposal proposal = signed.proposal();
    PublicKey proposer = here.driver.proposer(proposal.round());
    if (rules.checksProposer() && !proposer.equals(proposal.proposer())) {
      return Optional.of(MessageRejection.notTheProposer(proposal.proposer(), proposer));
    }
    if (proposal.validRound() >= proposal.round()) {
      return Optional.of(MessageRejection.badValidRound(proposal.validRound(), proposal.round()));
    }
    return signed
        .polka()
        .filter(
            p ->
                p.height() != here.height
                    || p.round() != proposal.validRound()
                    || !p.value().equals(proposal.value()))
        .map(p -> MessageRejection.foreignCertificate());
  }

  private Optional<Rejection> unproven(HeightRun here, SignedProposal signed) {
    Proposal proposal = signed.proposal();
    if (!verifier.verify(
        proposal.proposer(), proposal.signingBytes(config.chain()), signed.signature())) {
      return Optional.of(MessageRejection.badSignature(proposal.proposer()));
    }
    if (signed.polka().isEmpty()
        || here.driver.knowsPolka(proposal.validRound(), proposal.value())) {
      return Optional.empty();
    }
    return unproven(here, signed.polka().get()).map(r -> r);
  }

  /** A certificate that was not verified because its polka is known gives way to the known one. */
  private static SignedProposal proven(HeightRun here, SignedProposal signed) {
    Proposal proposal = signed.proposal();
    Optional<PolkaCertificate> known =
        proposal.validRound() < 0
            ? Optional.empty()
            : here.driver.polka(proposal.validRound(), proposal.value());
    return new SignedProposal(proposal, signed.signature(), known.or(signed::polka));
  }

  private Optional<CertificateRejection> unproven(HeightRun here, PolkaCertificate certificate) {
    return Certificates.verify(
        certificate, here.committee, v -> here.driver.holds(v) || genuine(v), rules);
  }

  private void onPolka(HeightRun here, Peer peer, PolkaCertificate certificate)
      throws IOException, SafetyViolation {
    if (here.driver.knowsPolka(certificate.round(), certificate.value())
        || !here.firstShown(peer.name(), certificate.round(), certificate.value())) {
      return;
    }
    Optional<CertificateRejection> unproven = unproven(here, certificate);
    if (unproven.isPresent()) {
      refuse(peer, unproven.get());
      return;
    }
    for (VoteSignature one : certificate.signatures()) {
      if (mine(one.validator())) {
        desk.orElseThrow()
            .compare(
                new OwnMessage.OfVote(
                    new SignedVote(certificate.vote(one.validator()), one.signature())));
      }
    }
    conductor.append(new LogEntry.PolkaReceived(certificate));
    conductor.drive(here, new DriverInput.PolkaSeen(certificate));
  }

  private void onBody(HeightRun here, Peer peer, Hash value, Bytes body)
      throws IOException, SafetyViolation {
    if (here.bodies.containsKey(value) || !here.driver.wants(value)) {
      return;
    }
    if (!names.names(value, body)) {
      refuse(peer, MessageRejection.bodyMismatch(value));
      return;
    }
    conductor.append(new LogEntry.BodyReceived(value, body));
    here.bodies.put(value, body);
    conductor.emit(new Effect.JudgeValue(here.height, value, body));
  }

  private void onValueRequest(HeightRun here, Peer peer, Hash value) {
    Optional<Bytes> body = Optional.ofNullable(here.bodies.get(value));
    if (body.isPresent() && here.serves(peer.name(), value.hex())) {
      conductor.emit(
          new Effect.Send(
              peer, new ConsensusMessage.ValueResponse(here.height, value, body.get())));
    }
  }

  /**
   * Answered at once, also while our own exchange is open: nobody waits in a circle (rule 25). Not
   * to who asks about a height that is behind us: its votes are gone here, and "I have none" would
   * let a restored validator sign there again. It has to sync first.
   */
  private void onHeightQuery(HeightRun here, Peer peer, long height) {
    if (height < here.height || !here.serves(peer.name(), "height")) {
      return;
    }
    ConsensusMessage.HeightAnswer answer =
        height == here.height
            ? here.driver.answer(MAX_ANSWER_VOTES)
            : new ConsensusMessage.HeightAnswer(height, List.of(), List.of(), List.of());
    conductor.emit(new Effect.Send(peer, answer));
    if (here.exchanging && peer.validator().filter(k -> !here.answered.contains(k)).isPresent()) {
      // it may not have been there when we asked
      conductor.emit(new Effect.Send(peer, new ConsensusMessage.HeightQuery(here.height)));
    }
  }

  /** One answer of each peer to each query of ours. */
  private void onHeightAnswer(HeightRun here, Peer peer, ConsensusMessage.HeightAnswer answer)
      throws IOException, SafetyViolation {
    if (!here.querying || !here.queried.add(peer.name())) {
      return;
    }
    int size = answer.votes().size();
    if (size > MAX_ANSWER_VOTES
        || answer.proposals().size() + answer.polkas().size() > MAX_ANSWER_PROPOSALS) {
      refuse(peer, MessageRejection.answerTooLong(size, MAX_ANSWER_VOTES));
      return;
    }
    for (SignedProposal proposal : answer.proposals()) {
      if (proposal.proposal().height() == here.height) {
        onProposal(here, peer, proposal, Optional.empty());
      }
    }
    for (SignedVote vote : answer.votes()) {
      if (vote.vote().height() == here.height && !here.closed) {
        onVote(here, peer, vote);
      }
    }
    for (PolkaCertificate polka : answer.polkas()) {
      if (polka.height() == here.height && !here.closed) {
        onPolka(here, peer, polka);
      }
    }
    peer.validator().ifPresent(here.answered::add);
  }

  private boolean genuine(SignedVote signed) {
    return !rules.checksVoteSignatures()
        || verifier.verify(
            signed.vote().validator(),
            signed.vote().signingBytes(config.chain()),
            signed.signature());
  }

  private boolean mine(PublicKey key) {
    return desk.filter(d -> d.key().equals(key)).isPresent();
  }

  private void refuse(Peer peer, Rejection reason) {
    conductor.emit(new Effect.PeerRefused(peer, reason));
  }
}
