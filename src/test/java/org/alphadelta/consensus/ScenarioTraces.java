package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Committee;
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
  private final SortedMap<String, Replica> validators = new TreeMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private final ToldStates told;
  private Committee committee = Committee.EMPTY;
  private Proposers proposers = Proposers.ROTATING;
  private String name = "";

  /** A vote that somebody honest sent. */
  record Sent(SignedVote vote, JsonNode spec) {}

  ScenarioTraces(TraceTally tally) {
    this.tally = tally;
    this.told = new ToldStates(tally);
  }

  void replay(String trace, JsonNode run) {
    tally.traces++;
    name = trace;
    List<PublicKey> keys = new ArrayList<>();
    for (JsonNode pair : Itf.map(run.path("validatorSet"))) {
      tally.compare(name + " weight of " + pair.path(0).asText(), 1, Itf.number(pair.path(1)));
    }
    Itf.map(run.path("validatorSet")).stream()
        .map(p -> p.path(0).asText())
        .sorted()
        .forEach(a -> keys.add(KeeperTraces.key(a)));
    committee = Committee.of(keys.stream().map(k -> new Member(k, Role.GOVERNOR)).toList());
    proposers = (height, round, members) -> keys.get((round + 1) % keys.size());
    run.path("correct").forEach(a -> validators.put(a.asText(), replica(a.asText())));
    JsonNode steps = run.path("steps");
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("it has no steps");
    }
    steps.forEach(this::foresee);
    for (int i = 0; i < steps.size(); i++) {
      take(i, steps.path(i));
    }
    validators.values().forEach(Replica::end);
  }

  private Replica replica(String address) {
    return new Replica(address, committee, tally, driver(address, 1));
  }

  private Driver driver(String address, long height) {
    return Driver.of(
        new Driver.Setup(height, committee, proposers, Optional.of(KeeperTraces.key(address))));
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
    tally.step = index;
    switch (step.path("kind").asText()) {
      case "step" -> {
        told.step(where(index, step), step);
        step(index, step);
      }
      case "newHeight" -> {
        told.newHeight(name + " step " + index + " newHeight", step);
        step.path("validators").forEach(a -> newHeight(a.asText(), step));
      }
      case "env" -> step.path("validators").forEach(a -> validators.get(a.asText()).deliveries++);
      case "init" -> told.init(name + " step " + index + " init", step);
      case "noop" -> told.step(where(index, step), step);
      default ->
          throw new IllegalArgumentException(name + ": unknown kind of step " + step.path("kind"));
    }
  }

  private String where(int index, JsonNode step) {
    return name
        + " step "
        + index
        + " "
        + step.path("validator").asText()
        + " "
        + Itf.tag(step.path("input"));
  }

  private void newHeight(String address, JsonNode step) {
    Replica v = validators.get(address);
    long height = Itf.number(step.path("cs").path(address).path("height")) + 1L;
    v.begin(driver(address, height));
  }

  private void step(int index, JsonNode step) {
    tally.steps++;
    Replica v = validators.get(step.path("validator").asText());
    JsonNode input = step.path("input");
    String tag = Itf.tag(input);
    if (tag.equals("NoDInput")) { // nothing to take, so nothing is said and nothing changes
      tally.compare(
          where(index, step) + " output", List.of(), RoundTraces.output(step.path("output")));
      return;
    }
    boolean internal = tag.equals("PendingDInput") || tag.equals("StepChangeDInput");
    if (!internal || !v.started) {
      v.close();
      v.where = where(index, step);
    }
    boolean decided = v.state.filter(s -> Replica.committed(s)).isPresent();
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
            || v.before.filter(s -> Replica.place(s).equals(Replica.place(after))).isEmpty();
    v.before = Optional.of(after);
    v.state = v.before;
  }

  private void remember(JsonNode step) {
    if (Itf.tag(step.path("output")).equals("VoteOutput")) {
      JsonNode vote = Itf.value(step.path("output"));
      sent.add(new Sent(KeeperTraces.vote(vote), vote));
    }
  }

  private void external(Replica v, JsonNode input, String tag) {
    if (!v.started) {
      v.started = true;
      preload(v, input);
      if (!input.toString().contains("ProposalAndCommitAndValidCInput")) {
        v.feed(new DriverInput.Act(true));
      }
      return;
    }
    JsonNode value = Itf.value(input);
    RoundState round = v.driver.round();
    switch (tag) {
      case "StartDInput", "PendingDInput", "StepChangeDInput" -> {}
      case "ProposalDInput" -> v.proposal(value);
      case "VoteDInput" -> {
        v.consumed.add(value);
        v.yetToConsume.remove(value);
        v.feed(new DriverInput.VoteSeen(KeeperTraces.vote(value)));
      }
      case "CertificateDInput" -> v.certificate(Itf.set(value));
      case "TimeoutDInput" ->
          v.feed(
              new DriverInput.Elapsed(
                  new Timeout(round.height(), round.round().orElse(0), kind(Itf.tag(value)))));
      case "ProposeValueDInput" ->
          v.feed(new DriverInput.Built(round.round().orElseThrow(), Itf.id(value.asText())));
      default -> throw new IllegalArgumentException(name + ": unknown input " + tag);
    }
  }

  /** Votes sent, and never taken one by one, may have lain in the inbox before the start. */
  private void preload(Replica v, JsonNode first) {
    List<SignedVote> possible =
        sent.stream()
            .filter(s -> s.vote().vote().height() == v.driver.round().height())
            .filter(s -> !v.consumed.contains(s.spec()) && !v.yetToConsume.contains(s.spec()))
            .map(Sent::vote)
            .toList();
    new Inbox(committee, possible, v.deliveries)
        .before(first)
        .forEach(vote -> v.feed(new DriverInput.VoteSeen(vote)));
  }

  private static TimeoutKind kind(String tag) {
    return switch (tag) {
      case "ProposeTimeout" -> TimeoutKind.PROPOSE;
      case "PrevoteTimeout" -> TimeoutKind.PREVOTE;
      case "PrecommitTimeout" -> TimeoutKind.PRECOMMIT;
      default -> throw new IllegalArgumentException("unknown timeout " + tag);
    };
  }
}
