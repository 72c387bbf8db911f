package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;

/**
 * Replays runs of several validators. Their driver takes an external input and then internal ones,
 * step by step; ours does all at once. So outputs and state are compared where the next external
 * input of the same validator begins.
 */
final class ScenarioTraces {
  private final TraceTally tally;
  private final SortedMap<String, Validator> validators = new TreeMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private Committee committee = Committee.EMPTY;
  private Proposers proposers = Proposers.ROTATING;
  private String name = "";

  /** A vote that somebody honest sent. */
  private record Sent(SignedVote vote, JsonNode spec) {}

  private static final class Validator {
    private final String address;
    private final List<JsonNode> consumed = new ArrayList<>();
    private final List<JsonNode> yetToConsume = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> actual = new ArrayList<>();
    private final List<String> armed = new ArrayList<>();
    private Driver driver;
    private boolean started;
    private int deliveries;
    private Optional<JsonNode> state = Optional.empty();
    private Optional<JsonNode> before = Optional.empty();
    private boolean unfinished;
    private String where = "";

    Validator(String address, Driver driver) {
      this.address = address;
      this.driver = driver;
    }
  }

  ScenarioTraces(TraceTally tally) {
    this.tally = tally;
  }

  void replay(String trace, JsonNode run) {
    tally.traces++;
    name = trace;
    List<PublicKey> keys = new ArrayList<>();
    Itf.map(run.path("validatorSet")).stream()
        .map(p -> p.path(0).asText())
        .sorted()
        .forEach(a -> keys.add(KeeperTraces.key(a)));
    committee = new Committee(keys.stream().map(k -> new Member(k, Role.GOVERNOR)).toList());
    proposers = (height, round, members) -> keys.get((round + 1) % keys.size());
    run.path("correct")
        .forEach(a -> validators.put(a.asText(), new Validator(a.asText(), driver(a.asText(), 1))));
    JsonNode steps = run.path("steps");
    steps.forEach(this::foresee);
    for (int i = 0; i < steps.size(); i++) {
      take(i, steps.path(i));
    }
    validators.values().forEach(this::end);
  }

  /**
   * A run may end while their driver still has internal inputs to take: what it said so far, ours
   * said too.
   */
  private void end(Validator v) {
    if (!v.unfinished) {
      close(v);
      return;
    }
    List<String> rest = new ArrayList<>(v.expected);
    v.actual.forEach(rest::remove);
    tally.compare(v.where + " outputs at the end", List.of(), rest);
  }

  private Driver driver(String address, long height) {
    return Driver.of(
        new Driver.Setup(
            height,
            committee,
            proposers,
            Optional.of(KeeperTraces.key(address)),
            Rules.CORRECT,
            false));
  }

  private void foresee(JsonNode step) {
    if (step.path("kind").asText().equals("step")
        && Itf.tag(step.path("input")).equals("VoteDInput")) {
      validators
          .get(step.path("validator").asText())
          .yetToConsume
          .add(Itf.value(step.path("input")));
    }
  }

  private void take(int index, JsonNode step) {
    switch (step.path("kind").asText()) {
      case "step" -> step(index, step);
      case "newHeight" -> step.path("validators").forEach(a -> newHeight(a.asText(), step));
      case "env" -> step.path("validators").forEach(a -> validators.get(a.asText()).deliveries++);
      case "init", "noop" -> {}
      default ->
          throw new IllegalArgumentException(name + ": unknown kind of step " + step.path("kind"));
    }
  }

  private void newHeight(String address, JsonNode step) {
    Validator v = validators.get(address);
    close(v);
    long height = Itf.number(step.path("cs").path(address).path("height")) + 1L;
    v.driver = driver(address, height);
    v.unfinished = false;
    v.state = Optional.empty();
    v.expected.clear();
    v.actual.clear();
    v.started = false;
    v.armed.clear();
  }

