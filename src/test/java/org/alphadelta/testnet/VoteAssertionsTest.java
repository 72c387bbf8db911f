package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What proposals, tallies and journals have to say. */
class VoteAssertionsTest {
  @ParameterizedTest
  @CsvSource({
    "id,a,d,70,true",
    "xx,a,d,70,false",
    "id,x,d,70,false",
    "id,a,x,70,false",
    "id,a,d,71,false"
  })
  void theStoredProposalIsTheDraftedOne(
      String id, String alpha, String delta, long activation, boolean ok) {
    JsonNode proposal =
        Fixture.json(
            "{'proposal_id':'"
                + id
                + "','alpha_expected_hash':'"
                + alpha
                + "','delta_expected_hash':'"
                + delta
                + "','activation_height':'"
                + activation
                + "','target_network':'testnet','target_generation':1}");

    assertThat(VoteAssertions.stored(proposal, "id", "a", "d", 70).ok()).isEqualTo(ok);
  }

  @ParameterizedTest
  @CsvSource({"3,3,true,true", "3,2,true,false", "4,4,true,false", "3,3,false,false"})
  void anOpenTallyMissesEverything(int needed, int missing, boolean can, boolean ok) {
    assertThat(VoteAssertions.openTally(tally(needed, missing, can, 0, 0, 0, true), 3).ok())
        .isEqualTo(ok);
  }

  @ParameterizedTest
  @CsvSource({
    "3,0,true,3,1,1,true,true",
    "3,1,true,2,1,1,true,false",
    "3,0,false,3,1,1,true,false",
    "3,0,true,3,0,1,true,false",
    "3,0,true,3,1,0,true,false",
    "3,0,true,3,1,1,false,false"
  })
  void aClosedTallyMissesNothingAndEveryRuleHolds(
      int needed,
      int missing,
      boolean can,
      int yes,
      int no,
      int publicYes,
      boolean rule,
      boolean ok) {
    JsonNode tally = tally(needed, missing, can, yes, no, publicYes, rule);

    assertThat(VoteAssertions.closedTally(tally, 3, 3, 1, 1).ok()).isEqualTo(ok);
  }

  @Test
  void aTallyWithoutRulesProvesNothing() {
    JsonNode tally =
        Fixture.json(
            "{'needed':3,'missing':0,'can_still_pass':true,'governors':{'yes':3,'no':1},'public':{'yes':1},'rules':[]}");

    assertThat(VoteAssertions.closedTally(tally, 3, 3, 1, 1).ok()).isFalse();
  }

  @Test
  void parametersArePinnedOnlyWhenTheJournalNamesAllOfThem() {
    JsonNode events =
        Fixture.json(
            "[{'manifest':'governor.parameters-pinned.1','sentence':'Parameter file cidA of 9 bytes"
                + " lies here,"
                + " checked.'},{'manifest':'governor.proposal-recorded.1','sentence':'names"
                + " cidB'}]");

    assertThat(VoteAssertions.pinned(events, List.of("cidA"))).isTrue();
    assertThat(VoteAssertions.pinned(events, List.of("cidA", "cidB"))).isFalse();
    assertThat(VoteAssertions.pinned(Fixture.json("[]"), List.of("cidA"))).isFalse();
  }

  @Test
  void journalsAgreeWhenEachHoldsTheSameSingleDecision() {
    List<String> one = List.of("Block b approved p.");

    assertThat(VoteAssertions.sameDecisions(Map.of("v1", one, "v4", one), 2).ok()).isTrue();
    assertThat(VoteAssertions.sameDecisions(Map.of("v1", one), 2).ok()).isFalse();
    assertThat(
            VoteAssertions.sameDecisions(Map.of("v1", one, "v4", List.of("Block c approved p.")), 2)
                .ok())
        .isFalse();
    assertThat(
            VoteAssertions.sameDecisions(
                    Map.of("v1", List.of("x", "x"), "v4", List.of("x", "x")), 2)
                .ok())
        .isFalse();
    assertThat(VoteAssertions.sameDecisions(Map.of("v1", List.of(), "v4", List.of()), 2).ok())
        .isFalse();
  }

  @Test
  void everyBallotIsReadByKey() {
    Map<String, String> wanted = Map.of("v1", "yes", "v4", "no");

    assertThat(VoteAssertions.ballots(wanted, wanted).ok()).isTrue();
    assertThat(VoteAssertions.ballots(Map.of("v1", "yes"), wanted).ok()).isFalse();
    assertThat(VoteAssertions.ballots(Map.of("v1", "yes", "v4", "yes"), wanted).ok()).isFalse();
  }

  private static JsonNode tally(
      int needed, int missing, boolean can, int yes, int no, int publicYes, boolean rule) {
    return Fixture.json(
        "{'needed':"
            + needed
            + ",'missing':"
            + missing
            + ",'can_still_pass':"
            + can
            + ",'governors':{'yes':"
            + yes
            + ",'no':"
            + no
            + "},'public':{'yes':"
            + publicYes
            + "},'rules':[{'name':'governors_yes','ok':"
            + rule
            + "}]}");
  }
}
