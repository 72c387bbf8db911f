package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphadelta.core.Hash;

/** Replays traces of the specification's round machine. */
final class RoundTraces {
  private static final Hash NIL = Itf.id("nil");

  private final TraceTally tally;
  private final Set<String> armed = new TreeSet<>();

  RoundTraces(TraceTally tally) {
    this.tally = tally;
  }

  void replay(String name, JsonNode trace) {
    tally.traces++;
    armed.clear();
    JsonNode states = trace.path("states");
    RoundState ours = state(states.path(0).path("state"));
    for (int i = 1; i < states.size(); i++) {
      JsonNode before = states.path(i - 1);
      JsonNode here = states.path(i);
      if (withoutMeta(here).equals(withoutMeta(before))) {
        continue;
      }
      tally.steps++;
      RoundState after = state(here.path("state"));
      RoundInput input = input(here.path("input"), ours.height());
      if (excused(ours, input)) {
        tally.excused++;
        ours = after;
        continue;
      }
      RoundState.Transition transition = ours.apply(input);
      remember(input, ours);
      String where = name + " step " + i + " " + here.path("input");
      tally.compare(where + " output", output(here.path("output")), words(transition.outputs()));
      tally.compare(where + " state", plain(after), plain(transition.state()));
      ours = transition.state();
    }
  }

  /** What the specification's machine is fed and no driver of ours can produce, as predicates. */
  private boolean excused(RoundState state, RoundInput input) {
    if (state.step() == Step.DECIDED) {
      return true;
    }
    if (state.round() < 0 && input instanceof RoundInput.PrecommitAny) {
      return true; // there is no round whose timer could be armed
    }
    if (input instanceof RoundInput.PolkaAny || input instanceof RoundInput.PrecommitAny) {
      return armed.contains(key(input, state));
    }
    return input instanceof RoundInput.ProposedAgainInvalid && state.step() != Step.PROPOSE;
  }

  private void remember(RoundInput input, RoundState state) {
    if (input instanceof RoundInput.PrecommitAny
        || input instanceof RoundInput.PolkaAny && state.step() == Step.PREVOTE) {
      armed.add(key(input, state));
    }
  }

  private static String key(RoundInput input, RoundState state) {
    return input.getClass().getSimpleName() + state.height() + "/" + state.round();
  }

