package org.alphadelta.consensus;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Validates peers' messages about the current height: range, membership and need first, signatures
 * next; only then is anything kept, logged and given to the driver (rules 13, 14, 16).
 */
final class MessageValidator {
  /** Most votes of a height answer that are sent or read. */
  static final int MAX_ANSWER_VOTES = 4_000;

  static final int MAX_ANSWER_PROPOSALS = 400;

  private final EffectWriter writer;
  private final EngineConfig config;
  private final SignatureVerifier verifier;
  private final ValueNames names;
  private final Optional<MessageSigner> signer;

  private Optional<EngineInput.CommitteeSplit> split = Optional.empty();

  /**
   * Votes of departed keys reported as evidence, at most {@link Evidence#MAX_PER_OFFENDER} per key.
   */
  private final Map<PublicKey, Set<Vote>> departedVotes = new TreeMap<>();

  MessageValidator(
      EffectWriter writer,
      EngineConfig config,
      SignatureVerifier verifier,
      ValueNames names,
      Optional<MessageSigner> signer) {
    this.writer = writer;
    this.config = config;
    this.verifier = verifier;
    this.names = names;
    this.signer = signer;
  }

  /** From now on signatures of these keys above that height are evidence. */
  void split(EngineInput.CommitteeSplit now) {
    split = Optional.of(now);
  }

  /**
   * Reports a valid vote of a departed key above the split as evidence, even when no height is
   * being agreed on.
   */
  void accuseDeparted(ConsensusMessage message) {
    if (split.isEmpty() || !(message instanceof ConsensusMessage.VoteMessage(SignedVote signed))) {
      return;
    }
    Vote vote = signed.vote();
    Set<Vote> known = departedVotes.getOrDefault(vote.validator(), Set.of());
    if (vote.height() > split.get().height()
        && split.get().departed().contains(vote.validator())
        && !known.contains(vote)
        && known.size() < Evidence.MAX_PER_OFFENDER
        && verifier.verify(
            vote.validator(), vote.signingBytes(config.chain()), signed.signature())) {
      departedVotes.computeIfAbsent(vote.validator(), key -> new LinkedHashSet<>()).add(vote);
      writer.emit(
          new Effect.EvidenceFound(
              new Evidence.DepartedSignature(config.chain(), signed, split.get().height())));
    }
  }

  void receive(HeightState height, EngineInput.Receive in) throws IOException, SafetyViolation {
    PeerIdentity peer = in.peer();
    if (in.message() instanceof ConsensusMessage.HeightQuery query) {
      onHeightQuery(height, peer, query.height());
      return;
    }
    if (in.message().height() != height.number) {
      return;
    }
    if (in.message() instanceof ConsensusMessage.ValueRequest request) {
      onValueRequest(height, peer, request.value());
      return;
    }
    if (height.isClosed()) {
      return; // rule 12; peers that are behind are served above
    }
    switch (in.message()) {
      case ConsensusMessage.ProposalMessage m -> onProposal(height, peer, m.proposal(), m.body());
      case ConsensusMessage.VoteMessage m -> onVote(height, peer, m.vote());
      case ConsensusMessage.PolkaMessage m -> onPolka(height, peer, m.certificate());
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> onBody(height, peer, m.value(), m.body());
      case ConsensusMessage.HeightQuery m -> {}
      case ConsensusMessage.HeightAnswer m -> onHeightAnswer(height, peer, m);
    }
  }

  private void onVote(HeightState height, PeerIdentity peer, SignedVote signed)
      throws IOException, SafetyViolation {
    Vote vote = signed.vote();
    if (!height.committee.contains(vote.validator())) {
      refuse(peer, ConsensusRejections.notAMember(vote.validator()));
      return;
    }
    if (height.driver.holds(signed)) {
      return;
    }
    boolean mine = mine(vote.validator());
    if (!mine && !needs(height, peer, vote)) {
      return;
    }
    if (!genuine(signed)) {
      refuse(peer, ConsensusRejections.badSignature(vote.validator()));
      return;
    }
    if (mine) {
      signer.orElseThrow().compare(new OwnMessage.OfVote(signed));
      return;
    }
    height.accuse(vote);
    writer.append(new LogEntry.VoteReceived(signed));
    writer.drive(height, new DriverInput.VoteSeen(signed));
  }

