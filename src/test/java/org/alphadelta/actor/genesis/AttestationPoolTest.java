package org.alphadelta.actor.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Pairs;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.GenesisMessage.GenesisChunkRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool for a pair of five governors and one public validator, validator 6. */
class AttestationPoolTest {
  private static final GenesisPair PAIR = Pairs.testnet(Actors.committee(5, 1), 1000);
  private static final GenesisPair OTHER = Pairs.testnet(Actors.committee(5, 1), 999);

  @TempDir private Path home;
  private AttestationPool pool;

  @BeforeEach
  void empty() {
    pool = pool();
  }

  private AttestationPool pool() {
    return new AttestationPool(Pairs.machine(home, Pairs.pins(PAIR), Optional.empty()));
  }

  @Test
  void keepsTheWordOfAGovernorOfAHeldPairOnce() {
    assertThat(pool.keep(Pairs.attestation(PAIR, 1))).isFalse();
    pool.hold(PAIR, List.of());
    assertThat(pool.keep(Pairs.attestation(PAIR, 1))).isTrue();
    assertThat(pool.keep(Pairs.attestation(PAIR, 1))).isFalse();
    assertThat(pool.keep(Pairs.attestation(PAIR, 6))).isFalse();
    assertThat(pool.attestations(NetworkId.TESTNET, 0)).containsExactly(Pairs.attestation(PAIR, 1));
    assertThat(pool.attestations(NetworkId.TESTNET, 1)).isEmpty();
  }

  @Test
  void twoWordsOfAGovernorForOneGenerationAreAContradictionInEitherOrder() {
    pool.hold(PAIR, Pairs.attestations(PAIR, 1, 1));
    DoubleAttestation first =
        new DoubleAttestation(Pairs.attestation(PAIR, 1), Pairs.attestation(OTHER, 1));
    assertThat(pool.contradiction(Pairs.attestation(PAIR, 1))).isEmpty();
    assertThat(pool.contradiction(Pairs.attestation(OTHER, 1))).contains(first);
    assertThat(pool.contradiction(Pairs.attestation(OTHER, 2))).isEmpty();
    assertThat(pool.keep(Pairs.attestation(PAIR, 2))).isTrue();
    assertThat(pool.contradiction(Pairs.attestation(PAIR, 2)))
        .contains(new DoubleAttestation(Pairs.attestation(OTHER, 2), Pairs.attestation(PAIR, 2)));
  }

  @Test
  void aForgedWordAStrangersAndOneOfAnotherGenerationContradictNothing() {
    pool.hold(PAIR, Pairs.attestations(PAIR, 1, 5));
    SignedAttestation forged =
        new SignedAttestation(
            Pairs.attestation(OTHER, 1).attestation(), Pairs.attestation(PAIR, 1).signature());
    GenesisPair next =
        Pairs.pair(1, Actors.committee(5, 1), 1000, Optional.of(PAIR.alpha().hash()));
    assertThat(pool.contradiction(forged)).isEmpty();
    assertThat(pool.contradiction(Pairs.attestation(OTHER, 6))).isEmpty();
    assertThat(pool.contradiction(Pairs.attestation(next, 1))).isEmpty();
  }

  @Test
  void bothWordsOfAKnownContradictionAreServedAndItIsNotFoundAgain() {
    pool.hold(PAIR, Pairs.attestations(PAIR, 1, 2));
    DoubleAttestation known =
        new DoubleAttestation(Pairs.attestation(OTHER, 1), Pairs.attestation(PAIR, 1));
    assertThat(pool.contradicted(List.of(known))).containsExactly(known);
    assertThat(pool.contradicted(List.of(known))).isEmpty();
    assertThat(pool.contradiction(Pairs.attestation(OTHER, 1))).isEmpty();
    assertThat(pool.attestations(NetworkId.TESTNET, 0))
        .containsExactlyInAnyOrder(
            Pairs.attestation(PAIR, 1), Pairs.attestation(PAIR, 2), Pairs.attestation(OTHER, 1));
    assertThat(pool.served(PAIR.id(), List.of()).orElseThrow().attestations())
        .containsExactly(Pairs.attestation(PAIR, 2));
  }

  @Test
  void aWordWaitsForItsPairAndIsNewWithIt() {
    assertThat(pool.keepOrWait(Pairs.attestation(PAIR, 2))).isFalse();
    assertThat(pool.hold(PAIR, Pairs.attestations(PAIR, 1, 1)))
        .containsExactly(Pairs.attestation(PAIR, 1), Pairs.attestation(PAIR, 2));
    assertThat(pool.hold(PAIR, Pairs.attestations(PAIR, 1, 2))).isEmpty();
  }

  @Test
  void wordsOfAnEarlierRunAreThereAgain() {
    pool.hold(PAIR, Pairs.attestations(PAIR, 1, 3));
    assertThat(pool().hold(PAIR, List.of())).hasSize(3).containsAll(Pairs.attestations(PAIR, 1, 3));
  }

  @Test
  void aChunkOfWhatIsNotHeldOrBeyondTheEndIsEmpty() {
    GenesisChunkRequest first = new GenesisChunkRequest(PAIR.id(), ChainKind.DELTA, 0);
    assertThat(pool.chunk(first).content()).isEqualTo(Bytes.EMPTY);
    pool.hold(PAIR, List.of());
    assertThat(pool.chunk(first).content()).isEqualTo(PAIR.delta().canonical());
    assertThat(pool.chunk(new GenesisChunkRequest(PAIR.id(), ChainKind.DELTA, 1)).content())
        .isEqualTo(Bytes.EMPTY);
  }
}
