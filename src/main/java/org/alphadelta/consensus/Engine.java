package org.alphadelta.consensus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/**
 * Agreement of one chain, height after height: log, sign-state and signatures around the pure
 * {@link Driver}. Actor and simulator drive the same engine. It owns no thread, timer or socket: it
 * returns effects, and nothing that leaves the process is returned before it is durable (rule 19).
 * One caller at a time.
 *
 * <p>After a failed write or a contradiction it returns one {@link Effect.SafetyStop} and from then
 * on nothing.
 */
public final class Engine {
  /** For people and status routes. No round before the first. */
  public record View(
      long height, Optional<Integer> round, Step step, boolean exchanging, boolean decided) {}

  private final EngineConfig config;
  private final Optional<MessageSigner> signer;
  private final EffectWriter writer;
  private final Replay replay;
  private final MessageValidator validator;
  private final NextHeight nextHeight = new NextHeight();
  private Optional<HeightState> current = Optional.empty();
  private boolean stopped;

  /**
   * @param key empty for an observer, which follows and signs nothing
   */
  public Engine(
      EngineConfig config,
      ConsensusLog log,
      SignState signState,
      SignatureVerifier verifier,
      ValueNames names,
      Optional<Signer> key) {
    this.config = config;
    this.signer = key.map(s -> new MessageSigner(config.chain(), s, signState));
    this.writer = new EffectWriter(config, log, signer);
    this.replay = new Replay(log, signer, writer);
    this.validator = new MessageValidator(writer, config, verifier, names, signer);
  }

  /**
   * Handles one input; the effects are in order. Returns nothing more after a {@link
   * Effect.SafetyStop}.
   */
  public List<Effect> handle(EngineInput input) {
    if (stopped) {
      return List.of();
    }
    writer.begin();
    try {
      take(input);
      askForMissing();
      return writer.end();
    } catch (SafetyViolation e) {
      return stop(e.reason());
    } catch (IOException e) {
      return stop("a write or read of log or sign-state failed: " + e.getMessage());
    }
  }

  /** The chain that is agreed on. */
  public ChainId chain() {
    return config.chain();
  }

  public Optional<View> view() {
    return current.map(
        height ->
            new View(
                height.number,
                height.driver.round().round(),
                height.driver.round().step(),
                height.is(HeightState.Phase.EXCHANGING),
                height.decision.isPresent()));
  }

  private List<Effect> stop(String reason) {
    stopped = true;
    return List.of(new Effect.SafetyStop(reason));
  }

  private void take(EngineInput input) throws IOException, SafetyViolation {
    switch (input) {
      case EngineInput.StartHeight in -> start(in);
      case EngineInput.StopAfter in -> {
        if (signer.isPresent()) {
          signer.get().stopAfter(in.height());
        }
      }
      case EngineInput.CommitteeSplit in -> validator.split(in);
      case EngineInput.Receive in -> {
        validator.accuseDeparted(in.message());
        receive(in);
      }
      case EngineInput.SeeOwn in -> {
        if (signer.isPresent()) {
          signer.get().compare(new OwnMessage.OfVote(in.vote()));
        }
      }
      case EngineInput.ForgetPeer in -> {
        nextHeight.forget(in.name());
        current.ifPresent(height -> height.forget(in.name()));
      }
      case EngineInput.Elapse in -> elapse(in.timeout());
      case EngineInput.ValueBuilt in -> valueBuilt(in);
      case EngineInput.ValueValidated in -> valueValidated(in);
      case EngineInput.HeightSynced in ->
          current.filter(height -> height.number <= in.height()).ifPresent(HeightState::close);
    }
  }

  private void start(EngineInput.StartHeight in) throws IOException, SafetyViolation {
    if (current.filter(height -> height.number >= in.height()).isPresent()) {
      return;
    }
    boolean member =
        signer.isPresent()
            && in.committee().contains(signer.get().key())
            && signer.get().mayEverSign(in.height());
    Driver.Setup setup =
        new Driver.Setup(
            in.height(),
            in.committee(),
            config.proposers(),
            member ? signer.map(MessageSigner::key) : Optional.empty());
    HeightState height = new HeightState(in.height(), in.committee(), Driver.of(setup));
    current = Optional.of(height);
    replay.of(height);
    validateAgain(height);
    if (height.decision.isPresent()) {
      writer.announce(height);
    } else if (member && !signer.get().hasSigned() && !height.exchanged(signer.get().key())) {
      height.exchange();
      writer.append(new LogEntry.Acting(false));
      writer.drive(height, new DriverInput.Act(false));
      query(height);
    } else {
      act(height);
    }
    for (EngineInput.Receive kept : nextHeight.take(in.height())) {
      receive(kept);
    }
  }

