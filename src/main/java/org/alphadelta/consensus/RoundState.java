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
 * One height of Algorithm 1 (arXiv 1807.04938) at one process: a pure function of state and input.
 * Votes are counted and signatures verified elsewhere; an input that is impossible or too late
 * changes nothing.
 *
 * <p>Transitions: UNSTARTED to PROPOSE (L11); PROPOSE to PREVOTE (L22, L28, L57); PREVOTE to
 * PRECOMMIT (L36, L44, L61); any to UNSTARTED of a later round (L55, L65); any to DECIDED (L49),
 * which is final. {@code round} is -1 before the first; {@code lockedRound} and {@code validRound}
 * are -1 while there is no such value. The two flags tell that the timer of L34 or L47 was armed in
 * this round.
 */
public record RoundState(
    long height,
    int round,
    Step step,
    int lockedRound,
    Optional<Hash> lockedValue,
    int validRound,
    Optional<Hash> validValue,
    boolean prevoteArmed,
    boolean precommitArmed) {

  /** The next state and the outputs, in order. */
  public record Transition(RoundState state, List<RoundOutput> outputs) {}

  private record Arm(Step step, RoundInput input) {}

  public RoundState {
    if (round < -1 || lockedRound < -1 || validRound < -1) {
      throw new IllegalArgumentException("rounds are -1 or more");
    }
    if (lockedRound >= 0 && lockedValue.isEmpty() || validRound >= 0 && validValue.isEmpty()) {
      throw new IllegalArgumentException("a locked or valid round comes with its value");
    }
  }

  /** L1 to L9. */
  public static RoundState initial(long height) {
    return new RoundState(
        height, -1, UNSTARTED, -1, Optional.empty(), -1, Optional.empty(), false, false);
  }

  public Transition apply(RoundInput input) {
    return switch (new Arm(step, input)) {
      case Arm(Step s, RoundInput in) when s == DECIDED -> unchanged(); // rule 12

      case Arm(Step s, RoundInput.NewRound in) when s == UNSTARTED && in.round() > round ->
          in.proposer() ? enterAsProposer(in.round()) : enter(in.round()); // L11, L14, L20
      case Arm(Step s, RoundInput.ProposeValue in) when s == PROPOSE -> // L18, L19
          to(this, new RoundOutput.Propose(round, in.value(), -1));

      case Arm(Step s, RoundInput.Proposed in) when s == PROPOSE -> // L22
          prevote(freshIsFree(in.value()) ? Optional.of(in.value()) : Optional.empty()); // L23
      case Arm(Step s, RoundInput.ProposedInvalid in) when s == PROPOSE ->
          prevote(Optional.empty()); // L26
      case Arm(Step s, RoundInput.ProposalAndPolkaPrevious in)
          when s == PROPOSE && earlier(in.validRound()) -> // L28
          prevote(againIsFree(in) ? Optional.of(in.value()) : Optional.empty()); // L29
      case Arm(Step s, RoundInput.InvalidProposalAndPolkaPrevious in)
          when s == PROPOSE && earlier(in.validRound()) -> // L28
          prevote(Optional.empty()); // L32
      case Arm(Step s, RoundInput.Elapsed(Timeout t))
          when s == PROPOSE && running(t, TimeoutKind.PROPOSE) -> // L57
          prevote(Optional.empty()); // L59

      case Arm(Step s, RoundInput.PolkaAny in) when s == PREVOTE && !prevoteArmed ->
          armPrevote(); // L34
      case Arm(Step s, RoundInput.ProposalAndPolkaCurrent in) when s == PREVOTE -> // L36, L37
          lockAndPrecommit(in.value());
      case Arm(Step s, RoundInput.ProposalAndPolkaCurrent in) when s == PRECOMMIT -> // L36, L42
          to(valid(in.value(), round));
      case Arm(Step s, RoundInput.PolkaNil in) when s == PREVOTE -> precommitNil(); // L44
      case Arm(Step s, RoundInput.Elapsed(Timeout t))
          when s == PREVOTE && running(t, TimeoutKind.PREVOTE) -> // L61
          precommitNil();

      case Arm(Step s, RoundInput.PrecommitAny in) when !precommitArmed && round >= 0 -> // L47
          armPrecommit();
      case Arm(Step s, RoundInput.ProposalAndPrecommitQuorum in) -> // L49
          to(withStep(DECIDED), new RoundOutput.Decide(in.round(), in.value()));
      case Arm(Step s, RoundInput.Skip in) when in.round() > round -> // L55
          to(withStep(UNSTARTED), new RoundOutput.EnterRound(in.round()));
      case Arm(Step s, RoundInput.Elapsed(Timeout t))
          when running(t, TimeoutKind.PRECOMMIT) && t.round() < Integer.MAX_VALUE -> // L65
          to(withStep(UNSTARTED), new RoundOutput.EnterRound(t.round() + 1));

      case Arm(Step s, RoundInput.LatePolka in)
          when in.round() > validRound && earlier(in.round()) -> // (b)
          to(valid(in.value(), in.round()));

      case Arm(Step s, RoundInput in) -> unchanged();
    };
  }

  /** Restores the effects of an own vote whose inputs were lost (rule 24). */
  RoundState restored(Vote own) {
    RoundState there = own.round() > round ? entered(own.round()) : this;
    if (own.round() < there.round()) {
      return this;
    }
    return switch (own.type()) {
      case PREVOTE -> there.step.compareTo(PREVOTE) < 0 ? there.withStep(PREVOTE) : there;
      case PRECOMMIT -> {
        RoundState after = there.step.compareTo(PRECOMMIT) < 0 ? there.withStep(PRECOMMIT) : there;
        yield own.value().map(v -> after.locked(v, own.round())).orElse(after);
      }
    };
  }

  /** Restores that this process has proposed in a round. */
  RoundState restored(BlockProposal own) {
    return own.round() > round ? entered(own.round()) : this;
  }

  private boolean freshIsFree(Hash value) {
    return lockedRound == -1 || lockedValue.filter(value::equals).isPresent();
  }

  private boolean againIsFree(RoundInput.ProposalAndPolkaPrevious in) {
    return lockedRound <= in.validRound() || lockedValue.filter(in.value()::equals).isPresent();
  }

  private boolean earlier(int candidate) {
    return candidate >= 0 && candidate < round;
  }

  /** Rule 11: a timer of another height, round or kind is stale. */
  private boolean running(Timeout timeout, TimeoutKind kind) {
    return timeout.kind() == kind && timeout.height() == height && timeout.round() == round;
  }

  private Transition enterAsProposer(int next) {
    RoundState there = entered(next);
    return validValue
        .map(v -> to(there, new RoundOutput.Propose(next, v, validRound))) // L16
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

  private Transition prevote(Optional<Hash> value) {
    return to(withStep(PREVOTE), new RoundOutput.Cast(VoteType.PREVOTE, round, value)); // L24
  }

  private Transition lockAndPrecommit(Hash value) {
    return to(
        locked(value, round).withStep(PRECOMMIT), // L38, L39, L41 to L43
        new RoundOutput.Cast(VoteType.PRECOMMIT, round, Optional.of(value))); // L40
  }

  private Transition precommitNil() {
    return to(
        withStep(PRECOMMIT),
        new RoundOutput.Cast(VoteType.PRECOMMIT, round, Optional.empty())); // L45, L63
  }

  private Transition armPrevote() {
    RoundState armed =
        new RoundState(
            height,
            round,
            step,
            lockedRound,
            lockedValue,
            validRound,
            validValue,
            true,
            precommitArmed);
    return to(armed, new RoundOutput.Arm(TimeoutKind.PREVOTE, round)); // L35
  }

  private Transition armPrecommit() {
    RoundState armed =
        new RoundState(
            height,
            round,
            step,
            lockedRound,
            lockedValue,
            validRound,
            validValue,
            prevoteArmed,
            true);
    return to(armed, new RoundOutput.Arm(TimeoutKind.PRECOMMIT, round)); // L48
  }

  private RoundState entered(int next) {
    return new RoundState(
        height, next, PROPOSE, lockedRound, lockedValue, validRound, validValue, false, false);
  }

  private RoundState withStep(Step next) {
    return new RoundState(
        height,
        round,
        next,
        lockedRound,
        lockedValue,
        validRound,
        validValue,
        prevoteArmed,
        precommitArmed);
  }

  private RoundState valid(Hash value, int in) {
    return new RoundState(
        height,
        round,
        step,
        lockedRound,
        lockedValue,
        in,
        Optional.of(value),
        prevoteArmed,
        precommitArmed);
  }

  private RoundState locked(Hash value, int in) {
    RoundState known = in >= validRound ? valid(value, in) : this;
    if (in < lockedRound) {
      return known;
    }
    return new RoundState(
        height,
        round,
        step,
        in,
        Optional.of(value),
        known.validRound,
        known.validValue,
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
