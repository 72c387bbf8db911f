package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;

/**
 * Proposes generation 1, waits until the voters have its parameter files from the node network, and
 * votes.
 */
final class VoteStep {
  private static final String STEP = "votes";

  /** What the step found: the proposal and the height at which it takes effect. */
  record Voted(String proposal, long activation) {}

  private final Stage stage;
  private final Founded founded;
  private final List<Participant> founders;
  private final Watch watch;

  VoteStep(Stage stage, Founded founded) {
    this.stage = stage;
    this.founded = founded;
    this.founders = founded.founders();
    this.watch = stage.watch(founders);
  }

  Voted run() {
    Voted voted = propose();
    fetched(voted);
    vote(voted);
    counted(voted);
    return voted;
  }

  private Voted propose() {
    Participant proposer = founded.of(Cast.V1);
    long now = watch.now().height(proposer.name(), 0, ChainKind.ALPHA);
    long activation = stage.plan().numbers().activationHeight(now);
    stage.begin(STEP, "v1 proposes testnet g0 to testnet g1 at Alpha height " + activation);
    String terms = stage.directory().terms().toString();
    String params = stage.directory().genesis(1).toString();
    String home = proposer.home().toString();
    stage
        .typist()
        .demand(
            STEP,
            "proposal",
            "draft",
            terms,
            "--params",
            params,
            "--home",
            home,
            "--activation-height",
            String.valueOf(activation),
            "--min-governors",
            "3",
            "--min-public",
            "1");
    stage.typist().demand(STEP, "proposal", "submit", terms, "--home", home, "--params", params);
    String id =
        watch.until(
            STEP,
            "the proposal in the state of all five",
            round -> founders.stream().map(this::proposal).reduce(this::agreed).orElseThrow());
    Participant asked = founded.of(Cast.stayer());
    JsonNode stored =
        asked
            .value("network_upgrade_proposals", id)
            .orElseThrow(() -> new MissionFailed(STEP, asked.name() + " shows no proposal " + id));
    stage
        .talk()
        .check(
            VoteClaims.stored(
                stored, id, founded.second().alpha(), founded.second().delta(), activation));
    stage.talk().check(VoteClaims.openTally(tally(asked, id), needed()));
    return new Voted(id, activation);
  }

  /** The id of the proposal for our generation 1, as one node shows it. */
  private Optional<String> proposal(Participant node) {
    for (JsonNode proposal :
        node.ask("/v1/proposals")
            .map(p -> p.path("proposals"))
            .orElseGet(MissingNode::getInstance)) {
      if (Claims.text(proposal, "alpha_expected_hash").equals(founded.second().alpha())) {
        return Optional.of(Claims.text(proposal, "proposal_id"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> agreed(Optional<String> one, Optional<String> other) {
    return one.filter(id -> other.filter(id::equals).isPresent());
  }

  private void fetched(Voted voted) {
    List<Participant> voters =
        founded.of(Cast.leavers().stream().filter(c -> c != Cast.V1).toList());
    stage.begin(
        STEP,
        "v2, v3 and v5 fetch both parameter files through the node network and rebuild the genesis");
    List<String> cids = founded.second().params();
    watch.untilTrue(
        STEP,
        "both parameter files at v2, v3 and v5",
        round ->
            voters.stream()
                .allMatch(
                    v -> v.events("governor").filter(e -> VoteClaims.pinned(e, cids)).isPresent()));
    stage
        .talk()
        .check(
            new Check(
                "votes.parameters",
                true,
                "both files checked and kept by "
                    + voters.size()
                    + " voters who were not given them"));
    for (Participant voter : voters) {
      Typist.Typed verified =
          stage
              .typist()
              .type("proposal", "verify", voted.proposal(), "--home", voter.home().toString());
      stage
          .talk()
          .check(
              Check.of(
                  "votes.rebuilt." + voter.name(),
                  verified.exitCode() == 0,
                  verified.exitCode() == 0
                      ? "rebuilt from its own files, as expected"
                      : "exit code " + verified.exitCode() + ": " + verified.complaint(),
                  "exit code 0"));
    }
  }

  private void vote(Voted voted) {
    List<Cast> order = new ArrayList<>(Cast.founders());
    Collections.shuffle(order, stage.choice());
    stage.begin(STEP, "v1, v2, v3, v5 vote Yes, v4 votes No, in the order " + order);
    for (Cast voter : order) {
      stage
          .typist()
          .demand(
              STEP,
              "proposal",
              "vote",
              voted.proposal(),
              voter.vote(),
              "--home",
              founded.of(voter).home().toString(),
              "--yes");
    }
  }

  private void counted(Voted voted) {
    Participant asked = founded.of(Cast.V5);
    stage.begin(
        STEP,
        "the tally of chain state, asked over REST: GET "
            + asked.rest()
            + "/v1/proposals/"
            + voted.proposal()
            + "/tally");
    int voters = Cast.founders().size();
    JsonNode tally =
        watch.until(
            STEP,
            "five votes in the tally",
            round ->
                asked
                    .ask("/v1/proposals/" + voted.proposal() + "/tally")
                    .filter(t -> said(t) >= voters));
    stage
        .talk()
        .check(VoteClaims.closedTally(tally, needed(), yes(Role.GOVERNOR), 1, yes(Role.PUBLIC)));
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, String> wanted = new LinkedHashMap<>();
    Participant other = founded.of(Cast.stayer());
    for (Participant voter : founders) {
      wanted.put(voter.name(), voter.vote());
      other
          .value("upgrade_votes", voted.proposal() + ":" + voter.address())
          .ifPresent(v -> found.put(voter.name(), Claims.text(v, "ballot")));
    }
    stage.talk().check(VoteClaims.ballots(found, wanted));
  }

  private static long said(JsonNode tally) {
    long said = 0;
    for (String electorate : List.of("governors", "public")) {
      for (String ballot : List.of("yes", "no", "abstain")) {
        said += tally.path(electorate).path(ballot).asLong(0);
      }
    }
    return said;
  }

  private static JsonNode tally(Participant asked, String id) {
    return AgreementStep.demand(asked, "/v1/proposals/" + id + "/tally");
  }

  /** The 67 % rule over the governors of generation 0. */
  private static int needed() {
    long governors =
        Cast.founders().stream().filter(c -> c.role(0).equals(Optional.of(Role.GOVERNOR))).count();
    return (int) Quorum.governanceNeeded(governors);
  }

  private static int yes(Role role) {
    return (int) Cast.leavers().stream().filter(c -> c.role(0).equals(Optional.of(role))).count();
  }
}