  private void step(int index, JsonNode step) {
    tally.steps++;
    Validator v = validators.get(step.path("validator").asText());
    JsonNode input = step.path("input");
    String tag = Itf.tag(input);
    boolean internal = tag.equals("PendingDInput") || tag.equals("StepChangeDInput");
    if (!internal || !v.started) {
      close(v);
      v.where = name + " step " + index + " " + v.address + " " + tag;
    }
    boolean decided = v.state.filter(s -> committed(s)).isPresent();
    external(v, input, tag);
    for (String word : RoundTraces.output(step.path("output"))) {
      String once = v.driver.round().height() + " " + word;
      if (word.startsWith("arm") && (decided || v.armed.contains(once))) {
        tally.excused++; // after the decision, or a second timer of one height and round
      } else {
        v.armed.add(once);
        v.expected.add(word);
      }
    }
    remember(step);
    JsonNode after = step.path("cs").path(v.address);
    v.unfinished =
        !Itf.set(step.path("pendingInputs")).isEmpty()
            || v.before.filter(s -> place(s).equals(place(after))).isEmpty();
    v.before = Optional.of(after);
    v.state = v.before;
  }

  private static String place(JsonNode state) {
    return Itf.number(state.path("height"))
        + "/"
        + Itf.number(state.path("round"))
        + "/"
        + Itf.tag(state.path("step"));
  }

  private static boolean committed(JsonNode state) {
    return Itf.tag(state.path("step")).equals("CommitStep");
  }

  private void remember(JsonNode step) {
    if (Itf.tag(step.path("output")).equals("VoteOutput")) {
      JsonNode vote = Itf.value(step.path("output"));
      sent.add(new Sent(KeeperTraces.vote(vote), vote));
    }
  }

  private void external(Validator v, JsonNode input, String tag) {
    if (!v.started) {
      v.started = true;
      preload(v);
      if (!input.toString().contains("ProposalAndCommitAndValidCInput")) {
        feed(v, new DriverInput.Act(true));
      }
      return;
    }
    JsonNode value = Itf.value(input);
    RoundState round = v.driver.round();
    switch (tag) {
      case "StartDInput", "PendingDInput", "StepChangeDInput" -> {}
      case "ProposalDInput" -> proposal(v, value);
      case "VoteDInput" -> {
        v.consumed.add(value);
        v.yetToConsume.remove(value);
        feed(v, new DriverInput.VoteSeen(KeeperTraces.vote(value)));
      }
      case "CertificateDInput" -> certificate(v, Itf.set(value));
      case "TimeoutDInput" ->
          feed(
              v,
              new DriverInput.Elapsed(
                  new Timeout(round.height(), Math.max(0, round.round()), kind(Itf.tag(value)))));
      case "ProposeValueDInput" ->
          feed(v, new DriverInput.Built(round.round(), Itf.id(value.asText())));
      default -> throw new IllegalArgumentException(name + ": unknown input " + tag);
    }
  }

  /**
   * The trace does not say which votes lay in the inbox before the start: those sent, delivered,
   * never taken later.
   */
  private void preload(Validator v) {
    int room = v.deliveries;
    for (Sent each : sent) {
      boolean forThis = each.vote().vote().height() == v.driver.round().height();
      if (forThis
          && room > 0
          && !v.consumed.contains(each.spec())
          && !v.yetToConsume.contains(each.spec())) {
        feed(v, new DriverInput.VoteSeen(each.vote()));
        room--;
      }
    }
  }

  private void proposal(Validator v, JsonNode p) {
    Hash id = Itf.id(p.path("proposal").asText());
    Proposal proposal =
        new Proposal(
            Itf.number(p.path("height")) + 1L,
            Itf.number(p.path("round")),
            id,
            Itf.number(p.path("validRound")),
            KeeperTraces.key(p.path("srcAddress").asText()));
    feed(v, new DriverInput.Judged(id, !p.path("proposal").asText().equals("invalid")));
    feed(
        v,
        new DriverInput.ProposalSeen(
            new SignedProposal(proposal, KeeperTraces.UNSIGNED, Optional.empty())));
  }

