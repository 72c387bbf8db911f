package org.alphadelta.consensus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/**
 * Agreement of one chain, height after height: log, sign-state and signatures around the pure {@link Driver}. Actor
 * and simulator drive the same engine. It owns no thread, timer or socket: what it wants is returned as effects, and
 * nothing that leaves the process is returned before it is durable (rule 19). One caller at a time.
 *
 * <p>After a failed write or a contradiction it returns one {@link Effect.SafetyStop} and from then on nothing.
 */
public final class Engine {
  /** For people and status routes. {@code round} is -1 before the first. */
  public record View(long height, int round, Step step, boolean exchanging, boolean decided) {}

  private final EngineConfig config;
  private final ConsensusLog log;
  private final Optional<Desk> desk;
  private final Rules rules;
  private final Intake intake;
  private final NextHeight nextHeight = new NextHeight();
  private final List<Effect> effects = new ArrayList<>();
  private Optional<HeightRun> run = Optional.empty();
  private boolean exchanged;
  private boolean unsynced;
  private boolean unsyncedOwn;
  private boolean stopped;

  /** @param signer empty for an observer, which follows and signs nothing */
  public Engine(
      EngineConfig config,
      ConsensusLog log,
      SignState signState,
      SignatureVerifier verifier,
      ValueNames names,
      Optional<Signer> signer) {
    this(config, log, signState, verifier, names, signer, Rules.CORRECT);
  }

  Engine(
      EngineConfig config,
      ConsensusLog log,
      SignState signState,
      SignatureVerifier verifier,
      ValueNames names,
      Optional<Signer> signer,
      Rules rules) {
    this.config = config;
    this.log = log;
    this.desk = signer.map(s -> new Desk(config.chain(), s, signState, rules));
    this.rules = rules;
    this.intake = new Intake(this, config, verifier, names, desk, rules);
  }

  /** Takes one input; the effects are in order. Empty for ever after a {@link Effect.SafetyStop}. */
  public List<Effect> handle(EngineInput input) {
    if (stopped) {
      return List.of();
    }
    effects.clear();
    try {
      take(input);
      askForMissing();
      if (unsynced && rules.syncsBeforeSending() && effects.stream().anyMatch(Engine::leaves)) {
        sync();
      }
      return List.copyOf(effects);
    } catch (SafetyViolation e) {
      return stop(e.reason());
    } catch (IOException e) {
      return stop("a write or read of log or sign-state failed: " + e);
    }
  }

  public Optional<View> view() {
    return run.map(
        r ->
            new View(
                r.height, r.round(), r.driver.round().step(), r.exchanging, r.decision.isPresent()));
  }

