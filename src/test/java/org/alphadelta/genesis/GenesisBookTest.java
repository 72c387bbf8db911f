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

class GenesisBookTest {
  private static final GenesisPair PAIR =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(4, 1), Optional.empty());
  private static final GenesisPair OTHER =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(4, 2), Optional.empty());
  private static final Pins PINS = TestGenesis.pins(PAIR);

  private GenesisBook book = GenesisBook.EMPTY;

  @Test
  void anImportThatFitsThePinsIsBelievedOnce() {
    assertThat(take(book.decide(new GenesisCommand.Import(PAIR, PINS))))
        .containsExactly(new GenesisEvent.GenesisImported(PAIR.id()));
    assertThat(take(book.decide(new GenesisCommand.Import(PAIR, PINS)))).isEmpty();
    assertThat(book.believed(NetworkId.TESTNET, 0).orElseThrow().pair()).isEqualTo(PAIR.id());
    assertThat(book.believed(NetworkId.TESTNET, 1)).isEmpty();
  }

  @Test
  void anotherPairForABelievedGenerationIsAContradiction() {
    take(book.decide(new GenesisCommand.Import(PAIR, PINS)));
    assertThat(code(book.decide(new GenesisCommand.Import(OTHER, PINS))))
        .isEqualTo("genesis-contradiction");
    assertThat(code(book.decide(new GenesisCommand.Accept(OTHER, agreed(OTHER), PINS))))
        .isEqualTo("genesis-contradiction");
  }

  @Test
  void anImportThatContradictsThePinsIsRefused() {
    GenesisPair five = TestGenesis.pair(NetworkId.TESTNET, 0, committee(5, 0), Optional.empty());
    assertThat(code(book.decide(new GenesisCommand.Import(five, PINS))))
        .isEqualTo("genesis-governors-differ");
  }

  @Test
  void anAcceptedPairIsTheOneTheGovernorsMeant() {
    assertThat(take(book.decide(new GenesisCommand.Accept(PAIR, agreed(PAIR), PINS))))
        .hasSize(1)
        .first()
        .isInstanceOf(GenesisEvent.GenesisAccepted.class);
    GenesisBook empty = GenesisBook.EMPTY;
    assertThat(code(empty.decide(new GenesisCommand.Accept(OTHER, agreed(PAIR), PINS))))
        .isEqualTo("genesis-field-differs");
  }

  @Test
  void aGovernorAttestsOnceAGeneration() {
    SignedAttestation word = TestGenesis.attest(PAIR, pair(1));
    assertThat(take(book.decide(new GenesisCommand.Attest(word)))).hasSize(1);
    assertThat(take(book.decide(new GenesisCommand.Attest(word)))).isEmpty();
    assertThat(code(book.decide(new GenesisCommand.Attest(TestGenesis.attest(OTHER, pair(1))))))
        .isEqualTo("attestation-conflicting");
    assertThat(book.attested(NetworkId.TESTNET, 0)).contains(word);
  }

  @Test
  void aDamagedCacheLeavesTheBeliefAsItWas() {
    take(book.decide(new GenesisCommand.Import(PAIR, PINS)));
    take(book.decide(new GenesisCommand.Quarantine(PAIR.id(), "one bit")));
    assertThat(book.believed(NetworkId.TESTNET, 0)).isPresent();
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
    events.forEach(e -> book = book.after(e));
    return events;
  }

  private static String code(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).rejection().code();
  }
}
