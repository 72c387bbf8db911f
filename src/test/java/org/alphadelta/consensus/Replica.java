package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Quorum;

/**
 * One validator of a run: our driver, what it said, what theirs said since the two were last
 * compared. It does not know the other validators.
 */
final class Replica {
  final String address;
  private final Committee committee;
  private final TraceTally tally;
  final List<JsonNode> consumed = new ArrayList<>();
  final List<JsonNode> yetToConsume = new ArrayList<>();
  final List<String> expected = new ArrayList<>();
  final List<String> actual = new ArrayList<>();
  final List<String> armed = new ArrayList<>();
  final List<Vote> committed = new ArrayList<>();
  Driver driver;
  boolean started;
  int deliveries;
  Optional<JsonNode> state = Optional.empty();
  Optional<JsonNode> before = Optional.empty();
  boolean unfinished;
  String where = "";

  Replica(String address, Committee committee, TraceTally tally, Driver driver) {
    this.address = address;
    this.committee = committee;
    this.tally = tally;
    this.driver = driver;
  }

  /** Starts another height afresh. */
  void begin(Driver next) {
    close();
    driver = next;
    unfinished = false;
    state = Optional.empty();
    expected.clear();
    actual.clear();
    started = false;
    armed.clear();
    committed.clear();
  }

  /**
   * A run may end while their driver still has internal inputs to take: what it said so far, ours
   * said too.
   */
  void end() {
    if (!unfinished) {
      close();
      return;
    }
    List<String> rest = new ArrayList<>(expected);
    actual.forEach(rest::remove);
    tally.compare(where + " outputs at the end", List.of(), rest);
  }

  static String place(JsonNode state) {
    return Itf.number(state.path("height"))
        + "/"
        + Itf.number(state.path("round"))
        + "/"
        + Itf.tag(state.path("step"));
  }

  static boolean committed(JsonNode state) {
    return Itf.tag(state.path("step")).equals("CommitStep");
  }

  void proposal(JsonNode p) {
    Hash id = Itf.id(p.path("proposal").asText());
    BlockProposal proposal =
        new BlockProposal(
            Itf.number(p.path("height")) + 1L,
            Itf.number(p.path("round")),
            id,
            Itf.round(p.path("validRound")),
            KeeperTraces.key(p.path("srcAddress").asText()));
    boolean valid = !p.path("proposal").asText().equals("invalid");
    feed(
        new DriverInput.Validated(
            id,
            valid
                ? new Validity.Valid()
                : new Validity.Invalid(ConsensusRejections.refusedBefore(id))));
    feed(
        new DriverInput.ProposalSeen(
            new SignedProposal(proposal, KeeperTraces.UNSIGNED, Optional.empty())));
    sync();
  }

  void certificate(List<JsonNode> votes) {
    List<SignedVote> signed = votes.stream().map(KeeperTraces::vote).toList();
    Vote one = signed.getFirst().vote();
    if (one.type() == VoteType.PREVOTE) {
      feed(
          new DriverInput.PolkaSeen(
              PolkaCertificate.of(
                  one.height(),
                  one.round(),
                  one.value().orElseThrow(),
                  Driver.signatures(signed))));
    } else {
      signed.forEach(s -> feed(new DriverInput.VoteSeen(s)));
      if (Quorum.agreement(
          signed.stream().map(s -> s.vote().validator()).distinct().count(), committee.size())) {
        committed.add(one);
      }
      sync();
    }
  }

  /**
   * A commit certificate is believed whole, also if it names a vote of somebody whose other vote
   * was counted first (rule 2). With us that is the ledger's sync, not the driver: so line 49 is
   * applied to the driver's round here.
   */
  private void sync() {
    for (Vote vote : committed) {
      Hash value = vote.value().orElseThrow();
      if (driver.round().step() != Step.DECIDED
          && driver.isValid(value)
          && driver.proposals.names(vote.round(), value)) {
        driver = decided(driver, new RoundInput.ProposalAndPrecommitQuorum(vote.round(), value));
        actual.add("decide " + vote.round() + " " + value);
      }
    }
  }

  private static Driver decided(Driver d, RoundInput.ProposalAndPrecommitQuorum input) {
    return switch (d.round.apply(input)) {
      case RoundState.Transition transition -> with(d, transition.state());
      case RoundState.Impossible wrong -> throw new IllegalStateException(wrong.toString());
    };
  }

  /**
   * Addition (b) is ours alone: a polka of an earlier round that became known late is not adopted
   * there. It is the last thing that a step of ours does, so it is taken back here.
   */
  private static Driver withoutLatePolka(RoundState before, Driver d) {
    RoundState after = d.round();
    if (after.valid().equals(before.valid())
        || after.valid().filter(v -> after.isCurrent(v.round())).isPresent()) {
      return d;
    }
    return with(
        d,
        new RoundState(
            after.height(),
            after.round(),
            after.step(),
            after.locked(),
            before.valid(),
            after.prevoteArmed(),
            after.precommitArmed()));
  }

  private static Driver with(Driver d, RoundState round) {
    return new Driver(
        d.setup, round, d.votes, d.proposals, d.polkas, d.validity, d.acting, d.awaitingValue);
  }

  void feed(DriverInput input) {
    Driver.Next next = driver.step(input);
    driver = withoutLatePolka(driver.round(), next.driver());
    long height = driver.round().height() - 1;
    for (DriverOutput output : next.outputs()) {
      switch (output) {
        case DriverOutput.Propose o ->
            actual.add(RoundTraces.proposal(o.round(), o.value(), o.validRound(), height, address));
        case DriverOutput.Cast o ->
            actual.add(RoundTraces.cast(o.type(), o.round(), o.value(), height, address));
        case DriverOutput.GetValue o -> actual.add(RoundTraces.get(o.round(), height));
        case DriverOutput.Arm o ->
            actual.add("arm " + o.round() + " " + RoundTraces.timeout(o.kind()));
        case DriverOutput.Decide o ->
            actual.add("decide " + o.certificate().round() + " " + o.certificate().value());
        case DriverOutput.EnteredRound o -> {}
        case DriverOutput.ShowPolka o -> {} // addition (b)
        case DriverOutput.EvidenceFound o -> {}
        case DriverOutput.MissingValue o -> {}
        case DriverOutput.QuorumForInvalid o -> {}
      }
    }
  }

  /**
   * Compares, unless their driver was interrupted in the middle: then the next comparison covers
   * both.
   */
  void close() {
    if (state.isEmpty() || unfinished) {
      return;
    }
    JsonNode spec = state.get();
    tally.compare(where + " outputs", sorted(expected), sorted(actual));
    tally.compare(where + " state", described(spec), described(driver.round()));
    state = Optional.empty();
    expected.clear();
    actual.clear();
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
        + s.round().orElse(-1)
        + " "
        + s.step()
        + " locked "
        + described(s.locked())
        + " valid "
        + described(s.valid());
  }

  private static String described(Optional<RoundValue> value) {
    return value.map(RoundValue::round).orElse(-1) + " " + value.map(RoundValue::value);
  }
}
