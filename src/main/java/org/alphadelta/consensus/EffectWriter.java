package org.alphadelta.consensus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the driver of a height and carries out its outputs: log, sign-state, own message, effects,
 * in the order of rule 19.
 */
final class EffectWriter {
  private final EngineConfig config;
  private final ConsensusLog log;
  private final Optional<MessageSigner> signer;
  private final List<Effect> effects = new ArrayList<>();
  private boolean unsynced;
  private boolean unsyncedOwn;

  EffectWriter(EngineConfig config, ConsensusLog log, Optional<MessageSigner> signer) {
    this.config = config;
    this.log = log;
    this.signer = signer;
  }

  void begin() {
    effects.clear();
  }

  /** The emitted effects, after making durable what must precede them. */
  List<Effect> end() throws IOException {
    if (unsynced && effects.stream().anyMatch(EffectWriter::leaves)) {
      sync();
    }
    return List.copyOf(effects);
  }

  /** Does not log: the caller has appended the input already. */
  void drive(HeightState height, DriverInput input) throws IOException, SafetyViolation {
    enqueue(height, input);
    pump(height);
  }

  /** Carries out outputs until there are none. */
  void pump(HeightState height) throws IOException, SafetyViolation {
    while (!height.outputs.isEmpty()) {
      perform(height, height.outputs.removeFirst());
    }
  }

  private static void enqueue(HeightState height, DriverInput input) {
    Driver.Next next = height.driver.step(input);
    height.driver = next.driver();
    height.outputs.addAll(next.outputs());
  }

  private void perform(HeightState height, DriverOutput output)
      throws IOException, SafetyViolation {
    if (height.is(HeightState.Phase.REPLAYING)) {
      remember(height, output);
      return;
    }
    switch (output) {
      case DriverOutput.Propose o -> propose(height, o);
      case DriverOutput.Cast o -> cast(height, o);
      case DriverOutput.GetValue o -> emit(new Effect.BuildBlock(height.number, o.round()));
      case DriverOutput.Arm o -> schedule(height, o.kind(), o.round());
      case DriverOutput.EnteredRound o -> {
        height.limits.reset();
        schedule(height, TimeoutKind.REPAIR, o.round());
      }
      case DriverOutput.Decide o -> {
        height.decision = Optional.of(o.certificate());
        announce(height);
      }
      case DriverOutput.ShowPolka o ->
          emit(new Effect.Broadcast(new ConsensusMessage.PolkaMessage(o.certificate())));
      case DriverOutput.EvidenceFound o -> emit(new Effect.EvidenceFound(o.evidence()));
      case DriverOutput.MissingValue o -> height.missing.put(o.value(), o.holders());
      case DriverOutput.QuorumForInvalid o -> throw invalid(height, o);
    }
  }

  private static SafetyViolation invalid(HeightState height, DriverOutput.QuorumForInvalid o) {
    return new SafetyViolation(
        "more than two thirds precommitted "
            + o.value()
            + " at height "
            + height.number
            + ", round "
            + o.round()
            + ", which is invalid here: "
            + o.reason().sentence());
  }

  private void remember(HeightState height, DriverOutput output) {
    switch (output) {
      case DriverOutput.Propose o -> height.unsigned.add(o);
      case DriverOutput.Cast o -> height.unsigned.add(o);
      case DriverOutput.Decide o -> height.decision = Optional.of(o.certificate());
      case DriverOutput.GetValue o -> {}
      case DriverOutput.Arm o -> {}
      case DriverOutput.EnteredRound o -> {}
      case DriverOutput.ShowPolka o -> {}
      case DriverOutput.EvidenceFound o -> {}
      case DriverOutput.MissingValue o -> {}
      case DriverOutput.QuorumForInvalid o -> {}
    }
  }

  void announce(HeightState height) {
    height.close();
    CommitCertificate certificate = height.decision.orElseThrow();
    Optional.ofNullable(height.bodies.get(certificate.value()))
        .ifPresent(
            body ->
                emit(new Effect.Decided(height.number, certificate.value(), body, certificate)));
  }

  private void propose(HeightState height, DriverOutput.Propose o)
      throws IOException, SafetyViolation {
    if (height.driver.setup.self().isEmpty()) {
      return;
    }
    settleBeforeSigning(true); // rule 23
    BlockProposal proposal =
        new BlockProposal(
            height.number, o.round(), o.value(), o.validRound(), signer.orElseThrow().key());
    say(height, signer.orElseThrow().sign(proposal), o);
  }

  private void cast(HeightState height, DriverOutput.Cast o) throws IOException, SafetyViolation {
    if (height.driver.setup.self().isEmpty()) {
      return;
    }
    settleBeforeSigning(false);
    Vote vote = new Vote(o.type(), height.number, o.round(), o.value(), signer.orElseThrow().key());
    say(height, signer.orElseThrow().sign(vote), o);
  }

  /** The sign-state may be ahead of the log by one message, never by two (rule 24). */
  private void settleBeforeSigning(boolean everything) throws IOException {
    if (everything ? unsynced : unsyncedOwn) {
      sync();
    }
  }

  private void say(HeightState height, MessageSigner.Outcome outcome, DriverOutput what)
      throws IOException, SafetyViolation {
    switch (outcome) {
      case MessageSigner.Outcome.Refused refused ->
          emit(new Effect.SigningRefused(refused.reason()));
      case MessageSigner.Outcome.Signed signed -> {
        if (height.own.stream().noneMatch(o -> o.position().equals(signed.message().position()))) {
          own(height, signed.message());
        }
        emit(new Effect.Broadcast(OwnMessages.message(height, signed.message(), what)));
      }
    }
  }

  /**
   * Outputs of this message are queued behind the present ones; the loop in {@link #drive}
   * continues with them.
   */
  void own(HeightState height, OwnMessage message) throws IOException {
    height.own.add(message);
    append(new LogEntry.Own(message));
    unsyncedOwn = true;
    enqueue(height, new DriverInput.OwnSigned(message));
  }

  void append(LogEntry entry) throws IOException {
    log.append(entry);
    unsynced = true;
  }

  private void sync() throws IOException {
    log.sync();
    unsynced = false;
    unsyncedOwn = false;
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void schedule(HeightState height, TimeoutKind kind, int round) {
    emit(
        new Effect.Schedule(
            new Timeout(height.number, round, kind), config.timeouts().millis(kind, round)));
  }

  private static boolean leaves(Effect effect) {
    return switch (effect) {
      case Effect.Broadcast e -> true;
      case Effect.Send e -> true;
      case Effect.SendToMembers e -> true;
      case Effect.Schedule e -> false;
      case Effect.BuildBlock e -> false;
      case Effect.ValidateBlock e -> false;
      case Effect.Decided e -> false;
      case Effect.EvidenceFound e -> false;
      case Effect.PeerRefused e -> false;
      case Effect.SigningRefused e -> false;
      case Effect.SafetyStop e -> false;
    };
  }
}