  private static JsonNode withoutMeta(JsonNode state) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) state.deepCopy()).without("#meta");
  }

  /** Heights of the specification start at 0, ours at 1. */
  private RoundState state(JsonNode s) {
    long height = Itf.number(s.path("height")) + 1L;
    int round = Itf.number(s.path("round"));
    Step step =
        switch (Itf.tag(s.path("step"))) {
          case "NoStep", "UnstartedStep" -> Step.UNSTARTED;
          case "ProposeStep" -> Step.PROPOSE;
          case "PrevoteStep" -> Step.PREVOTE;
          case "PrecommitStep" -> Step.PRECOMMIT;
          case "CommitStep" -> Step.DECIDED;
          default -> throw new IllegalArgumentException("unknown step " + s);
        };
    String here = height + "/" + round;
    return new RoundState(
        height,
        round,
        step,
        Itf.number(s.path("lockedRound")),
        value(s, "locked"),
        Itf.number(s.path("validRound")),
        value(s, "valid"),
        armed.contains("PolkaAny" + here),
        armed.contains("PrecommitAny" + here));
  }

  /**
   * The random traces lock nil, which no driver can: there it is a value like others, with a name
   * of its own.
   */
  private static Optional<Hash> value(JsonNode s, String which) {
    Optional<Hash> value = Itf.optionalId(s.path(which + "Value"));
    return value.isEmpty() && Itf.number(s.path(which + "Round")) >= 0 ? Optional.of(NIL) : value;
  }

  private static RoundState plain(RoundState s) {
    return new RoundState(
        s.height(),
        s.round(),
        s.step(),
        s.lockedRound(),
        s.lockedValue(),
        s.validRound(),
        s.validValue(),
        false,
        false);
  }

  private static RoundInput input(JsonNode union, long height) {
    JsonNode v = Itf.value(union);
    return switch (Itf.tag(union)) {
      case "NewRoundCInput" -> new RoundInput.NewRound(Itf.number(v), false);
      case "NewRoundProposerCInput" -> new RoundInput.NewRound(Itf.number(v), true);
      case "ProposeValueCInput" -> new RoundInput.ProposeValue(Itf.id(v.asText()));
      case "ProposalCInput" -> new RoundInput.Proposed(word(Itf.part(v, 1)));
      case "ProposalInvalidCInput" -> new RoundInput.ProposedInvalid();
      case "ProposalAndPolkaPreviousAndValidCInput" ->
          new RoundInput.ProposedAgain(word(Itf.part(v, 0)), Itf.number(Itf.part(v, 1)));
      case "ProposalAndPolkaAndInvalidCInput" -> new RoundInput.ProposedAgainInvalid(0);
      case "PolkaAnyCInput" -> new RoundInput.PolkaAny();
      case "PolkaNilCInput" -> new RoundInput.PolkaNil();
      case "ProposalAndPolkaAndValidCInput" -> new RoundInput.Polka(word(v));
      case "PrecommitAnyCInput" -> new RoundInput.PrecommitAny();
      case "ProposalAndCommitAndValidCInput" ->
          new RoundInput.Committed(Itf.number(Itf.part(v, 0)), Itf.id(Itf.part(v, 1).asText()));
      case "RoundSkipCInput" -> new RoundInput.Skip(Itf.number(v));
      case "TimeoutProposeCInput" -> timeout(v, TimeoutKind.PROPOSE);
      case "TimeoutPrevoteCInput" -> timeout(v, TimeoutKind.PREVOTE);
      case "TimeoutPrecommitCInput" -> timeout(v, TimeoutKind.PRECOMMIT);
      default ->
          throw new IllegalArgumentException("unknown input " + union + " at height " + height);
    };
  }

  private static Hash word(JsonNode union) {
    return Itf.optionalId(union).orElse(NIL);
  }

  private static RoundInput timeout(JsonNode tuple, TimeoutKind kind) {
    long height = Itf.number(Itf.part(tuple, 0)) + 1L;
    int round = Itf.number(Itf.part(tuple, 1));
    return round < 0 || height < 1
        ? new RoundInput.Elapsed(new Timeout(Long.MAX_VALUE, 0, kind))
        : new RoundInput.Elapsed(new Timeout(height, round, kind));
  }

  static List<String> output(JsonNode union) {
    JsonNode v = Itf.value(union);
    return switch (Itf.tag(union)) {
      case "NoConsensusOutput", "ErrorOutput" -> List.of();
      case "ProposalOutput" ->
          List.of(
              "propose "
                  + Itf.number(v.path("round"))
                  + " "
                  + Itf.id(v.path("proposal").asText())
                  + " "
                  + Itf.number(v.path("validRound")));
      case "GetValueAndScheduleTimeoutOutput" ->
          List.of(
              "get " + Itf.number(Itf.part(v, 1)),
              "arm " + Itf.number(Itf.part(v, 1)) + " " + Itf.tag(Itf.part(v, 2)));
      case "VoteOutput" ->
          List.of(
              "cast "
                  + Itf.number(v.path("round"))
                  + " "
                  + Itf.tag(v.path("voteType"))
                  + " "
                  + Itf.optionalId(v.path("valueId")));
      case "TimeoutOutput" ->
          List.of("arm " + Itf.number(Itf.part(v, 0)) + " " + Itf.tag(Itf.part(v, 1)));
      case "DecidedOutput" ->
          List.of("decide " + Itf.number(Itf.part(v, 0)) + " " + Itf.id(Itf.part(v, 1).asText()));
      case "SkipRoundOutput" -> List.of("enter " + Itf.number(v));
      default -> throw new IllegalArgumentException("unknown output " + union);
    };
  }

  static List<String> words(List<RoundOutput> outputs) {
    List<String> words = new ArrayList<>();
    for (RoundOutput output : outputs) {
      words.add(
          switch (output) {
            case RoundOutput.Propose o ->
                "propose " + o.round() + " " + o.value() + " " + o.validRound();
            case RoundOutput.GetValue o -> "get " + o.round();
            case RoundOutput.Cast o -> cast(o.type(), o.round(), o.value());
            case RoundOutput.Arm o -> "arm " + o.round() + " " + timeout(o.kind());
            case RoundOutput.EnterRound o -> "enter " + o.round();
            case RoundOutput.Decide o -> "decide " + o.round() + " " + o.value();
          });
    }
    return words;
  }

  static String cast(VoteType type, int round, Optional<Hash> value) {
    return "cast "
        + round
        + " "
        + (type == VoteType.PREVOTE ? "Prevote" : "Precommit")
        + " "
        + value.filter(v -> !v.equals(NIL));
  }

  static String timeout(TimeoutKind kind) {
    return switch (kind) {
      case PROPOSE -> "ProposeTimeout";
      case PREVOTE -> "PrevoteTimeout";
      case PRECOMMIT -> "PrecommitTimeout";
      case REPAIR -> "repair";
    };
  }
}
