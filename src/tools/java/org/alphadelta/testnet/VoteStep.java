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
import org.alphadelta.governance.Ballot;

/** Proposes generation 1, waits until the voters have fetched its parameter files, and votes. */
final class VoteStep {
  private static final String STEP = "votes";

  /** Result: the proposal and its activation height. */
  record Voted(String proposal, long activation) {}

  private final RunContext run;
  private final BootstrappedNetwork network;
  private final List<Participant> founders;
  private final Watch watch;

  VoteStep(RunContext run, BootstrappedNetwork network) {
    this.run = run;
    this.network = network;
    this.founders = network.founders();
    this.watch = run.watch(founders);
  }

  Voted run() {
    Voted voted = propose();
    fetched(voted);
    vote(voted);
    counted(voted);
    return voted;
  }

  private Voted propose() {
    Participant proposer = network.of(Validators.V1);
    long now = watch.now().height(proposer.name(), 0, ChainKind.ALPHA);
    long activation = run.plan().numbers().activationHeight(now);
    run.begin(STEP, "v1 proposes testnet g0 to testnet g1 at Alpha height " + activation);
    String terms = run.directory().terms().toString();
    String params = run.directory().genesis(1).toString();
    String home = proposer.home().toString();
    run.runner()
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
    run.runner().demand(STEP, "proposal", "submit", terms, "--home", home, "--params", params);
    String id =
        watch.until(
            STEP,
            "the proposal in the state of all five",
            round -> founders.stream().map(this::proposal).reduce(this::agreed).orElseThrow());
    Participant asked = network.of(Validators.stayer());
    JsonNode stored =
        asked
            .value("network_upgrade_proposals", id)
            .orElseThrow(() -> new MissionFailed(STEP, asked.name() + " shows no proposal " + id));
    run.runLog()
        .check(
            VoteAssertions.stored(
                stored, id, network.second().alpha(), network.second().delta(), activation));
    run.runLog().check(VoteAssertions.openTally(tally(asked, id), needed()));
    return new Voted(id, activation);
  }

  /** The id of our proposal for generation 1, as one node shows it. */
  private Optional<String> proposal(Participant node) {
    for (JsonNode proposal :
        node.ask("/v1/proposals")
            .map(p -> p.path("proposals"))
            .orElseGet(MissingNode::getInstance)) {
      if (Assertions.text(proposal, "alpha_expected_hash").equals(network.second().alpha())) {
        return Optional.of(Assertions.text(proposal, "proposal_id"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> agreed(Optional<String> one, Optional<String> other) {
    return one.filter(id -> other.filter(id::equals).isPresent());
  }

  private void fetched(Voted voted) {
    List<Participant> voters =
        network.of(Validators.leavers().stream().filter(c -> c != Validators.V1).toList());
    run.begin(
        STEP,
        "v2, v3 and v5 fetch both parameter files through the node network and rebuild the"
            + " genesis");
    List<String> cids = network.second().params();
    watch.untilTrue(
        STEP,
        "both parameter files at v2, v3 and v5",
        round ->
            voters.stream()
                .allMatch(
                    v ->
                        v.events("governor")
                            .filter(e -> VoteAssertions.pinned(e, cids))
                            .isPresent()));
    run.runLog()
        .check(
            new Check(
                "votes.parameters",
                true,
                "both files checked and kept by "
                    + voters.size()
                    + " voters who were not given them"));
    for (Participant voter : voters) {
      CommandRunner.Outcome verified =
          run.runner()
              .type("proposal", "verify", voted.proposal(), "--home", voter.home().toString());
      run.runLog()
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
    List<Validators> order = new ArrayList<>(Validators.founders());
    Collections.shuffle(order, run.choice());
    run.begin(STEP, "v1, v2, v3, v5 vote Yes, v4 votes No, in the order " + order);
    for (Validators voter : order) {
      run.runner()
          .demand(
              STEP,
              "proposal",
              "vote",
              voted.proposal(),
              voter.vote().orElseThrow().label(),
              "--home",
              network.of(voter).home().toString(),
              "--yes");
    }
  }

  private void counted(Voted voted) {
    Participant asked = network.of(Validators.V5);
    run.begin(
        STEP,
        "the tally of chain state, asked over REST: GET "
            + asked.rest()
            + "/v1/proposals/"
            + voted.proposal()
            + "/tally");
    int voters = Validators.founders().size();
    JsonNode tally =
        watch.until(
            STEP,
            "five votes in the tally",
            round ->
                asked
                    .ask("/v1/proposals/" + voted.proposal() + "/tally")
                    .filter(t -> said(t) >= voters));
    run.runLog()
        .check(
            VoteAssertions.closedTally(tally, needed(), yes(Role.GOVERNOR), 1, yes(Role.PUBLIC)));
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, String> wanted = new LinkedHashMap<>();
    Participant other = network.of(Validators.stayer());
    for (Participant voter : founders) {
      wanted.put(voter.name(), voter.vote().orElseThrow().label());
      other
          .value("upgrade_votes", voted.proposal() + ":" + voter.address())
          .ifPresent(v -> found.put(voter.name(), Assertions.text(v, "ballot")));
    }
    run.runLog().check(VoteAssertions.ballots(found, wanted));
  }

  private static long said(JsonNode tally) {
    long said = 0;
    for (String electorate : List.of("governors", "public")) {
      for (Ballot ballot : Ballot.values()) {
        said += tally.path(electorate).path(ballot.label()).asLong(0);
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
        Validators.founders().stream()
            .filter(c -> c.role(0).equals(Optional.of(Role.GOVERNOR)))
            .count();
    return (int) Quorum.governanceNeeded(governors);
  }

  private static int yes(Role role) {
    return (int)
        Validators.leavers().stream().filter(c -> c.role(0).equals(Optional.of(role))).count();
  }
}