  private List<Effect> stop(String reason) {
    stopped = true;
    return List.of(new Effect.SafetyStop(reason));
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

  private void take(EngineInput input) throws IOException, SafetyViolation {
    switch (input) {
      case EngineInput.StartHeight in -> start(in);
      case EngineInput.StopAfter in -> {
        if (desk.isPresent()) {
          desk.get().stopAfter(in.height());
        }
      }
      case EngineInput.Receive in -> receive(in);
      case EngineInput.ForgetPeer in -> {
        nextHeight.forget(in.name());
        run.ifPresent(r -> r.queried.remove(in.name()));
      }
      case EngineInput.Elapse in -> elapse(in.timeout());
      case EngineInput.OfferValue in -> offer(in);
      case EngineInput.Judge in -> judge(in);
      case EngineInput.Abandon in ->
          run.filter(r -> r.height <= in.height()).ifPresent(r -> r.closed = true);
    }
  }

  private void start(EngineInput.StartHeight in) throws IOException, SafetyViolation {
    if (run.filter(r -> r.height >= in.height()).isPresent()) {
      return;
    }
    boolean member =
        desk.isPresent()
            && in.committee().contains(desk.get().key())
            && desk.get().mayEverSign(in.height());
    Driver.Setup setup =
        new Driver.Setup(
            in.height(),
            in.committee(),
            config.proposers(),
            member ? desk.map(Desk::key) : Optional.empty(),
            rules,
            true);
    HeightRun here = new HeightRun(in.height(), in.committee(), Driver.of(setup));
    run = Optional.of(here);
    replay(here);
    if (here.decision.isPresent()) {
      announce(here);
    } else if (member && !exchanged && rules.exchangesBeforeSigning() && !here.exchanged(desk.get().key())) {
      here.exchanging = true;
      append(new LogEntry.Acting(false));
      drive(here, new DriverInput.Act(false));
      query(here);
    } else {
      act(here);
    }
    for (EngineInput.Receive kept : nextHeight.take(in.height())) {
      receive(kept);
    }
  }

  /** Rule 22: brings back what the log holds, says nothing. Rule 24: adds what only the sign-state holds. */
  private void replay(HeightRun here) throws IOException, SafetyViolation {
    if (log.height() > here.height) {
      throw new SafetyViolation(
          "the log is at height " + log.height() + ", the ledger only at height " + here.height);
    }
    if (log.height() < here.height) {
      log.startHeight(here.height);
    } else if (rules.replaysLog()) {
      here.replaying = true;
      for (LogEntry entry : log.entries()) {
        replay(here, entry);
      }
      here.replaying = false;
    }
    if (desk.isPresent() && rules.replaysLog()) {
      Optional<OwnMessage> missing = desk.get().missingIn(here.own, here.height);
      if (missing.isPresent()) {
        here.replaying = true;
        here.unsigned.removeIf(o -> Voice.says(o, missing.get()));
        own(here, missing.get());
        while (!here.outputs.isEmpty()) {
          perform(here, here.outputs.removeFirst());
        }
        here.replaying = false;
      }
    }
  }

  private void replay(HeightRun here, LogEntry entry) throws IOException, SafetyViolation {
    switch (entry) {
      case LogEntry.Acting e -> drive(here, new DriverInput.Act(e.acting()));
      case LogEntry.VoteReceived e -> drive(here, new DriverInput.VoteSeen(e.vote()));
      case LogEntry.ProposalReceived e -> drive(here, new DriverInput.ProposalSeen(e.proposal()));
      case LogEntry.PolkaReceived e -> drive(here, new DriverInput.PolkaSeen(e.certificate()));
      case LogEntry.BodyReceived e -> here.bodies.put(e.value(), e.body());
      case LogEntry.Judged e -> drive(here, new DriverInput.Judged(e.value(), e.valid()));
      case LogEntry.Elapsed e -> drive(here, new DriverInput.Elapsed(e.timeout()));
      case LogEntry.Built e -> {
        here.bodies.put(e.value(), e.body());
        drive(here, new DriverInput.Built(e.round(), e.value()));
      }
      case LogEntry.Own e -> {
        here.own.add(e.message());
        here.unsigned.removeIf(o -> Voice.says(o, e.message()));
        drive(here, new DriverInput.OwnSigned(e.message()));
      }
    }
  }

  /** Takes part: first what a replay wanted to say and had not, then whatever holds. */
  private void act(HeightRun here) throws IOException, SafetyViolation {
    here.exchanging = false;
    exchanged = exchanged || desk.isPresent() && here.driver.setup.self().isPresent();
    boolean resumed = here.round() >= 0;
    here.outputs.addAll(here.unsigned);
    here.unsigned.clear();
    append(new LogEntry.Acting(true));
    drive(here, new DriverInput.Act(true));
    if (resumed) {
      here.bodies.forEach(
          (value, body) -> {
            if (!here.driver.judged(value)) {
              emit(new Effect.JudgeValue(here.height, value, body));
            }
          });
      Voice.repeat(here).forEach(this::emit);
    }
  }

  private void receive(EngineInput.Receive in) throws IOException, SafetyViolation {
    if (run.isEmpty()) {
      return;
    }
    HeightRun here = run.get();
    long height = in.message().height();
    if (height == here.height + 1 && !(in.message() instanceof ConsensusMessage.HeightQuery)) {
      nextHeight.keep(in, here.committee);
    } else {
      intake.receive(here, in);
      if (here.exchanging && !here.closed && desk.isPresent() && here.exchanged(desk.get().key())) {
        act(here);
      }
    }
  }

  private void elapse(Timeout timeout) throws IOException, SafetyViolation {
    if (run.isEmpty() || run.get().height != timeout.height() || run.get().closed) {
      return;
    }
    HeightRun here = run.get();
    if (timeout.round() != Math.max(0, here.round()) && !rules.acceptsStaleTimeouts()) {
      return;
    }
    if (timeout.kind() == TimeoutKind.REPAIR) {
      repair(here);
    } else if (!here.exchanging && (here.driver.awaits(timeout) || rules.acceptsStaleTimeouts())) {
      append(new LogEntry.Elapsed(timeout));
      drive(here, new DriverInput.Elapsed(timeout));
    }
  }

  /** A round lasts too long: say again what we said, ask for what we lack. Direct links lose messages. */
  private void repair(HeightRun here) {
    if (!rules.repairs()) {
      return;
    }
    if (!here.exchanging) {
      Voice.repeat(here).forEach(this::emit);
      here.driver.lacking().forEach(l -> here.lacking.put(l.value(), l.holders()));
    }
    query(here);
  }

  private void query(HeightRun here) {
    here.served.clear();
    here.queried.clear();
    here.querying = true;
    emit(new Effect.Broadcast(new ConsensusMessage.HeightQuery(here.height)));
    schedule(here, TimeoutKind.REPAIR, Math.max(0, here.round()));
  }

  private void offer(EngineInput.OfferValue in) throws IOException, SafetyViolation {
    if (run.isEmpty() || run.get().height != in.height() || run.get().closed) {
      return;
    }
    HeightRun here = run.get();
    if (here.exchanging || !here.driver.awaits(in.round())) {
      return;
    }
    append(new LogEntry.Built(in.round(), in.value(), in.body()));
    here.bodies.put(in.value(), in.body());
    drive(here, new DriverInput.Built(in.round(), in.value()));
  }

  private void judge(EngineInput.Judge in) throws IOException, SafetyViolation {
    if (run.isEmpty() || run.get().height != in.height() || run.get().closed) {
      return;
    }
    HeightRun here = run.get();
    if (here.bodies.containsKey(in.value()) && !here.driver.judged(in.value())) {
      append(new LogEntry.Judged(in.value(), in.valid()));
      drive(here, new DriverInput.Judged(in.value(), in.valid()));
    }
  }

  /** Logs nothing: the caller has appended the input already. */
  void drive(HeightRun here, DriverInput input) throws IOException, SafetyViolation {
    enqueue(here, input);
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
        here.served.clear();
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
        "more than two thirds precommitted " + o.value() + " at height " + here.height + ", round "
            + o.round() + ", which is invalid here");
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

  private void announce(HeightRun here) {
    here.closed = true;
    CommitCertificate certificate = here.decision.orElseThrow();
    Optional.ofNullable(here.bodies.get(certificate.value()))
        .ifPresent(
            body ->
                emit(new Effect.Decided(here.height, certificate.value(), body, certificate)));
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

  /** What it implies comes after what is already wanted: the loop in {@link #drive} goes on with it. */
  private void own(HeightRun here, OwnMessage message) throws IOException {
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

  private void schedule(HeightRun here, TimeoutKind kind, int round) {
    emit(
        new Effect.Schedule(
            new Timeout(here.height, round, kind), config.timeouts().millis(kind, round)));
  }

  /** Bodies that came with the same message are not asked for. */
  private void askForMissing() {
    run.ifPresent(
        here -> {
          here.lacking.forEach(
              (Hash value, List<org.alphadelta.core.PublicKey> holders) -> {
                Optional<Bytes> body = Optional.ofNullable(here.bodies.get(value));
                if (body.isEmpty() && !here.closed) {
                  emit(
                      new Effect.SendToMembers(
                          holders, new ConsensusMessage.ValueRequest(here.height, value)));
                }
              });
          here.lacking.clear();
        });
  }
}
