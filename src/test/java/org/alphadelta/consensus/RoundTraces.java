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
    List<JsonNode> states = Itf.states(trace, "state", "input", "output");
    RoundState ours = state(states.getFirst().path("state"));
    tally.compare(name + " step 0 output", List.of(), output(states.getFirst().path("output")));
    String self = states.getFirst().path("state").path("p").asText();
    for (int i = 1; i < states.size(); i++) {
      tally.step = i;
      JsonNode here = states.get(i);
      if (here.equals(states.get(i - 1))) {
        continue;
      }
      tally.steps++;
      RoundState after = state(here.path("state"));
      RoundInput input = input(here.path("input"), ours.height());
      String where = name + " step " + i + " " + here.path("input");
      tally.compare(where + " process", self, here.path("state").path("p").asText());
      tally.compare(where + " height", after.height(), ours.height());
      if (excused(ours, input)) {
        tally.excused++;
        Theirs theirs = theirs(ours, input, self);
        tally.compare(where + " output", output(here.path("output")), theirs.said());
        tally.compare(where + " state", plain(after), plain(theirs.state()));
        ours = after;
        continue;
      }
      RoundState.Transition transition = applied(ours, input);
      remember(input, ours);
      List<String> said = words(transition.outputs(), ours.height(), self);
      tally.compare(where + " output", output(here.path("output")), said);
      tally.compare(where + " state", plain(after), plain(transition.state()));
      ours = transition.state();
    }
  }

  /** What the specification's machine is fed and no driver of ours can produce, as predicates. */
  private boolean excused(RoundState state, RoundInput input) {
    if (state.step() == Step.DECIDED) {
      return true;
    }
    if (theirs(state) < 0 && input instanceof RoundInput.PrecommitAny) {
      return true; // there is no round whose timer could be armed
    }
    if (input instanceof RoundInput.PolkaAny || input instanceof RoundInput.PrecommitAny) {
      return armed.contains(key(input, state));
    }
    return input instanceof RoundInput.InvalidProposalAndPolkaPrevious
        && state.step() != Step.PROPOSE;
  }

  private record Theirs(List<String> said, RoundState state) {}

  /**
   * What the specification's less guarded machine does instead: it arms the timer again, where ours
   * does nothing; it prevotes nil in any step; it goes on after a decision, but decides once.
   * Nothing else is excused.
   */
  private static Theirs theirs(RoundState s, RoundInput input, String self) {
    if (input instanceof RoundInput.InvalidProposalAndPolkaPrevious) {
      RoundState prevoted =
          new RoundState(s.height(), s.round(), Step.PREVOTE, s.locked(), s.valid(), false, false);
      String nil = cast(VoteType.PREVOTE, theirs(s), Optional.empty(), s.height() - 1, self);
      return new Theirs(List.of(nil), prevoted);
    }
    boolean prevotes = input instanceof RoundInput.PolkaAny;
    if (input instanceof RoundInput.PrecommitAny || prevotes && s.step() == Step.PREVOTE) {
      TimeoutKind kind = prevotes ? TimeoutKind.PREVOTE : TimeoutKind.PRECOMMIT;
      return new Theirs(List.of("arm " + theirs(s) + " " + timeout(kind)), s);
    }
    if (prevotes || input instanceof RoundInput.ProposalAndPrecommitQuorum) {
      return new Theirs(List.of(), s);
    }
    if (input instanceof RoundInput.Skip
        || input instanceof RoundInput.Elapsed e && e.timeout().kind() == TimeoutKind.PRECOMMIT) {
      RoundState.Transition left = applied(undecided(s), input); // L55, L65
      return left.outputs().isEmpty()
          ? new Theirs(List.of(), s)
          : new Theirs(words(left.outputs(), s.height(), self), left.state());
    }
    return new Theirs(List.of(), s);
  }

  private static RoundState undecided(RoundState s) {
    return new RoundState(
        s.height(),
        s.round(),
        Step.PRECOMMIT,
        s.locked(),
        s.valid(),
        s.prevoteArmed(),
        s.precommitArmed());
  }

  /**
   * The traces know no impossible input: theirs changes nothing then. And a lock of their round -1
   * is none against a fresh value.
   */
  private static RoundState.Transition applied(RoundState state, RoundInput input) {
    Optional<RoundValue> none = state.locked().filter(l -> l.round() < ours(0));
    if (none.isPresent() && input instanceof RoundInput.Proposed) {
      RoundState.Transition free = applied(locked(state, Optional.empty()), input);
      return new RoundState.Transition(locked(free.state(), none), free.outputs());
    }
    return switch (state.apply(input)) {
      case RoundState.Transition transition -> transition;
      case RoundState.Impossible impossible ->
          new RoundState.Transition(impossible.state(), List.of());
    };
  }

  private static RoundState locked(RoundState s, Optional<RoundValue> locked) {
    return new RoundState(
        s.height(), s.round(), s.step(), locked, s.valid(), s.prevoteArmed(), s.precommitArmed());
  }

  /** Theirs may take a step before the first round, which is their -1; so ours are one more. */
  private static int ours(JsonNode theirRound) {
    return ours(Itf.number(theirRound));
  }

  private static int ours(int theirRound) {
    return theirRound + 1;
  }

  private static int theirs(RoundState s) {
    return s.round().orElseThrow() - 1;
  }

  private void remember(RoundInput input, RoundState state) {
    if (input instanceof RoundInput.PrecommitAny
        || input instanceof RoundInput.PolkaAny && state.step() == Step.PREVOTE) {
      armed.add(key(input, state));
    }
  }

  private static String key(RoundInput input, RoundState state) {
    return input.getClass().getSimpleName() + state.height() + "/" + theirs(state);
  }

  /** Heights of the specification start at 0, ours at 1. */
  private RoundState state(JsonNode s) {
    long height = Itf.number(s.path("height")) + 1L;
    int round = ours(s.path("round"));
    Step step =
        switch (Itf.tag(s.path("step"))) {
          case "NoStep", "UnstartedStep" -> Step.UNSTARTED;
          case "ProposeStep" -> Step.PROPOSE;
          case "PrevoteStep" -> Step.PREVOTE;
          case "PrecommitStep" -> Step.PRECOMMIT;
          case "CommitStep" -> Step.DECIDED;
          default -> throw new IllegalArgumentException("unknown step " + s);
        };
    String here = height + "/" + Itf.number(s.path("round"));
    return new RoundState(
        height,
        Optional.of(round),
        step,
        value(s, "locked"),
        value(s, "valid"),
        armed.contains("PolkaAny" + here),
        armed.contains("PrecommitAny" + here));
  }

  /**
   * The random traces lock nil, which no driver can: there it is a value like others, with a name
   * of its own.
   */
  private static Optional<RoundValue> value(JsonNode s, String which) {
    Optional<Hash> value = Itf.optionalId(s.path(which + "Value"));
    JsonNode round = s.path(which + "Round");
    return value.isEmpty() && Itf.number(round) < 0
        ? Optional.empty()
        : Optional.of(new RoundValue(ours(round), value.orElse(NIL)));
  }

  private static RoundState plain(RoundState s) {
    return new RoundState(s.height(), s.round(), s.step(), s.locked(), s.valid(), false, false);
  }

  private static RoundInput input(JsonNode union, long height) {
    JsonNode v = Itf.value(union);
    return switch (Itf.tag(union)) {
      case "NewRoundCInput" -> new RoundInput.NewRound(ours(v), false);
      case "NewRoundProposerCInput" -> new RoundInput.NewRound(ours(v), true);
      case "ProposeValueCInput" -> new RoundInput.ProposeValue(Itf.id(v.asText()));
      case "ProposalCInput" -> new RoundInput.Proposed(word(Itf.part(v, 1)));
      case "ProposalInvalidCInput" -> new RoundInput.ProposedInvalid();
      case "ProposalAndPolkaPreviousAndValidCInput" ->
          new RoundInput.ProposalAndPolkaPrevious(word(Itf.part(v, 0)), earlier(Itf.part(v, 1)));
      case "ProposalAndPolkaAndInvalidCInput" -> new RoundInput.InvalidProposalAndPolkaPrevious(1);
      case "PolkaAnyCInput" -> new RoundInput.PolkaAny();
      case "PolkaNilCInput" -> new RoundInput.PolkaNil();
      case "ProposalAndPolkaAndValidCInput" -> new RoundInput.ProposalAndPolkaCurrent(word(v));
      case "PrecommitAnyCInput" -> new RoundInput.PrecommitAny();
      case "ProposalAndCommitAndValidCInput" ->
          new RoundInput.ProposalAndPrecommitQuorum(
              ours(Itf.part(v, 0)), Itf.id(Itf.part(v, 1).asText()));
      case "RoundSkipCInput" -> new RoundInput.Skip(ours(v));
      case "TimeoutProposeCInput" -> timeout(v, TimeoutKind.PROPOSE);
      case "TimeoutPrevoteCInput" -> timeout(v, TimeoutKind.PREVOTE);
      case "TimeoutPrecommitCInput" -> timeout(v, TimeoutKind.PRECOMMIT);
      default ->
          throw new IllegalArgumentException("unknown input " + union + " at height " + height);
    };
  }

  /** A valid round of -1 is none, and never an earlier one. */
  private static int earlier(JsonNode theirRound) {
    return Itf.number(theirRound) < 0 ? Integer.MAX_VALUE : ours(theirRound);
  }

  private static Hash word(JsonNode union) {
    return Itf.optionalId(union).orElse(NIL);
  }

  private static RoundInput timeout(JsonNode tuple, TimeoutKind kind) {
    long height = Itf.number(Itf.part(tuple, 0)) + 1L;
    int round = Itf.number(Itf.part(tuple, 1));
    return round < 0 || height < 1
        ? new RoundInput.Elapsed(new Timeout(Long.MAX_VALUE, 0, kind))
        : new RoundInput.Elapsed(new Timeout(height, ours(round), kind));
  }

  /** What the specification says, in words that name height and sender where it names them. */
  static List<String> output(JsonNode union) {
    JsonNode v = Itf.value(union);
    return switch (Itf.tag(union)) {
      case "NoConsensusOutput", "ErrorOutput" -> List.of();
      case "ProposalOutput" ->
          List.of(
              proposal(
                  Itf.number(v.path("round")),
                  Itf.id(v.path("proposal").asText()),
                  Itf.round(v.path("validRound")),
                  Itf.number(v.path("height")),
                  v.path("srcAddress").asText()));
      case "GetValueAndScheduleTimeoutOutput" ->
          List.of(
              get(Itf.number(Itf.part(v, 1)), Itf.number(Itf.part(v, 0))),
              "arm " + Itf.number(Itf.part(v, 1)) + " " + Itf.tag(Itf.part(v, 2)));
      case "VoteOutput" ->
          List.of(
              "cast "
                  + Itf.number(v.path("round"))
                  + " "
                  + Itf.tag(v.path("voteType"))
                  + " "
                  + Itf.optionalId(v.path("valueId"))
                  + by(Itf.number(v.path("height")), v.path("srcAddress").asText()));
      case "TimeoutOutput" ->
          List.of("arm " + Itf.number(Itf.part(v, 0)) + " " + Itf.tag(Itf.part(v, 1)));
      case "DecidedOutput" ->
          List.of("decide " + Itf.number(Itf.part(v, 0)) + " " + Itf.id(Itf.part(v, 1).asText()));
      case "SkipRoundOutput" -> List.of("enter " + Itf.number(v));
      default -> throw new IllegalArgumentException("unknown output " + union);
    };
  }

  /** What ours says, in the same words; heights and rounds are theirs and one. */
  private static List<String> words(List<RoundOutput> outputs, long height, String self) {
    List<String> words = new ArrayList<>();
    for (RoundOutput output : outputs) {
      words.add(
          switch (output) {
            case RoundOutput.Propose o ->
                proposal(
                    o.round() - 1, o.value(), o.validRound().map(r -> r - 1), height - 1, self);
            case RoundOutput.GetValue o -> get(o.round() - 1, height - 1);
            case RoundOutput.Cast o -> cast(o.type(), o.round() - 1, o.value(), height - 1, self);
            case RoundOutput.Arm o -> "arm " + (o.round() - 1) + " " + timeout(o.kind());
            case RoundOutput.EnterRound o -> "enter " + (o.round() - 1);
            case RoundOutput.Decide o -> "decide " + (o.round() - 1) + " " + o.value();
          });
    }
    return words;
  }

  static String proposal(
      int round, Hash value, Optional<Integer> validRound, long height, String self) {
    return "propose " + round + " " + value + " " + validRound.orElse(-1) + by(height, self);
  }

  static String get(int round, long height) {
    return "get " + round + " at " + height;
  }

  static String cast(VoteType type, int round, Optional<Hash> value, long height, String self) {
    return "cast "
        + round
        + " "
        + (type == VoteType.PREVOTE ? "Prevote" : "Precommit")
        + " "
        + value.filter(v -> !v.equals(NIL))
        + by(height, self);
  }

  private static String by(long height, String self) {
    return " at " + height + " by " + self;
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
