package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What blocks, committees and genesis blocks have to look like. */
class AssertionsTest {
  private static final List<String> FIVE = List.of("a1", "a2", "a3", "a4", "a5");

  @Test
  void agreementIsOneHashAtEveryNode() {
    assertThat(same(Map.of("v1", "aa", "v2", "aa")).ok()).isTrue();
    assertThat(same(Map.of("v1", "aa", "v2", "ab")).ok()).isFalse();
    assertThat(same(Map.of("v1", "aa")).ok()).isFalse();
    assertThat(same(Map.of()).ok()).isFalse();
    assertThat(same(Map.of("v1", "", "v2", "")).ok()).isFalse();
  }

  @Test
  void aCertificateNeedsMoreThanTwoThirdsOfTheCommitteeAndNobodyElse() {
    assertThat(certified("b", "a1", "a2", "a3", "a4").ok()).isTrue();
    assertThat(certified("b", "a1", "a2", "a3").ok()).isFalse();
    assertThat(certified("b", "a1", "a1", "a2", "a3").ok()).isFalse();
    assertThat(certified("b", "a1", "a2", "a3", "a4", "b1").ok()).isFalse();
    assertThat(certified("b").ok()).isFalse();
  }

  @Test
  void aCertificateOfAnotherBlockIsNone() {
    JsonNode block =
        Fixture.json(
            Fixture.block(7, "b", "c", "c", "", -1, "a1", "a2", "a3", "a4")
                .toString()
                .replace("\"block\":\"b\"", "\"block\":\"x\""));

    assertThat(Assertions.certified("n", block, FIVE).ok()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"p,s,true", "q,s,false", "p,c,false", "'',s,false"})
  void theActivationBlockNamesProposalAndStayers(String upgrade, String next, boolean ok) {
    assertThat(Assertions.activation(Fixture.block(70, "b", "c", next, upgrade, -1), "p", "s").ok())
        .isEqualTo(ok);
  }

  @Test
  void theReducedCommitteeHasExactlyTheStayers() {
    JsonNode committee = Fixture.json("{'height':'71','tolerates':0,'members':[{'address':'a4'}]}");

    assertThat(Assertions.committee("n", committee, Set.of("a4")).ok()).isTrue();
    assertThat(Assertions.committee("n", committee, Set.of("a4", "a5")).ok()).isFalse();
    assertThat(Assertions.committee("n", committee, Set.of("a5")).ok()).isFalse();
  }

  @Test
  void deltaIsClosedByOneBlockOfTheOldCommittee() {
    List<JsonNode> blocks = closed();

    assertThat(Assertions.closing(blocks, 70, "c", "s").ok()).isTrue();
    assertThat(Assertions.closing(blocks, 71, "c", "s").ok()).isFalse();
  }

  @Test
  void aSecondClosingBlockIsSeen() {
    List<JsonNode> blocks = new ArrayList<>(closed());
    blocks.set(2, Fixture.delta(62, "c", "s", 70));

    Check check = Assertions.closing(blocks, 70, "c", "s");

    assertThat(check.ok()).isFalse();
    assertThat(check.detail()).contains("2 Delta blocks of the old committee");
  }

  @Test
  void aBlockBeforeTheClosingOneCannotBeAnchoredAtOrAboveTheActivation() {
    List<JsonNode> blocks = new ArrayList<>(closed());
    blocks.set(0, Fixture.delta(60, "x", "c", 71));

    assertThat(Assertions.closing(blocks, 70, "c", "s").ok()).isFalse();
  }

  @Test
  void aForeignBlockAfterTheClosingOneIsSeen() {
    List<JsonNode> blocks = new ArrayList<>(closed());
    blocks.set(2, Fixture.delta(62, "c", "c", 72));

    assertThat(Assertions.closing(blocks, 70, "c", "s").ok()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "h,0,p,p,3,true",
    "x,0,p,p,3,false",
    "h,1,p,p,3,false",
    "h,0,q,p,3,false",
    "h,0,p,q,3,false",
    "h,0,p,p,4,false"
  })
  void bothNewGenesisBlocksNameEachOtherAndTheirSource(
      String anchor, long height, String alphaFrom, String deltaFrom, long least, boolean ok) {
    JsonNode genesis =
        Fixture.json(
            "{'alpha':{'hash':'h','header':{'predecessor':'"
                + alphaFrom
                + "','delta_min_alpha_blocks':'3'}},"
                + "'delta':{'hash':'k','header':{'predecessor':'"
                + deltaFrom
                + "','delta_min_alpha_blocks':'"
                + least
                + "','anchor':{'height':'"
                + height
                + "','hash':'"
                + anchor
                + "'}}}}");

    assertThat(Assertions.crossReferences(genesis, "p").ok()).isEqualTo(ok);
  }

  @ParameterizedTest
  @CsvSource({"1,3,a3,true", "1,4,a4,true", "1,2,a2,false", "2,3,a3,false", "1,3,zz,false"})
  void deltaWaitsForItsAlphaBlocks(long height, long anchor, String alphaHash, boolean ok) {
    JsonNode alpha = Fixture.block(anchor, alphaHash, "n", "n", "", -1);

    assertThat(Assertions.gate(Fixture.delta(height, "n", "n", anchor), alpha, 3).ok())
        .isEqualTo(ok);
  }

  @ParameterizedTest
  @CsvSource({"1,a,d,true", "0,a,d,false", "1,x,d,false", "1,a,x,false"})
  void aServedGenesisIsTheExpectedOne(int generation, String alpha, String delta, boolean ok) {
    JsonNode hashes =
        Fixture.json(
            "{'generation':" + generation + ",'alpha':'" + alpha + "','delta':'" + delta + "'}");

    assertThat(Assertions.genesis("n", hashes, 1, "a", "d").ok()).isEqualTo(ok);
  }

  @Test
  void aCheckThatFailedSaysWhatWasExpected() {
    Check check = Assertions.sameBlock("n", "alpha", 4, Map.of("v1", "aa"), 2);

    assertThat(check.detail())
        .isEqualTo("found alpha block 4 as {v1=aa}, expected one hash at 2 nodes");
  }

  private static List<JsonNode> closed() {
    return List.of(
        Fixture.delta(60, "c", "c", 69),
        Fixture.delta(61, "c", "s", 70),
        Fixture.delta(62, "s", "s", 70),
        Fixture.delta(63, "s", "s", 72));
  }

  private static Check same(Map<String, String> hashes) {
    return Assertions.sameBlock("n", "alpha", 4, hashes, 2);
  }

  private static Check certified(String hash, String... signers) {
    return Assertions.certified("n", Fixture.block(7, hash, "c", "c", "", -1, signers), FIVE);
  }
}