  /**
   * Takes part: first signs the messages that a replay found missing, then evaluates the
   * conditions.
   */
  private void act(HeightState height) throws IOException, SafetyViolation {
    height.act();
    boolean resumed = height.driver.round().round().isPresent();
    height.outputs.addAll(height.unsigned);
    height.unsigned.clear();
    writer.append(new LogEntry.Acting(true));
    writer.drive(height, new DriverInput.Act(true));
    if (resumed) {
      OwnMessages.repeat(height).forEach(writer::emit);
    }
  }

  /** Requests again validations that were under way when the process ended. */
  private void validateAgain(HeightState height) {
    height.bodies.forEach(
        (value, body) -> {
          if (!height.driver.validated(value)) {
            writer.emit(new Effect.ValidateBlock(height.number, value, body));
          }
        });
  }

  private void receive(EngineInput.Receive in) throws IOException, SafetyViolation {
    if (current.isEmpty()) {
      return;
    }
    HeightState height = current.get();
    long named = in.message().height();
    if (named == height.number + 1 && !(in.message() instanceof ConsensusMessage.HeightQuery)) {
      nextHeight.keep(in, height.committee);
    } else {
      validator.receive(height, in);
      if (height.is(HeightState.Phase.EXCHANGING) && height.exchanged(signer.orElseThrow().key())) {
        act(height);
      }
    }
  }

  private void elapse(Timeout timeout) throws IOException, SafetyViolation {
    Optional<HeightState> open = open(timeout.height());
    if (open.isEmpty()) {
      return;
    }
    HeightState height = open.get();
    if (timeout.round() != height.timedRound()) {
      return;
    }
    if (timeout.kind() == TimeoutKind.REPAIR) {
      repair(height);
    } else if (height.is(HeightState.Phase.ACTING) && height.driver.awaits(timeout)) {
      writer.append(new LogEntry.Elapsed(timeout));
      writer.drive(height, new DriverInput.Elapsed(timeout));
    }
  }

  /**
   * The round lasts too long: repeats own messages and requests missing ones, because direct links
   * lose messages.
   */
  private void repair(HeightState height) {
    if (height.is(HeightState.Phase.ACTING)) {
      OwnMessages.repeat(height).forEach(writer::emit);
      height.driver.missing().forEach(l -> height.missing.put(l.value(), l.holders()));
    }
    query(height);
  }

  private void query(HeightState height) {
    height.ask();
    writer.emit(new Effect.Broadcast(new ConsensusMessage.HeightQuery(height.number)));
    writer.schedule(height, TimeoutKind.REPAIR, height.timedRound());
  }

  private void valueBuilt(EngineInput.ValueBuilt in) throws IOException, SafetyViolation {
    Optional<HeightState> acting =
        open(in.height())
            .filter(height -> height.is(HeightState.Phase.ACTING))
            .filter(height -> height.driver.awaits(in.round()));
    if (acting.isEmpty()) {
      return;
    }
    HeightState height = acting.get();
    writer.append(new LogEntry.Built(in.round(), in.value(), in.body()));
    height.bodies.put(in.value(), in.body());
    writer.drive(height, new DriverInput.Built(in.round(), in.value()));
  }

  private void valueValidated(EngineInput.ValueValidated in) throws IOException, SafetyViolation {
    Optional<HeightState> awaiting =
        open(in.height())
            .filter(height -> height.bodies.containsKey(in.value()))
            .filter(height -> !height.driver.validated(in.value()));
    if (awaiting.isPresent()) {
      HeightState height = awaiting.get();
      writer.append(new LogEntry.Judged(in.value(), in.refusal().isEmpty()));
      writer.drive(height, new DriverInput.Validated(in.value(), Validity.of(in.refusal())));
    }
  }

  /** The current height, if it is this one and not closed. */
  private Optional<HeightState> open(long height) {
    return current.filter(c -> c.number == height && !c.isClosed());
  }

  /** Bodies that came with the same message are not requested. */
  private void askForMissing() {
    current.ifPresent(
        height -> {
          height.missing.forEach(
              (Hash value, List<org.alphadelta.core.PublicKey> holders) -> {
                Optional<Bytes> body = Optional.ofNullable(height.bodies.get(value));
                if (body.isEmpty() && !height.isClosed()) {
                  writer.emit(
                      new Effect.SendToMembers(
                          holders, new ConsensusMessage.ValueRequest(height.number, value)));
                }
              });
          height.missing.clear();
        });
  }
}
