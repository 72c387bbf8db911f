package org.alphadelta.consensus;

import java.util.List;
import java.util.stream.Stream;

/** Mistakes that others made, each as the edit that makes it in an otherwise correct product. */
enum SeededBugs {
  MAJORITY_IS_A_QUORUM(
      "1",
      "a quorum is more than half",
      edit(
          VoteKeeper.class,
          "return Quorum.agreement(weight, total);",
          "return 2 * weight > total;")),
  TWO_THIRDS_IS_A_QUORUM(
      "1",
      "a quorum is two thirds, not more",
      edit(
          VoteKeeper.class,
          "return Quorum.agreement(weight, total);",
          "return 3 * weight >= 2 * total;")),
  ONE_VOTE_SKIPS(
      "3",
      "one vote in a later round is enough to skip",
      edit(
          VoteKeeper.class,
          "return Quorum.oneHonest(present(votes), total);",
          "return present(votes) >= 1;")),
  CONFLICTING_VOTES_COUNT(
      "2",
      "the second vote of a validator counts too",
      edit(
          VoteKeeper.class,
          "if (first.isPresent()) {",
          "if (first.isPresent() && sameValue(first.get(), signed)) {")),
  SKIP_COUNTS_VOTES(
      "3",
      "a skip counts votes, not validators",
      edit(
          VoteKeeper.class,
          "if (!votes.prevotes().votes().containsKey(validator)) {",
          "if (true) {")),
  LOCK_FORGOTTEN(
      "L23",
      "a fresh proposal is prevoted against the lock",
      edit(
          RoundState.class,
          "prevote(in.value(), locked.isEmpty());",
          "prevote(in.value(), true);")),
  ANY_POLKA_UNLOCKS(
      "6, L29",
      "a polka of any round unlocks",
      edit(
          RoundState.class,
          "prevote(in.value(), unlockedBy(in.validRound()));",
          "prevote(in.value(), true);")),
  VALID_ROUND_BELIEVED(
      "5, L28",
      "a valid round is believed without its polka",
      edit(Multiplexer.class, "if (!driver.knowsPolka(validRound, value) ||", "if (")),
  LOCKS_IN_ANY_STEP(
      "7, L37",
      "a polka locks and precommits in every step",
      edit(
          RoundState.class,
          "RoundInput.ProposalAndPolkaCurrent in) when s == PREVOTE ->",
          "RoundInput.ProposalAndPolkaCurrent in) when s == PREVOTE || true ->")),
  NIL_POLKA_UNLOCKS(
      "7",
      "a nil polka unlocks",
      edit(
          RoundState.class,
          "RoundInput.PolkaNil in) when s == PREVOTE -> precommitNil();",
          """
          RoundInput.PolkaNil in) when s == PREVOTE ->
              new RoundState(height, round, step, Optional.empty(), valid, prevoteArmed,
                  precommitArmed).precommitNil();\
          """)),
  DECIDES_ONLY_HERE(
      "9, L49",
      "only the current round can be decided",
      edit(
          Multiplexer.class,
          "proposals.names(quorum.round(), quorum.value())) {",
          "proposals.names(quorum.round(), quorum.value()) && state.isCurrent(quorum.round())) {")),
  NOT_EVALUATED_AGAIN(
      "10",
      "stored votes and proposals are not looked at after a step change",
      edit(
          DriverStep.class,
          "next.isPresent(); next = enabled()",
          "next.isPresent(); next = Optional.empty()")),
  STALE_TIMERS(
      "11",
      "timers of earlier rounds are obeyed",
      edit(RoundState.class, "&& isCurrent(timeout.round());", ";"),
      edit(Engine.class, "if (timeout.round() != height.timedRound()) { return; }", ""),
      edit(
          Engine.class,
          "height.is(HeightState.Phase.ACTING) && height.driver.awaits(timeout)",
          "height.is(HeightState.Phase.ACTING)")),
  GOES_ON_AFTER_DECISION(
      "12",
      "a decided height goes on",
      edit(
          RoundState.class,
          "case Arm(Step s, RoundInput in) when s == DECIDED -> unchanged();",
          ""),
      edit(DriverStep.class, "if (state.step() == Step.DECIDED) { return;", "if (false) { return;"),
      edit(MessageValidator.class, "if (height.isClosed()) { return;", "if (false) { return;")),
  NO_POLKA_CARRIED(
      "(a)",
      "a proposal with valid round carries no polka",
      edit(
          DriverStep.class,
          "return o.validRound().flatMap(vr -> now().polka(vr, o.value()));",
          "return Optional.empty();"),
      edit(
          OwnMessages.class,
          "said.validRound().flatMap(vr -> height.driver.polka(vr, said.value()))",
          "Optional.empty()")),
  NO_POLKA_SHOWN(
      "(b)",
      "no polka is shown",
      edit(DriverStep.class, ".ifPresent(p -> outputs.add(new DriverOutput.ShowPolka(p)));", ";"),
      edit(
          OwnMessages.class,
          "if (round.round().filter(r -> r >= 1).isPresent()) {",
          "if (false) {")),
  LATE_POLKA_IGNORED(
      "(b)",
      "a polka of an earlier round is not adopted",
      edit(Multiplexer.class, ".or(() -> latePolka(here));", ";")),
  DUPLICATE_SIGNERS(
      "16",
      "a certificate may name a signer twice",
      edit(
          PolkaCertificate.class,
          "Ascending.require(\"a certificate names each signer once\", signatures,"
              + " VoteSignature::validator);",
          "")),
  CERTIFICATES_UNCHECKED(
      "16",
      "signatures of certificates are not verified",
      edit(MessageValidator.class, "v -> height.driver.holds(v) || genuine(v)", "v -> true")),
  VOTES_UNCHECKED(
      "13",
      "signatures of votes are not verified",
      edit(
          MessageValidator.class,
          "private boolean genuine(SignedVote signed) { return",
          "private boolean genuine(SignedVote signed) { return true ||")),
  VALIDITY_UNCHECKED(
      "L22",
      "invalid values are prevoted",
      edit(
          DriverStep.class,
          "validity.putIfAbsent(value, result);",
          "validity.putIfAbsent(value, new Validity.Valid());")),
  ANYBODY_PROPOSES(
      "L22",
      "everybody may propose in every round",
      edit(
          DriverStep.class,
          "if (!proposal.proposer().equals(setup.proposer(proposal.round()))) {",
          "if (false) {"),
      edit(MessageValidator.class, "if (!proposer.equals(proposal.proposer())) {", "if (false) {")),
  OTHERS_VOTES_NOT_LOGGED(
      "19",
      "others' votes are not logged",
      edit(MessageValidator.class, "writer.append(new LogEntry.VoteReceived(signed));", "")),
  SENT_BEFORE_SYNC(
      "19", "messages leave before the log is synced", edit(EffectWriter.class, "log.sync();", "")),
  SIGN_STATE_IGNORED(
      "21",
      "the sign-state is neither asked nor written",
      edit(
          MessageSigner.class,
          "return switch (before.judge(unsigned)) {",
          """
          if (true) {
            signed = true;
            return new Outcome.Signed(with.apply(signer.sign(unsigned.signingBytes(chain))));
          }
          return switch (before.judge(unsigned)) {\
          """)),
  NO_REPLAY(
      "22",
      "a restart begins the height afresh",
      edit(Replay.class, "for (LogEntry entry : log.entries()) { replay(height, entry); }", ""),
      edit(Replay.class, "if (signer.isPresent()) {", "if (false) {")),
  NO_RESTORE(
      "24",
      "a message that only the sign-state holds is dropped",
      edit(MessageSigner.class, "return last;", "return Optional.empty();")),
  NO_EXCHANGE(
      "25",
      "a restarted validator signs at once",
      edit(Engine.class, "&& !signer.get().hasSigned()", "&& false")),
  FOREIGN_OWN_SIGNATURE(
      "25",
      "own signatures from elsewhere are shrugged off",
      edit(MessageSigner.class, "if (open().contradicts(seen)) {", "if (false) {")),
  MARK_OFF_BY_ONE(
      "28",
      "a key signs one height above its terminal mark",
      edit(SignRecord.class, "height > last)", "height > last + 1)")),
  NO_REPAIR(
      "liveness", "lost messages are never asked for", edit(Engine.class, "repair(height);", ""));

  private final String rule;
  private final String mistake;
  private final List<SourceEdit> edits;

  SeededBugs(String rule, String mistake, SourceEdit... edits) {
    this.rule = rule;
    this.mistake = mistake;
    this.edits = List.of(edits);
  }

  String rule() {
    return rule;
  }

  String mistake() {
    return mistake;
  }

  /** The product that makes this mistake. */
  EditedProduct product() {
    return EditedProduct.of(edits);
  }

  /** Whether a story is told of the rule that this mistake breaks. */
  boolean breaksRuleOf(String story) {
    return Stream.of(rule.split(", "))
        .map(r -> r.startsWith("L") ? r : r.startsWith("(") ? "addition" : "rule" + r + "_")
        .anyMatch(story::contains);
  }

  private static SourceEdit edit(Class<?> in, String found, String instead) {
    return new SourceEdit(in, found, instead);
  }
}
