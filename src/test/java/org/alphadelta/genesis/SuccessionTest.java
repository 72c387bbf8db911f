package org.alphadelta.genesis;

import static org.alphadelta.governance.Actors.committee;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Committee;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.crypto.Ed25519;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final SignatureVerifier VERIFIER = Ed25519.verifier();
  private static final Committee C = committee(4, 1);
  private static final GenesisPair G0 = TestGenesis.pair(NetworkId.TESTNET, 0, C, Optional.empty());
  private static final TestGenesis.Upgrade FIRST =
      TestGenesis.upgrade(
          G0,
          NetworkId.TESTNET,
          1,
          committee(List.of(1, 2, 3, 5), List.of(6)),
          List.of(1, 2, 3, 5));
  private static final TestGenesis.Upgrade SECOND =
      TestGenesis.upgrade(
          FIRST.target(),
          NetworkId.TESTNET,
          2,
          committee(List.of(1, 2, 3, 5), List.of()),
          List.of(1, 2, 3, 5));
  private static final TestGenesis.Upgrade THIRD =
      TestGenesis.upgrade(
          SECOND.target(),
          NetworkId.MAINNET,
          0,
          committee(List.of(1, 2, 3, 5), List.of()),
          List.of(1, 2, 3, 5));
  private static final Pins PINS = TestGenesis.pins(G0);

  @Test
  void aListLeadsFromOldPinsToTheNewestGovernors() {
    Succession.Line line =
        (Succession.Line) Succession.verify(PINS, certificates(FIRST, SECOND, THIRD), VERIFIER);
    assertThat(line.newest()).contains(THIRD.target().id());
    assertThat(line.pins()).isEqualTo(TestGenesis.pins(THIRD.target()));
  }

  @Test
  void aListWithAGapOrOutOfOrderIsBrokenAndSaysWhere() {
    assertThat(
            ((Succession.Broken) Succession.verify(PINS, certificates(FIRST, THIRD), VERIFIER))
                .index())
        .isEqualTo(1);
    assertThat(
            ((Succession.Broken) Succession.verify(PINS, certificates(SECOND, FIRST), VERIFIER))
                .index())
        .isZero();
  }

  @Test
  void aCertificateForAnotherGenesisOfTheNextGenerationDoesNotFollow() {
    GenesisPair other =
        TestGenesis.pair(
            NetworkId.TESTNET,
            1,
            FIRST.target().committee(),
            Optional.of(FIRST.target().delta().hash()));
    TestGenesis.Upgrade wrong =
        TestGenesis.upgrade(
            other, NetworkId.TESTNET, 2, FIRST.target().committee(), List.of(1, 2, 3, 5));
    assertThat(UpgradeCertificates.verify(wrong.certificate(), TestGenesis.pins(other), VERIFIER))
        .isInstanceOf(UpgradeVerdict.Verified.class);
    Succession.Broken broken =
        (Succession.Broken) Succession.verify(PINS, certificates(FIRST, wrong), VERIFIER);
    assertThat(broken.index()).isEqualTo(1);
    assertThat(broken.rejection().found()).startsWith("source pair");
  }

  @Test
  void theLongestLineIsFoundInAnyHeap() {
    List<UpgradeCertificate> heap = new ArrayList<>(certificates(THIRD, FIRST, SECOND, FIRST));
    Succession.Line line =
        (Succession.Line) Succession.longest(PINS, Optional.empty(), heap, VERIFIER);
    assertThat(line.certificates()).isEqualTo(certificates(FIRST, SECOND, THIRD));
    Succession.Line two =
        (Succession.Line)
            Succession.longest(PINS, Optional.of(G0.id()), certificates(SECOND, FIRST), VERIFIER);
    assertThat(two.newest()).contains(SECOND.target().id());
  }

  @Test
  void withoutACertificateThePinsStay() {
    Succession.Line line =
        (Succession.Line)
            Succession.longest(PINS, Optional.empty(), certificates(SECOND), VERIFIER);
    assertThat(line.certificates()).isEmpty();
    assertThat(line.newest()).isEmpty();
    assertThat(line.pins()).isEqualTo(PINS);
  }

  @Test
  void twoValidCertificatesThatDisagreeAreAContradictionNeverAChoice() {
    TestGenesis.Upgrade rival =
        TestGenesis.upgrade(G0, NetworkId.TESTNET, 1, C, List.of(1, 2, 3, 4), 31);
    for (List<UpgradeCertificate> heap :
        List.of(certificates(FIRST, rival, SECOND), certificates(rival, SECOND, FIRST))) {
      Succession.Contradiction both =
          (Succession.Contradiction) Succession.longest(PINS, Optional.empty(), heap, VERIFIER);
      assertThat(List.of(both.one(), both.other()))
          .containsExactlyInAnyOrder(FIRST.certificate(), rival.certificate());
    }
  }

  @Test
  void anInvalidRivalIsPassedOver() {
    UpgradeCertificate good = FIRST.certificate();
    UpgradeCertificate forged =
        new UpgradeCertificate(
            good.source(),
            good.committee(),
            good.attestations(),
            good.proposal(),
            good.terms(),
            good.proposer(),
            good.sequence() + 1,
            good.yesVotes(),
            good.stayers(),
            good.activation(),
            good.commit());
    assertThat(Succession.longest(PINS, Optional.empty(), List.of(forged, good), VERIFIER))
        .isInstanceOf(Succession.Line.class);
  }

  private static List<UpgradeCertificate> certificates(TestGenesis.Upgrade... upgrades) {
    return Arrays.stream(upgrades).map(TestGenesis.Upgrade::certificate).toList();
  }
}
