package org.alphadelta.genesis;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.GenesisAgreement.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenesisAgreementTest {
  private static final SignatureVerifier VERIFIER = Ed25519.verifier();
  private static final GenesisPair PAIR =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(7, 0), Optional.empty());
  private static final GenesisPair OTHER =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(7, 1), Optional.empty());
  private static final Pins PINS = TestGenesis.pins(PAIR);

  private GenesisAgreement agreement = GenesisAgreement.of(PINS);

  @Test
  void fourOfSevenAreShortAndSayWhatIsNeeded() {
    hear(1, 2, 3, 4);
    Result.Short few = (Result.Short) agreement.result();
    assertThat(few.words()).isEqualTo("4 of 5 needed");
    hear(5);
    Result.Agreed agreed = (Result.Agreed) agreement.result();
    assertThat(agreed.pair()).isEqualTo(PAIR.id());
    assertThat(agreed.attestations()).hasSize(5);
    assertThat(agreed.alpha()).isEqualTo(Manifest.of(PAIR.alpha().canonical()));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,3", "5,4", "6,5", "7,5", "8,6", "9,7", "10,7"})
  void theDenominatorIsThePinFile(int governors, int needed) {
    GenesisPair pair =
        TestGenesis.pair(NetworkId.TESTNET, 0, committee(governors, 0), Optional.empty());
    GenesisAgreement counting = GenesisAgreement.of(TestGenesis.pins(pair));
    for (int i = 1; i <= governors; i++) {
      counting = counting.with(TestGenesis.attest(pair, pair(i)), VERIFIER).agreement();
      assertThat(counting.result() instanceof Result.Agreed).isEqualTo(i >= needed);
    }
  }

  @Test
  void whoIsKnownToHaveContradictedItselfCountsForNeitherPairAndStaysInTheDenominator() {
    DoubleAttestation known =
        new DoubleAttestation(
            TestGenesis.attest(OTHER, pair(1)), TestGenesis.attest(PAIR, pair(1)));
    for (List<DoubleAttestation> evidence :
        List.of(List.of(known), List.of(new DoubleAttestation(known.second(), known.first())))) {
      agreement = GenesisAgreement.of(PINS, evidence);
      hear(1, 2, 3, 4, 5);
      assertThat(((Result.Short) agreement.result()).words()).isEqualTo("4 of 5 needed");
      hear(6);
      assertThat(((Result.Agreed) agreement.result()).attestations())
          .extracting(a -> a.attestation().governor())
          .doesNotContain(pair(1).publicKey())
          .hasSize(5);
    }
    agreement = GenesisAgreement.of(TestGenesis.pins(OTHER), List.of());
    hear(1);
    assertThat(agreement.conflicts()).isEmpty();
  }

  @Test
  void aHundredSybilsGetNowhereAndCostNoSignatureCheck() {
    for (int i = 8; i <= 24; i++) {
      GenesisAgreement.Heard heard =
          agreement.with(
              TestGenesis.attest(PAIR, pair(i)),
              (key, message, signature) -> {
                throw new AssertionError("checked a stranger's signature");
              });
      assertThat(heard.rejection().orElseThrow().code()).isEqualTo("attestation-not-a-governor");
      agreement = heard.agreement();
    }
    assertThat(((Result.Short) agreement.result()).have()).isZero();
  }

  @Test
  void anotherNetworkOrGenerationIsNotCounted() {
    GenesisPair devnet = TestGenesis.pair(NetworkId.DEVNET, 0, committee(7, 0), Optional.empty());
    Hash source = Sha256.plain(Bytes.utf8("source"));
    GenesisPair next = TestGenesis.pair(NetworkId.TESTNET, 1, committee(7, 0), Optional.of(source));
    for (GenesisPair wrong : List.of(devnet, next)) {
      assertThat(
              agreement
                  .with(TestGenesis.attest(wrong, pair(1)), VERIFIER)
                  .rejection()
                  .orElseThrow()
                  .code())
          .isEqualTo("genesis-wrong-network");
    }
  }

  @Test
  void aForgedWordIsNotCountedAndDoesNotSpoilTheRealOne() {
    Attestation attestation = Attestation.of(OTHER, v(1));
    SignedAttestation forged = TestGenesis.sign(attestation, pair(2));
    assertThat(agreement.with(forged, VERIFIER).rejection().orElseThrow().code())
        .isEqualTo("attestation-bad-signature");
    hear(1, 2, 3, 4, 5);
    agreement = agreement.with(forged, VERIFIER).agreement();
    assertThat(agreement.conflicts()).isEmpty();
    assertThat(agreement.result()).isInstanceOf(Result.Agreed.class);
  }

  @Test
  void theSameWordTwiceCountsOnce() {
    hear(1, 2, 3, 4);
    hear(1, 2, 3, 4);
    assertThat(((Result.Short) agreement.result()).have()).isEqualTo(4);
  }

  @Test
  void aGovernorThatContradictsItselfIsEvidenceAndCountsNoMore() {
    hear(1, 2, 3, 4, 5);
    SignedAttestation second = TestGenesis.attest(OTHER, pair(5));
    GenesisAgreement.Heard heard = agreement.with(second, VERIFIER);
    DoubleAttestation evidence = new DoubleAttestation(TestGenesis.attest(PAIR, pair(5)), second);
    assertThat(heard.evidence()).contains(evidence);
    assertThat(heard.rejection()).contains(GenesisRejections.conflicting(evidence));
    agreement = heard.agreement();
    assertThat(agreement.conflicts()).containsOnlyKeys(v(5));
    assertThat(((Result.Short) agreement.result()).words()).isEqualTo("4 of 5 needed");
    assertThat(agreement.counted()).hasSize(4);
    hear(6);
    assertThat(agreement.result()).isInstanceOf(Result.Agreed.class);
  }

  @Test
  void theOrderOfContradictingWordsDoesNotMatter() {
    agreement = agreement.with(TestGenesis.attest(OTHER, pair(5)), VERIFIER).agreement();
    hear(1, 2, 3, 4, 5);
    assertThat(((Result.Short) agreement.result()).have()).isEqualTo(4);
  }

  @Test
  void whenGovernorsDisagreeBothAnswersAndWhoGaveThemAreShown() {
    hear(1, 2, 3, 4);
    for (int i : List.of(5, 6)) {
      agreement = agreement.with(TestGenesis.attest(OTHER, pair(i)), VERIFIER).agreement();
    }
    assertThat(agreement.result()).isInstanceOf(Result.Short.class);
    agreement = agreement.with(TestGenesis.attest(OTHER, pair(7)), VERIFIER).agreement();
    Result.Disputed disputed = (Result.Disputed) agreement.result();
    assertThat(disputed.answers()).hasSize(2);
    assertThat(disputed.answers().get(0).governors())
        .containsExactlyInAnyOrder(v(1), v(2), v(3), v(4));
    assertThat(disputed.answers().get(1).governors()).containsExactlyInAnyOrder(v(5), v(6), v(7));
  }

  @Test
  void anotherManifestForTheSamePairIsAnotherAnswer() {
    hear(1, 2, 3, 4);
    Attestation lie =
        new Attestation(
            PAIR.id(),
            Manifest.of(Bytes.utf8("endless")),
            Manifest.of(PAIR.delta().canonical()),
            v(5));
    agreement = agreement.with(TestGenesis.sign(lie, pair(5)), VERIFIER).agreement();
    assertThat(((Result.Short) agreement.result()).have()).isEqualTo(4);
  }

  @Test
  void aWordForOneGenesisIsNoWordForAnother() {
    SignedAttestation real = TestGenesis.attest(PAIR, pair(1));
    SignedAttestation moved = new SignedAttestation(Attestation.of(OTHER, v(1)), real.signature());
    assertThat(agreement.with(moved, VERIFIER).rejection().orElseThrow().code())
        .isEqualTo("attestation-bad-signature");
  }

  @Test
  void anEmptyPinFileIsAnError() {
    assertThatThrownBy(() -> new Pins(NetworkId.TESTNET, 0, new TreeSet<PublicKey>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void hear(int... governors) {
    for (int i : governors) {
      agreement = agreement.with(TestGenesis.attest(PAIR, pair(i)), VERIFIER).agreement();
    }
  }
}
