package org.alphadelta.genesis;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.NetworkId;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.GenesisCommand.Decision;
import org.junit.jupiter.api.Test;

class GenesisStateTest {
  private static final GenesisPair PAIR =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(4, 1), Optional.empty());
  private static final GenesisPair OTHER =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(4, 2), Optional.empty());
  private static final Pins PINS = TestGenesis.pins(PAIR);

  private GenesisState state = GenesisState.EMPTY;

  @Test
  void anImportThatFitsThePinsIsBelievedOnce() {
    assertThat(take(state.decide(new GenesisCommand.Import(PAIR, PINS))))
        .containsExactly(new GenesisEvent.GenesisImported(PAIR.id()));
    assertThat(take(state.decide(new GenesisCommand.Import(PAIR, PINS)))).isEmpty();
    assertThat(state.believed(NetworkId.TESTNET, 0).orElseThrow().pair()).isEqualTo(PAIR.id());
    assertThat(state.believed(NetworkId.TESTNET, 1)).isEmpty();
  }

  @Test
  void anotherPairForABelievedGenerationIsAContradiction() {
    take(state.decide(new GenesisCommand.Import(PAIR, PINS)));
    assertThat(code(state.decide(new GenesisCommand.Import(OTHER, PINS))))
        .isEqualTo("genesis-contradiction");
    assertThat(code(state.decide(new GenesisCommand.Accept(OTHER, agreed(OTHER), PINS))))
        .isEqualTo("genesis-contradiction");
  }

  @Test
  void anImportThatContradictsThePinsIsRefused() {
    GenesisPair five = TestGenesis.pair(NetworkId.TESTNET, 0, committee(5, 0), Optional.empty());
    assertThat(code(state.decide(new GenesisCommand.Import(five, PINS))))
        .isEqualTo("genesis-governors-differ");
  }

  @Test
  void anAcceptedPairIsTheOneTheGovernorsMeant() {
    assertThat(take(state.decide(new GenesisCommand.Accept(PAIR, agreed(PAIR), PINS))))
        .hasSize(1)
        .first()
        .isInstanceOf(GenesisEvent.GenesisAccepted.class);
    GenesisState empty = GenesisState.EMPTY;
    assertThat(code(empty.decide(new GenesisCommand.Accept(OTHER, agreed(PAIR), PINS))))
        .isEqualTo("genesis-field-differs");
  }

  @Test
  void aGovernorAttestsOnceAGeneration() {
    SignedAttestation attestation = TestGenesis.attest(PAIR, pair(1));
    assertThat(take(state.decide(new GenesisCommand.Attest(attestation)))).hasSize(1);
    assertThat(take(state.decide(new GenesisCommand.Attest(attestation)))).isEmpty();
    assertThat(code(state.decide(new GenesisCommand.Attest(TestGenesis.attest(OTHER, pair(1))))))
        .isEqualTo("attestation-conflicting");
    assertThat(state.attested(NetworkId.TESTNET, 0)).contains(attestation);
  }

  @Test
  void aGovernorsContradictionIsKeptOnceWhicheverWordCameFirst() {
    DoubleAttestation found = twice(1, PAIR, OTHER);
    assertThat(accuse(found, twice(1, OTHER, PAIR)))
        .containsExactly(new GenesisEvent.AttestedTwice(found));
    assertThat(accuse(found)).isEmpty();
    assertThat(accuse(twice(1, OTHER, PAIR), twice(2, PAIR, OTHER))).hasSize(1);
    GenesisPair next = TestGenesis.pair(NetworkId.TESTNET, 1, committee(4, 1), Optional.empty());
    GenesisPair rival = TestGenesis.pair(NetworkId.TESTNET, 1, committee(4, 2), Optional.empty());
    assertThat(accuse(twice(1, next, rival))).hasSize(1);
    assertThat(state.contradictions()).hasSize(3);
  }

  @Test
  void contradictionsAreBounded() {
    DoubleAttestation[] many = new DoubleAttestation[GenesisState.MAX_CONTRADICTIONS + 4];
    for (int i = 0; i < many.length; i++) {
      GenesisPair of = TestGenesis.pair(NetworkId.TESTNET, i, committee(4, 1), Optional.empty());
      many[i] = twice(1, of, of);
    }
    assertThat(accuse(many)).hasSize(GenesisState.MAX_CONTRADICTIONS);
    assertThat(accuse(twice(2, PAIR, OTHER))).isEmpty();
  }

  @Test
  void twoWordsProveAContradictionOnlyOfOneGovernorOfOneGenerationAndSigned() {
    GenesisPair next = TestGenesis.pair(NetworkId.TESTNET, 1, committee(4, 1), Optional.empty());
    SignedAttestation one = TestGenesis.attest(PAIR, pair(1));
    SignedAttestation other = TestGenesis.attest(OTHER, pair(1));
    assertThat(proven(one, other)).isTrue();
    assertThat(proven(other, one)).isTrue();
    assertThat(proven(one, one)).isFalse();
    assertThat(proven(one, TestGenesis.attest(OTHER, pair(2)))).isFalse();
    assertThat(proven(one, TestGenesis.attest(next, pair(1)))).isFalse();
    assertThat(proven(one, new SignedAttestation(other.attestation(), one.signature()))).isFalse();
    assertThat(proven(new SignedAttestation(one.attestation(), other.signature()), other))
        .isFalse();
  }

  private static boolean proven(SignedAttestation one, SignedAttestation other) {
    return new DoubleAttestation(one, other).proves(Ed25519.verifier());
  }

  private static DoubleAttestation twice(int governor, GenesisPair one, GenesisPair other) {
    return new DoubleAttestation(
        TestGenesis.attest(one, pair(governor)), TestGenesis.attest(other, pair(governor)));
  }

  private List<GenesisEvent> accuse(DoubleAttestation... found) {
    return take(state.decide(new GenesisCommand.Accuse(List.of(found))));
  }

  @Test
  void aDamagedCacheLeavesTheBeliefAsItWas() {
    take(state.decide(new GenesisCommand.Import(PAIR, PINS)));
    take(state.decide(new GenesisCommand.Quarantine(PAIR.id(), "one bit")));
    assertThat(state.believed(NetworkId.TESTNET, 0)).isPresent();
  }

  private static GenesisAgreement.Result.Agreed agreed(GenesisPair pair) {
    GenesisAgreement agreement = GenesisAgreement.of(TestGenesis.pins(pair));
    for (SignedAttestation one : TestGenesis.attestations(pair)) {
      agreement = agreement.with(one, Ed25519.verifier()).agreement();
    }
    return (GenesisAgreement.Result.Agreed) agreement.result();
  }

  private List<GenesisEvent> take(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Decided.class);
    List<GenesisEvent> events = ((Decision.Decided) decision).events();
    events.forEach(e -> state = state.after(e));
    return events;
  }

  private static String code(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).rejection().code();
  }
}
