package org.alphadelta.consensus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/**
 * Agreement of one chain, height after height: log, sign-state and signatures around the pure
 * {@link Driver}. Actor and simulator drive the same engine. It owns no thread, timer or socket:
 * what it wants is returned as effects, and nothing that leaves the process is returned before it
 * is durable (rule 19). One caller at a time.
 *
 * <p>After a failed write or a contradiction it returns one {@link Effect.SafetyStop} and from then
 * on nothing.
 */
public final class Engine {
  /** For people and status routes. {@code round} is -1 before the first. */
  public record View(long height, int round, Step step, boolean exchanging, boolean decided) {}

  private final EngineConfig config;
  private final Optional<Desk> desk;
  private final Rules rules;
  private final Conductor conductor;
  private final Replay replay;
  private final Intake intake;
  private final NextHeight nextHeight = new NextHeight();
  private Optional<HeightRun> run = Optional.empty();
  private boolean stopped;

  /**
   * @param signer empty for an observer, which follows and signs nothing
   */
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
    this.desk = signer.map(s -> new Desk(config.chain(), s, signState, rules));
    this.rules = rules;
    this.conductor = new Conductor(config, log, desk, rules);
    this.replay = new Replay(log, desk, conductor, rules);
    this.intake = new Intake(conductor, config, verifier, names, desk, rules);
  }

  /**
   * Takes one input; the effects are in order. Empty for ever after a {@link Effect.SafetyStop}.
   */
  public List<Effect> handle(EngineInput input) {
    if (stopped) {
      return List.of();
    }
    conductor.begin();
    try {
      take(input);
      askForMissing();
      return conductor.end();
    } catch (SafetyViolation e) {
      return stop(e.reason());
    } catch (IOException e) {
      return stop("a write or read of log or sign-state failed: " + e.getMessage());
    }
  }

  public Optional<View> view() {
    return run.map(
        r ->
            new View(
                r.height,
                r.round(),
                r.driver.round().step(),
                r.exchanging,
                r.decision.isPresent()));
  }

  private List<Effect> stop(String reason) {
    stopped = true;
    return List.of(new Effect.SafetyStop(reason));
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
      case EngineInput.SeeOwn in -> {
        if (desk.isPresent()) {
          desk.get().compare(new OwnMessage.OfVote(in.vote()));
        }
      }
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
    replay.of(here);
    judgeAgain(here);
    if (here.decision.isPresent()) {
      conductor.announce(here);
    } else if (member
        && !desk.get().hasSigned()
        && rules.exchangesBeforeSigning()
        && !here.exchanged(desk.get().key())) {
      here.exchanging = true;
      conductor.append(new LogEntry.Acting(false));
      conductor.drive(here, new DriverInput.Act(false));
      query(here);
    } else {
      act(here);
    }
    for (EngineInput.Receive kept : nextHeight.take(in.height())) {
      receive(kept);
    }
  }

  /** Takes part: first what a replay wanted to say and had not, then whatever holds. */
  private void act(HeightRun here) throws IOException, SafetyViolation {
    here.exchanging = false;
    boolean resumed = here.round() >= 0;
    here.outputs.addAll(here.unsigned);
    here.unsigned.clear();
    conductor.append(new LogEntry.Acting(true));
    conductor.drive(here, new DriverInput.Act(true));
    if (resumed) {
      Voice.repeat(here).forEach(conductor::emit);
    }
  }

  /** Verdicts that were under way when the process ended. */
  private void judgeAgain(HeightRun here) {
    here.bodies.forEach(
        (value, body) -> {
          if (!here.driver.judged(value)) {
            conductor.emit(new Effect.JudgeValue(here.height, value, body));
          }
        });
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
      conductor.append(new LogEntry.Elapsed(timeout));
      conductor.drive(here, new DriverInput.Elapsed(timeout));
    }
  }

  /**
   * A round lasts too long: say again what we said, ask for what we lack. Direct links lose
   * messages.
   */
  private void repair(HeightRun here) {
    if (!rules.repairs()) {
      return;
    }
    if (!here.exchanging) {
      Voice.repeat(here).forEach(conductor::emit);
      here.driver.lacking().forEach(l -> here.lacking.put(l.value(), l.holders()));
    }
    query(here);
  }

  private void query(HeightRun here) {
    here.forgetCounts();
    here.queried.clear();
    here.querying = true;
    conductor.emit(new Effect.Broadcast(new ConsensusMessage.HeightQuery(here.height)));
    conductor.schedule(here, TimeoutKind.REPAIR, Math.max(0, here.round()));
  }

  private void offer(EngineInput.OfferValue in) throws IOException, SafetyViolation {
    if (run.isEmpty() || run.get().height != in.height() || run.get().closed) {
      return;
    }
    HeightRun here = run.get();
    if (here.exchanging || !here.driver.awaits(in.round())) {
      return;
    }
    conductor.append(new LogEntry.Built(in.round(), in.value(), in.body()));
    here.bodies.put(in.value(), in.body());
    conductor.drive(here, new DriverInput.Built(in.round(), in.value()));
  }

  private void judge(EngineInput.Judge in) throws IOException, SafetyViolation {
    if (run.isEmpty() || run.get().height != in.height() || run.get().closed) {
      return;
    }
    HeightRun here = run.get();
    if (here.bodies.containsKey(in.value()) && !here.driver.judged(in.value())) {
      conductor.append(new LogEntry.Judged(in.value(), in.valid()));
      conductor.drive(here, new DriverInput.Judged(in.value(), in.valid()));
    }
  }

  /** Bodies that came with the same message are not asked for. */
  private void askForMissing() {
    run.ifPresent(
        here -> {
          here.lacking.forEach(
              (Hash value, List<org.alphadelta.core.PublicKey> holders) -> {
                Optional<Bytes> body = Optional.ofNullable(here.bodies.get(value));
                if (body.isEmpty() && !here.closed) {
                  conductor.emit(
                      new Effect.SendToMembers(
                          holders, new ConsensusMessage.ValueRequest(here.height, value)));
                }
              });
          here.lacking.clear();
        });
  }
}