  private void certificate(Validator v, List<JsonNode> votes) {
    List<SignedVote> signed = votes.stream().map(KeeperTraces::vote).toList();
    Vote one = signed.getFirst().vote();
    if (one.type() == VoteType.PREVOTE) {
      feed(
          v,
          new DriverInput.PolkaSeen(
              new PolkaCertificate(
                  one.height(),
                  one.round(),
                  one.value().orElseThrow(),
                  Driver.signatures(signed))));
    } else {
      signed.forEach(s -> feed(v, new DriverInput.VoteSeen(s)));
    }
  }

  private static TimeoutKind kind(String tag) {
    return switch (tag) {
      case "ProposeTimeout" -> TimeoutKind.PROPOSE;
      case "PrevoteTimeout" -> TimeoutKind.PREVOTE;
      case "PrecommitTimeout" -> TimeoutKind.PRECOMMIT;
      default -> throw new IllegalArgumentException("unknown timeout " + tag);
    };
  }

  private static void feed(Validator v, DriverInput input) {
    Driver.Next next = v.driver.step(input);
    v.driver = next.driver();
    for (DriverOutput output : next.outputs()) {
      switch (output) {
        case DriverOutput.Propose o ->
            v.actual.add("propose " + o.round() + " " + o.value() + " " + o.validRound());
        case DriverOutput.Cast o -> v.actual.add(RoundTraces.cast(o.type(), o.round(), o.value()));
        case DriverOutput.GetValue o -> v.actual.add("get " + o.round());
        case DriverOutput.Arm o ->
            v.actual.add("arm " + o.round() + " " + RoundTraces.timeout(o.kind()));
        case DriverOutput.Decide o ->
            v.actual.add("decide " + o.certificate().round() + " " + o.certificate().value());
        case DriverOutput.EnteredRound o -> {}
        case DriverOutput.ShowPolka o -> v.actual.add("show " + o.certificate().round());
        case DriverOutput.Found o -> {}
        case DriverOutput.Lacking o -> {}
        case DriverOutput.QuorumForInvalid o -> {}
      }
    }
  }

  /**
   * Compares, unless their driver was interrupted in the middle: then the next comparison covers
   * both.
   */
  private void close(Validator v) {
    if (v.state.isEmpty() || v.unfinished) {
      return;
    }
    JsonNode spec = v.state.get();
    tally.compare(v.where + " outputs", sorted(v.expected), sorted(v.actual));
    tally.compare(v.where + " state", described(spec), described(v.driver.round()));
    v.state = Optional.empty();
    v.expected.clear();
    v.actual.clear();
  }

  private static List<String> sorted(List<String> words) {
    return words.stream().sorted().toList();
  }

  private static String described(JsonNode s) {
    String step =
        switch (Itf.tag(s.path("step"))) {
          case "NoStep", "UnstartedStep" -> Step.UNSTARTED.name();
          case "ProposeStep" -> Step.PROPOSE.name();
          case "PrevoteStep" -> Step.PREVOTE.name();
          case "PrecommitStep" -> Step.PRECOMMIT.name();
          case "CommitStep" -> Step.DECIDED.name();
          default -> "unknown " + s.path("step");
        };
    return (Itf.number(s.path("height")) + 1)
        + " "
        + Itf.number(s.path("round"))
        + " "
        + step
        + " locked "
        + Itf.number(s.path("lockedRound"))
        + " "
        + Itf.optionalId(s.path("lockedValue"))
        + " valid "
        + Itf.number(s.path("validRound"))
        + " "
        + Itf.optionalId(s.path("validValue"));
  }

  private static String described(RoundState s) {
    return s.height()
        + " "
        + s.round()
        + " "
        + s.step()
        + " locked "
        + s.lockedRound()
        + " "
        + s.lockedValue()
        + " valid "
        + s.validRound()
        + " "
        + s.validValue();
  }
}