  /** Whether a vote can have an effect; checked before its signature. */
  private static boolean needs(HeightState height, PeerIdentity peer, Vote vote) {
    return height.driver.useful(vote)
        && !height.alreadyAccused(vote)
        && height.hasRoomFor(peer, vote.validator(), vote.round());
  }

  private void onProposal(
      HeightState height, PeerIdentity peer, SignedProposal signed, Optional<Bytes> body)
      throws IOException, SafetyViolation {
    BlockProposal proposal = signed.proposal();
    Optional<Rejection> wrong = wrong(height, signed);
    if (wrong.isPresent()) {
      refuse(peer, wrong.get());
      return;
    }
    boolean mine = mine(proposal.proposer());
    boolean held = height.driver.holds(proposal);
    if (!held && !mine && !height.hasRoomFor(peer, proposal.proposer(), proposal.round())) {
      return;
    }
    if (!held && (mine || height.driver.keeps(proposal))) {
      Optional<Rejection> unproven = unproven(height, signed);
      if (unproven.isPresent()) {
        refuse(peer, unproven.get());
        return;
      }
      if (mine) {
        signer.orElseThrow().compare(new OwnMessage.OfProposal(proposal, signed.signature()));
        return;
      }
      SignedProposal proven = proven(height, signed);
      writer.append(new LogEntry.ProposalReceived(proven));
      writer.drive(height, new DriverInput.ProposalSeen(proven));
    }
    if (body.isPresent()) {
      onBody(height, peer, proposal.value(), body.get());
    }
  }

  private Optional<Rejection> wrong(HeightState height, SignedProposal signed) {
    BlockProposal proposal = signed.proposal();
    PublicKey proposer = height.driver.proposer(proposal.round());
    if (!proposer.equals(proposal.proposer())) {
      return Optional.of(ConsensusRejections.notTheProposer(proposal.proposer(), proposer));
    }
    Optional<Rejection> later =
        proposal
            .validRound()
            .filter(vr -> vr >= proposal.round())
            .map(vr -> ConsensusRejections.badValidRound(vr, proposal.round()));
    return later.or(() -> foreign(height, signed));
  }

  private static Optional<Rejection> foreign(HeightState height, SignedProposal signed) {
    BlockProposal proposal = signed.proposal();
    return signed
        .polka()
        .filter(
            p ->
                p.height() != height.number
                    || proposal.validRound().filter(vr -> vr == p.round()).isEmpty()
                    || !p.value().equals(proposal.value()))
        .map(p -> ConsensusRejections.foreignCertificate());
  }

  private Optional<Rejection> unproven(HeightState height, SignedProposal signed) {
    BlockProposal proposal = signed.proposal();
    if (!verifier.verify(
        proposal.proposer(), proposal.signingBytes(config.chain()), signed.signature())) {
      return Optional.of(ConsensusRejections.badSignature(proposal.proposer()));
    }
    if (signed.polka().isEmpty() || knownPolka(height, proposal).isPresent()) {
      return Optional.empty();
    }
    return unproven(height, signed.polka().get()).map(r -> r);
  }

  /** An unverified certificate whose polka is known is replaced by the known one. */
  private static SignedProposal proven(HeightState height, SignedProposal signed) {
    return new SignedProposal(
        signed.proposal(),
        signed.signature(),
        knownPolka(height, signed.proposal()).or(signed::polka));
  }

  private static Optional<PolkaCertificate> knownPolka(HeightState height, BlockProposal proposal) {
    return proposal.validRound().flatMap(vr -> height.driver.polka(vr, proposal.value()));
  }

  private Optional<Rejection> unproven(HeightState height, PolkaCertificate certificate) {
    return Certificates.verify(
        certificate, height.committee, v -> height.driver.holds(v) || genuine(v));
  }

