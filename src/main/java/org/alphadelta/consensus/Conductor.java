package org.alphadelta.consensus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drives the driver of a height and performs what it wants: log, sign-state, own message, effects,
 * in the order of rule 19. It does not know peers and decides nothing about rounds.
 */
final class Conductor {
  private final EngineConfig config;
  private final ConsensusLog log;
  private final Optional<Desk> desk;
  private final Rules rules;
  private final List<Effect> effects = new ArrayList<>();
  private boolean unsynced;
  private boolean unsyncedOwn;

  Conductor(EngineConfig config, ConsensusLog log, Optional<Desk> desk, Rules rules) {
    this.config = config;
    this.log = log;
    this.desk = desk;
    this.rules = rules;
  }

  void begin() {
    effects.clear();
  }

  /** Everything that was emitted, durable as far as it leaves the process. */
  List<Effect> end() throws IOException {
    if (unsynced && rules.syncsBeforeSending() && effects.stream().anyMatch(Conductor::leaves)) {
      sync();
    }
    return List.copyOf(effects);
  }

  /** Logs nothing: the caller has appended the input already. */
  void drive(HeightRun here, DriverInput input) throws IOException, SafetyViolation {
    enqueue(here, input);
    pump(here);
  }

  /** Performs what is wanted until nothing is. */
  void pump(HeightRun here) throws IOException, SafetyViolation {
    while (!here.outputs.isEmpty()) {
      perform(here, here.outputs.removeFirst());
    }
  }

  private static void enqueue(HeightRun here, DriverInput input) {
    Driver.Next next = here.driver.step(input);
    here.driver = next.driver();
    here.outputs.addAll(next.outputs());
  }

  private void perform(HeightRun here, DriverOutput output) throws IOException, SafetyViolation {
    if (here.replaying) {
      remember(here, output);
      return;
    }
    switch (output) {
      case DriverOutput.Propose o -> propose(here, o);
      case DriverOutput.Cast o -> cast(here, o);
      case DriverOutput.GetValue o -> emit(new Effect.BuildValue(here.height, o.round()));
      case DriverOutput.Arm o -> schedule(here, o.kind(), o.round());
      case DriverOutput.EnteredRound o -> {
        here.forgetCounts();
        schedule(here, TimeoutKind.REPAIR, o.round());
      }
      case DriverOutput.Decide o -> {
        here.decision = Optional.of(o.certificate());
        announce(here);
      }
      case DriverOutput.ShowPolka o ->
          emit(new Effect.Broadcast(new ConsensusMessage.PolkaMessage(o.certificate())));
      case DriverOutput.Found o -> emit(new Effect.EvidenceFound(o.evidence()));
      case DriverOutput.Lacking o -> here.lacking.put(o.value(), o.holders());
      case DriverOutput.QuorumForInvalid o -> throw invalid(here, o);
    }
  }

  private static SafetyViolation invalid(HeightRun here, DriverOutput.QuorumForInvalid o) {
    return new SafetyViolation(
        "more than two thirds precommitted "
            + o.value()
            + " at height "
            + here.height
            + ", round "
            + o.round()
            + ", which is invalid here");
  }

  private void remember(HeightRun here, DriverOutput output) {
    switch (output) {
      case DriverOutput.Propose o -> here.unsigned.add(o);
      case DriverOutput.Cast o -> here.unsigned.add(o);
      case DriverOutput.Decide o -> here.decision = Optional.of(o.certificate());
      case DriverOutput.GetValue o -> {}
      case DriverOutput.Arm o -> {}
      case DriverOutput.EnteredRound o -> {}
      case DriverOutput.ShowPolka o -> {}
      case DriverOutput.Found o -> {}
      case DriverOutput.Lacking o -> {}
      case DriverOutput.QuorumForInvalid o -> {}
    }
  }

  void announce(HeightRun here) {
    here.closed = true;
    CommitCertificate certificate = here.decision.orElseThrow();
    Optional.ofNullable(here.bodies.get(certificate.value()))
        .ifPresent(
            body -> emit(new Effect.Decided(here.height, certificate.value(), body, certificate)));
  }

  private void propose(HeightRun here, DriverOutput.Propose o) throws IOException, SafetyViolation {
    if (here.driver.setup.self().isEmpty()) {
      return;
    }
    settleBeforeSigning(true); // rule 23
    Proposal proposal =
        new Proposal(here.height, o.round(), o.value(), o.validRound(), desk.orElseThrow().key());
    say(here, desk.orElseThrow().sign(proposal), o);
  }

  private void cast(HeightRun here, DriverOutput.Cast o) throws IOException, SafetyViolation {
    if (here.driver.setup.self().isEmpty()) {
      return;
    }
    settleBeforeSigning(false);
    Vote vote = new Vote(o.type(), here.height, o.round(), o.value(), desk.orElseThrow().key());
    say(here, desk.orElseThrow().sign(vote), o);
  }

  /** The sign-state may be ahead of the log by one message, never by two (rule 24). */
  private void settleBeforeSigning(boolean everything) throws IOException {
    if ((everything ? unsynced : unsyncedOwn) && rules.syncsBeforeSending()) {
      sync();
    }
  }

  private void say(HeightRun here, Desk.Outcome outcome, DriverOutput what)
      throws IOException, SafetyViolation {
    switch (outcome) {
      case Desk.Outcome.Refused refused -> emit(new Effect.SigningRefused(refused.reason()));
      case Desk.Outcome.Signed signed -> {
        if (here.own.stream().noneMatch(o -> o.position().equals(signed.message().position()))) {
          own(here, signed.message());
        }
        emit(new Effect.Broadcast(Voice.message(here, signed.message(), what)));
      }
    }
  }

  /**
   * What it implies comes after what is already wanted: the loop in {@link #drive} goes on with it.
   */
  void own(HeightRun here, OwnMessage message) throws IOException {
    here.own.add(message);
    append(new LogEntry.Own(message));
    unsyncedOwn = true;
    enqueue(here, new DriverInput.OwnSigned(message));
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

  void schedule(HeightRun here, TimeoutKind kind, int round) {
    emit(
        new Effect.Schedule(
            new Timeout(here.height, round, kind), config.timeouts().millis(kind, round)));
  }

  private static boolean leaves(Effect effect) {
    return switch (effect) {
      case Effect.Broadcast e -> true;
      case Effect.Send e -> true;
      case Effect.SendToMembers e -> true;
      case Effect.Schedule e -> false;
      case Effect.BuildValue e -> false;
      case Effect.JudgeValue e -> false;
      case Effect.Decided e -> false;
      case Effect.EvidenceFound e -> false;
      case Effect.PeerRefused e -> false;
      case Effect.SigningRefused e -> false;
      case Effect.SafetyStop e -> false;
    };
  }
}
