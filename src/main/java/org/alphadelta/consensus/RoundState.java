package org.alphadelta.consensus;

import static org.alphadelta.consensus.Step.DECIDED;
import static org.alphadelta.consensus.Step.PRECOMMIT;
import static org.alphadelta.consensus.Step.PREVOTE;
import static org.alphadelta.consensus.Step.PROPOSE;
import static org.alphadelta.consensus.Step.UNSTARTED;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Hash;

/**
 * One height of Algorithm 1 (arXiv 1807.04938) seen by one process: a pure function of state and
 * input. Votes are counted and signatures verified elsewhere.
 *
 * <p>Transitions: UNSTARTED to PROPOSE (L11); PROPOSE to PREVOTE (L22, L28, L57); PREVOTE to
 * PRECOMMIT (L36, L44, L61); any to UNSTARTED, to enter a later round (L55, L65); any to DECIDED
 * (L49), which is final. Two kinds of input are valid and change nothing: any input after the
 * decision (rule 12), and a timer whose height, round or step is over (rule 11). Any other input
 * that fits no transition is {@link Impossible}.
 *
 * <p>{@code round} is the round entered last, empty before the first. The two flags tell that the
 * timer of L34 or L47 was armed in this round.
 */
public record RoundState(
    long height,
    Optional<Integer> round,
    Step step,
    Optional<RoundValue> locked,
    Optional<RoundValue> valid,
    boolean prevoteArmed,
    boolean precommitArmed) {

  /** Result of an input. */
  public sealed interface Applied {}

  /** The next state and what to do, in order. */
  public record Transition(RoundState state, List<RoundOutput> outputs) implements Applied {}

  /** The input is impossible in this state: a bug of the driver. */
  public record Impossible(RoundState state, RoundInput input) implements Applied {}

  private record Arm(Step step, RoundInput input) {}

  public RoundState {
    if (round.filter(r -> r < 0).isPresent()) {
      throw new IllegalArgumentException("rounds start at 0, found " + round);
    }
  }

  /** L1 to L9. */
  public static RoundState initial(long height) {
    return new RoundState(
        height, Optional.empty(), UNSTARTED, Optional.empty(), Optional.empty(), false, false);
  }

  public Applied apply(RoundInput input) {
    return switch (new Arm(step, input)) {
      case Arm(Step s, RoundInput in) when s == DECIDED -> unchanged(); // rule 12

      case Arm(Step s, RoundInput.NewRound in) when s == UNSTARTED && isLater(in.round()) ->
          in.proposer() ? enterAsProposer(in.round()) : enter(in.round()); // L11, L14, L20
      case Arm(Step s, RoundInput.ProposeValue in) when s == PROPOSE -> propose(in.value()); // L18

      case Arm(Step s, RoundInput.Proposed in) when s == PROPOSE -> // L22
          prevote(in.value(), locked.isEmpty()); // L23
      case Arm(Step s, RoundInput.ProposedInvalid in) when s == PROPOSE -> prevoteNil(); // L26
      case Arm(Step s, RoundInput.ProposalAndPolkaPrevious in)
          when s == PROPOSE && isEarlier(in.validRound()) -> // L28
          prevote(in.value(), unlockedBy(in.validRound())); // L29
      case Arm(Step s, RoundInput.InvalidProposalAndPolkaPrevious in)
          when s == PROPOSE && isEarlier(in.validRound()) -> // L28
          prevoteNil(); // L32
      case Arm(Step s, RoundInput.Elapsed(Timeout t))
          when s == PROPOSE && isRunning(t, TimeoutKind.PROPOSE) -> // L57
          prevoteNil(); // L59

      case Arm(Step s, RoundInput.PolkaAny in) when s == PREVOTE && !prevoteArmed ->
          armPrevote(); // L34
      case Arm(Step s, RoundInput.ProposalAndPolkaCurrent in) when s == PREVOTE -> // L36, L37
          lockAndPrecommit(in.value());
      case Arm(Step s, RoundInput.ProposalAndPolkaCurrent in) when s == PRECOMMIT -> // L36, L42
          to(withValid(current(in.value())));
      case Arm(Step s, RoundInput.PolkaNil in) when s == PREVOTE -> precommitNil(); // L44
      case Arm(Step s, RoundInput.Elapsed(Timeout t))
          when s == PREVOTE && isRunning(t, TimeoutKind.PREVOTE) -> // L61
          precommitNil();

      case Arm(Step s, RoundInput.PrecommitAny in) when !precommitArmed && round.isPresent() ->
          armPrecommit(); // L47
      case Arm(Step s, RoundInput.ProposalAndPrecommitQuorum in) -> // L49
          to(withStep(DECIDED), new RoundOutput.Decide(in.round(), in.value()));
      case Arm(Step s, RoundInput.Skip in) when isLater(in.round()) -> leave(in.round()); // L55
      case Arm(Step s, RoundInput.Elapsed(Timeout t))
          when isRunning(t, TimeoutKind.PRECOMMIT) && t.round() < Integer.MAX_VALUE -> // L65
          leave(t.round() + 1);

      case Arm(Step s, RoundInput.LatePolka in) when isEarlier(in.round()) && isNews(in) -> // (b)
          to(withValid(new RoundValue(in.round(), in.value())));

      case Arm(Step s, RoundInput.Elapsed in) -> unchanged(); // rule 11
      case Arm(Step s, RoundInput in) -> new Impossible(this, in);
    };
  }

  /** Restores the effects of an own vote whose inputs were lost (rule 24). */
  RoundState restored(Vote own) {
    RoundState there = isLater(own.round()) ? entered(own.round()) : this;
    if (there.round.filter(r -> own.round() < r).isPresent()) {
      return this;
    }
    return switch (own.type()) {
      case PREVOTE -> there.step.compareTo(PREVOTE) < 0 ? there.withStep(PREVOTE) : there;
      case PRECOMMIT -> {
        RoundState after = there.step.compareTo(PRECOMMIT) < 0 ? there.withStep(PRECOMMIT) : there;
        yield own.value().map(v -> after.relocked(new RoundValue(own.round(), v))).orElse(after);
      }
    };
  }

  /** Restores that this process has proposed in a round. */
  RoundState restored(BlockProposal own) {
    return isLater(own.round()) ? entered(own.round()) : this;
  }

  /** Whether this is the round entered last. */
  boolean isCurrent(int candidate) {
    return round.filter(r -> r == candidate).isPresent();
  }

  /** Whether this round comes after the one entered last; every round does before the first. */
  boolean isLater(int candidate) {
    return round.filter(r -> candidate <= r).isEmpty();
  }

  private boolean isEarlier(int candidate) {
    return round.filter(r -> candidate < r).isPresent();
  }

  private boolean isNews(RoundInput.LatePolka polka) {
    return valid.filter(v -> polka.round() <= v.round()).isEmpty();
  }

  /** L29, rule 6. */
  private boolean unlockedBy(int validRound) {
    return locked.filter(l -> l.round() > validRound).isEmpty();
  }

  /** Rule 11: a timer of another height, round or kind is stale. */
  private boolean isRunning(Timeout timeout, TimeoutKind kind) {
    return timeout.kind() == kind && timeout.height() == height && isCurrent(timeout.round());
  }

  private Transition enterAsProposer(int next) {
    RoundState there = entered(next);
    return valid
        .map(
            v -> to(there, new RoundOutput.Propose(next, v.value(), Optional.of(v.round())))) // L16
        .orElseGet(
            () ->
                to(
                    there,
                    new RoundOutput.GetValue(next), // L18
                    new RoundOutput.Arm(TimeoutKind.PROPOSE, next)));
  }

  private Transition enter(int next) {
    return to(entered(next), new RoundOutput.Arm(TimeoutKind.PROPOSE, next)); // L21
  }

  private Transition propose(Hash value) {
    return to(this, new RoundOutput.Propose(current(), value, Optional.empty())); // L19
  }

  /** L23, L29: for the value when nothing is locked against it, otherwise for nil. */
  private Transition prevote(Hash value, boolean unlocked) {
    return unlocked || locked.filter(l -> l.value().equals(value)).isPresent()
        ? prevote(Optional.of(value))
        : prevoteNil();
  }

  private Transition prevoteNil() {
    return prevote(Optional.empty());
  }

  private Transition prevote(Optional<Hash> value) {
    return to(withStep(PREVOTE), new RoundOutput.Cast(VoteType.PREVOTE, current(), value)); // L24
  }

  private Transition lockAndPrecommit(Hash value) {
    return to(
        relocked(current(value)).withStep(PRECOMMIT), // L38, L39, L41 to L43
        new RoundOutput.Cast(VoteType.PRECOMMIT, current(), Optional.of(value))); // L40
  }

  private Transition precommitNil() {
    return to(
        withStep(PRECOMMIT),
        new RoundOutput.Cast(VoteType.PRECOMMIT, current(), Optional.empty())); // L45, L63
  }

  private Transition armPrevote() {
    return to(
        new RoundState(height, round, step, locked, valid, true, precommitArmed),
        new RoundOutput.Arm(TimeoutKind.PREVOTE, current())); // L35
  }

  private Transition armPrecommit() {
    return to(
        new RoundState(height, round, step, locked, valid, prevoteArmed, true),
        new RoundOutput.Arm(TimeoutKind.PRECOMMIT, current())); // L48
  }

  private Transition leave(int next) {
    return to(withStep(UNSTARTED), new RoundOutput.EnterRound(next));
  }

  private int current() {
    return round.orElseThrow();
  }

  private RoundValue current(Hash value) {
    return new RoundValue(current(), value);
  }

  private RoundState entered(int next) {
    return new RoundState(height, Optional.of(next), PROPOSE, locked, valid, false, false);
  }

  private RoundState withStep(Step next) {
    return new RoundState(height, round, next, locked, valid, prevoteArmed, precommitArmed);
  }

  private RoundState withValid(RoundValue value) {
    return new RoundState(
        height, round, step, locked, Optional.of(value), prevoteArmed, precommitArmed);
  }

  /** Neither lock nor valid value goes back to an earlier round. */
  private RoundState relocked(RoundValue value) {
    boolean laterValid = valid.filter(v -> v.round() > value.round()).isPresent();
    boolean laterLock = locked.filter(l -> l.round() > value.round()).isPresent();
    return new RoundState(
        height,
        round,
        step,
        laterLock ? locked : Optional.of(value),
        laterValid ? valid : Optional.of(value),
        prevoteArmed,
        precommitArmed);
  }

  private Transition unchanged() {
    return to(this);
  }

  private static Transition to(RoundState next, RoundOutput... outputs) {
    return new Transition(next, List.of(outputs));
  }
}