  private void onPolka(HeightState height, PeerIdentity peer, PolkaCertificate certificate)
      throws IOException, SafetyViolation {
    if (height.driver.knowsPolka(certificate.round(), certificate.value())
        || !height.limits.firstShown(peer, certificate.round(), certificate.value())) {
      return;
    }
    Optional<Rejection> unproven = unproven(height, certificate);
    if (unproven.isPresent()) {
      refuse(peer, unproven.get());
      return;
    }
    for (VoteSignature one : certificate.signatures()) {
      if (mine(one.validator())) {
        signer
            .orElseThrow()
            .compare(
                new OwnMessage.OfVote(
                    new SignedVote(certificate.vote(one.validator()), one.signature())));
      }
    }
    writer.append(new LogEntry.PolkaReceived(certificate));
    writer.drive(height, new DriverInput.PolkaSeen(certificate));
  }

  private void onBody(HeightState height, PeerIdentity peer, Hash value, Bytes body)
      throws IOException, SafetyViolation {
    if (height.bodies.containsKey(value) || !height.driver.wants(value)) {
      return;
    }
    if (!names.names(value, body)) {
      refuse(peer, ConsensusRejections.bodyMismatch(value));
      return;
    }
    writer.append(new LogEntry.BodyReceived(value, body));
    height.bodies.put(value, body);
    writer.emit(new Effect.ValidateBlock(height.number, value, body));
  }

  private void onValueRequest(HeightState height, PeerIdentity peer, Hash value) {
    Optional<Bytes> body = Optional.ofNullable(height.bodies.get(value));
    if (body.isPresent() && height.limits.servesValue(peer, value)) {
      writer.emit(
          new Effect.Send(
              peer, new ConsensusMessage.ValueResponse(height.number, value, body.get())));
    }
  }

  /**
   * Answers at once, even during our own exchange, so that no nodes wait for each other in a circle
   * (rule 25). A peer that asks about a past height gets no answer: its votes are gone here, and an
   * empty answer would let a restored validator sign there again. It has to sync first.
   */
  private void onHeightQuery(HeightState height, PeerIdentity peer, long asked) {
    if (asked < height.number || !height.limits.servesHeight(peer)) {
      return;
    }
    ConsensusMessage.HeightAnswer answer =
        asked == height.number
            ? height.driver.answer(MAX_ANSWER_VOTES)
            : new ConsensusMessage.HeightAnswer(asked, List.of(), List.of(), List.of());
    writer.emit(new Effect.Send(peer, answer));
    if (peer.validator().filter(height::awaitsAnswer).isPresent()) {
      // it may not have been there when we asked
      writer.emit(new Effect.Send(peer, new ConsensusMessage.HeightQuery(height.number)));
    }
  }

  /** Accepts one answer per peer and query. */
  private void onHeightAnswer(
      HeightState height, PeerIdentity peer, ConsensusMessage.HeightAnswer answer)
      throws IOException, SafetyViolation {
    if (!height.firstAnswer(peer)) {
      return;
    }
    int size = answer.votes().size();
    if (size > MAX_ANSWER_VOTES
        || answer.proposals().size() + answer.polkas().size() > MAX_ANSWER_PROPOSALS) {
      refuse(peer, ConsensusRejections.answerTooLong(size, MAX_ANSWER_VOTES));
      return;
    }
    for (SignedProposal proposal : answer.proposals()) {
      if (proposal.proposal().height() == height.number) {
        onProposal(height, peer, proposal, Optional.empty());
      }
    }
    for (SignedVote vote : answer.votes()) {
      if (vote.vote().height() == height.number && !height.isClosed()) {
        onVote(height, peer, vote);
      }
    }
    for (PolkaCertificate polka : answer.polkas()) {
      if (polka.height() == height.number && !height.isClosed()) {
        onPolka(height, peer, polka);
      }
    }
    peer.validator().ifPresent(height::answered);
  }

  private boolean genuine(SignedVote signed) {
    return verifier.verify(
        signed.vote().validator(), signed.vote().signingBytes(config.chain()), signed.signature());
  }

  private boolean mine(PublicKey key) {
    return signer.filter(signer -> signer.key().equals(key)).isPresent();
  }

  private void refuse(PeerIdentity peer, Rejection reason) {
    writer.emit(new Effect.PeerRefused(peer, reason));
  }
}
