package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;

/**
 * Where storyboards of the driver play: validators 0 to n-1 in committee order, validator r mod n
 * proposes round r, at height 1. Outputs are compared as words, without evidence of what bodies are
 * lacking.
 */
final class Stage {
  static final Hash A = Sha256.plain(Bytes.utf8("a"));
  static final Hash B = Sha256.plain(Bytes.utf8("b"));
  static final Optional<Hash> VALUE_A = Optional.of(A);
  static final Optional<Hash> VALUE_B = Optional.of(B);
  static final Optional<Hash> NIL = Optional.empty();

  private static final Validity INVALID =
      new Validity.Invalid(Rejection.of("wrong-root", "this", "another"));

  private final Committee committee;
  private final List<PublicKey> keys;
  private Driver driver;
  private List<String> outputs = List.of();

  Stage(int validators, int self) {
    committee = committee(validators);
    keys = committee.keys();
    driver =
        Driver.of(
            new Driver.Setup(
                1,
                committee,
                (height, round, members) -> keys.get(round % keys.size()),
                Optional.of(keys.get(self))));
  }

  /** Four validators, this one is number 3 and has entered round 0. */
  static Stage ofFour() {
    return new Stage(4, 3).on(new DriverInput.Act(true));
  }

  static Committee committee(int validators) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      members.add(new Member(KeeperTraces.key("validator " + i), Role.GOVERNOR));
    }
    return Committee.of(members);
  }

  Stage on(DriverInput input) {
    Driver.Next next = driver.step(input);
    driver = next.driver();
    outputs = words(next.outputs());
    return this;
  }

  Stage judged(Hash value, boolean valid) {
    return on(new DriverInput.Validated(value, valid ? new Validity.Valid() : INVALID));
  }

  /** A fresh value, by the proposer of this round. */
  Stage proposal(int round, Hash value) {
    return proposal(round, value, Optional.empty());
  }

  /** A value once more, by the proposer of this round. */
  Stage proposedAgain(int round, Hash value, int validRound) {
    return proposal(round, value, Optional.of(validRound));
  }

  private Stage proposal(int round, Hash value, Optional<Integer> validRound) {
    BlockProposal proposal =
        new BlockProposal(1, round, value, validRound, keys.get(round % keys.size()));
    return on(
        new DriverInput.ProposalSeen(
            new SignedProposal(proposal, KeeperTraces.UNSIGNED, Optional.empty())));
  }

  Stage prevotes(int round, Optional<Hash> value, int... validators) {
    return votes(VoteType.PREVOTE, round, value, validators);
  }

  Stage precommits(int round, Optional<Hash> value, int... validators) {
    return votes(VoteType.PRECOMMIT, round, value, validators);
  }

  /** The outputs of all these votes together. */
  private Stage votes(VoteType type, int round, Optional<Hash> value, int... validators) {
    List<String> all = new ArrayList<>();
    for (int i : validators) {
      on(new DriverInput.VoteSeen(vote(type, round, value, i)));
      all.addAll(outputs);
    }
    outputs = all;
    return this;
  }

  SignedVote vote(VoteType type, int round, Optional<Hash> value, int validator) {
    return new SignedVote(
        new Vote(type, 1, round, value, keys.get(validator)), KeeperTraces.UNSIGNED);
  }

  Stage polka(int round, Hash value, int... validators) {
    List<SignedVote> votes = new ArrayList<>();
    for (int i : validators) {
      votes.add(vote(VoteType.PREVOTE, round, Optional.of(value), i));
    }
    return on(
        new DriverInput.PolkaSeen(PolkaCertificate.of(1, round, value, Driver.signatures(votes))));
  }

  Stage elapses(TimeoutKind kind, int round) {
    return on(new DriverInput.Elapsed(new Timeout(1, round, kind)));
  }

  Stage says(String... expected) {
    assertThat(outputs).containsExactly(expected);
    return this;
  }

  Stage saysAmongOthers(String... expected) {
    assertThat(outputs).contains(expected);
    return this;
  }

  Stage neverSays(String unexpected) {
    assertThat(outputs).doesNotContain(unexpected);
    return this;
  }

  Stage is(int round, Step step) {
    assertThat(driver.round().round()).as("round").contains(round);
    assertThat(driver.round().step()).as("step").isEqualTo(step);
    return this;
  }

  Stage isUnstarted() {
    assertThat(driver.round().round()).as("round").isEmpty();
    assertThat(driver.round().step()).as("step").isEqualTo(Step.UNSTARTED);
    return this;
  }

  Stage locked(int round, Hash value) {
    assertThat(driver.round().locked()).as("locked").contains(new RoundValue(round, value));
    return this;
  }

  Stage unlocked() {
    assertThat(driver.round().locked()).as("locked").isEmpty();
    return this;
  }

  Stage valid(int round, Hash value) {
    assertThat(driver.round().valid()).as("valid").contains(new RoundValue(round, value));
    return this;
  }

  /** This node precommits A in round 0 and so locks it; all others time out into round 1. */
  Stage lockedOnA() {
    return judged(B, true)
        .proposed()
        .prevotes(0, VALUE_A, 0, 1, 2)
        .locked(0, A)
        .failed(0)
        .is(1, Step.PROPOSE);
  }

  /** A is valid and was proposed in round 0. */
  Stage proposed() {
    return judged(A, true).proposal(0, A);
  }

  /** The others precommit nil in this round, and its time is over. */
  Stage failed(int round) {
    return precommits(round, NIL, 0, 1, 2).elapses(TimeoutKind.PRECOMMIT, round);
  }

  Driver driver() {
    return driver;
  }

  PublicKey key(int validator) {
    return keys.get(validator);
  }

  private static List<String> words(List<DriverOutput> outputs) {
    List<String> words = new ArrayList<>();
    for (DriverOutput output : outputs) {
      switch (output) {
        case DriverOutput.Propose o ->
            words.add(
                "propose "
                    + name(o.value())
                    + " round "
                    + o.round()
                    + o.validRound().map(vr -> " valid round " + vr).orElse("")
                    + (o.polka().isPresent() ? " with polka" : ""));
        case DriverOutput.Cast o ->
            words.add(
                (o.type() == VoteType.PREVOTE ? "prevote " : "precommit ")
                    + o.value().map(Stage::name).orElse("nil")
                    + " round "
                    + o.round());
        case DriverOutput.GetValue o -> words.add("get value round " + o.round());
        case DriverOutput.Arm o -> words.add("arm " + o.kind() + " round " + o.round());
        case DriverOutput.Decide o ->
            words.add(
                "decide " + name(o.certificate().value()) + " round " + o.certificate().round());
        case DriverOutput.ShowPolka o ->
            words.add(
                "show polka "
                    + name(o.certificate().value())
                    + " round "
                    + o.certificate().round());
        case DriverOutput.EvidenceFound o -> words.add("evidence round " + o.evidence().round());
        case DriverOutput.QuorumForInvalid o ->
            words.add("quorum for invalid " + name(o.value()) + ": " + o.reason().code());
        case DriverOutput.EnteredRound o -> {}
        case DriverOutput.MissingValue o -> {}
      }
    }
    return words;
  }

  private static String name(Hash value) {
    return value.equals(A) ? "A" : value.equals(B) ? "B" : value.brief();
  }
}
