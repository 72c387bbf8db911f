package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/** A shelf for a pair of five governors and one public validator, validator 6. */
class GenesisShelfTest {
  private static final GenesisPair PAIR = Pairs.testnet(Actors.committee(5, 1), 1000);
  private static final GenesisPair OTHER = Pairs.testnet(Actors.committee(5, 1), 999);

  @TempDir private Path home;
  private GenesisShelf shelf;

  @BeforeEach
  void empty() {
    shelf = shelf();
  }

  private GenesisShelf shelf() {
    return new GenesisShelf(Pairs.machine(home, Pairs.pins(PAIR), Optional.empty()));
  }

  @Test
  void keepsTheWordOfAGovernorOfAHeldPairOnce() {
    assertThat(shelf.keep(Pairs.word(PAIR, 1))).isFalse();
    shelf.hold(PAIR, List.of());
    assertThat(shelf.keep(Pairs.word(PAIR, 1))).isTrue();
    assertThat(shelf.keep(Pairs.word(PAIR, 1))).isFalse();
    assertThat(shelf.keep(Pairs.word(PAIR, 6))).isFalse();
    assertThat(shelf.words(NetworkId.TESTNET, 0)).containsExactly(Pairs.word(PAIR, 1));
    assertThat(shelf.words(NetworkId.TESTNET, 1)).isEmpty();
  }

  @Test
  void twoWordsOfAGovernorForOneGenerationAreAContradictionInEitherOrder() {
    shelf.hold(PAIR, Pairs.words(PAIR, 1, 1));
    DoubleAttestation first = new DoubleAttestation(Pairs.word(PAIR, 1), Pairs.word(OTHER, 1));
    assertThat(shelf.contradiction(Pairs.word(PAIR, 1))).isEmpty();
    assertThat(shelf.contradiction(Pairs.word(OTHER, 1))).contains(first);
    assertThat(shelf.contradiction(Pairs.word(OTHER, 2))).isEmpty();
    assertThat(shelf.keep(Pairs.word(PAIR, 2))).isTrue();
    assertThat(shelf.contradiction(Pairs.word(PAIR, 2)))
        .contains(new DoubleAttestation(Pairs.word(OTHER, 2), Pairs.word(PAIR, 2)));
  }

  @Test
  void aForgedWordAStrangersAndOneOfAnotherGenerationContradictNothing() {
    shelf.hold(PAIR, Pairs.words(PAIR, 1, 5));
    SignedAttestation forged =
        new SignedAttestation(Pairs.word(OTHER, 1).attestation(), Pairs.word(PAIR, 1).signature());
    GenesisPair next =
        Pairs.pair(1, Actors.committee(5, 1), 1000, Optional.of(PAIR.alpha().hash()));
    assertThat(shelf.contradiction(forged)).isEmpty();
    assertThat(shelf.contradiction(Pairs.word(OTHER, 6))).isEmpty();
    assertThat(shelf.contradiction(Pairs.word(next, 1))).isEmpty();
  }

  @Test
  void bothWordsOfAKnownContradictionAreServedAndItIsNotFoundAgain() {
    shelf.hold(PAIR, Pairs.words(PAIR, 1, 2));
    DoubleAttestation known = new DoubleAttestation(Pairs.word(OTHER, 1), Pairs.word(PAIR, 1));
    assertThat(shelf.contradicted(List.of(known))).containsExactly(known);
    assertThat(shelf.contradicted(List.of(known))).isEmpty();
    assertThat(shelf.contradiction(Pairs.word(OTHER, 1))).isEmpty();
    assertThat(shelf.words(NetworkId.TESTNET, 0))
        .containsExactlyInAnyOrder(Pairs.word(PAIR, 1), Pairs.word(PAIR, 2), Pairs.word(OTHER, 1));
    assertThat(shelf.served(PAIR.id(), List.of()).orElseThrow().attestations())
        .containsExactly(Pairs.word(PAIR, 2));
  }

  @Test
  void aWordWaitsForItsPairAndIsNewWithIt() {
    assertThat(shelf.keepOrWait(Pairs.word(PAIR, 2))).isFalse();
    assertThat(shelf.hold(PAIR, Pairs.words(PAIR, 1, 1)))
        .containsExactly(Pairs.word(PAIR, 1), Pairs.word(PAIR, 2));
    assertThat(shelf.hold(PAIR, Pairs.words(PAIR, 1, 2))).isEmpty();
  }

  @Test
  void wordsOfAnEarlierRunAreThereAgain() {
    shelf.hold(PAIR, Pairs.words(PAIR, 1, 3));
    assertThat(shelf().hold(PAIR, List.of())).hasSize(3).containsAll(Pairs.words(PAIR, 1, 3));
  }

  @Test
  void aChunkOfWhatIsNotHeldOrBeyondTheEndIsEmpty() {
    GenesisChunkRequest first = new GenesisChunkRequest(PAIR.id(), ChainKind.DELTA, 0);
    assertThat(shelf.chunk(first).content()).isEqualTo(Bytes.EMPTY);
    shelf.hold(PAIR, List.of());
    assertThat(shelf.chunk(first).content()).isEqualTo(PAIR.delta().canonical());
    assertThat(shelf.chunk(new GenesisChunkRequest(PAIR.id(), ChainKind.DELTA, 1)).content())
        .isEqualTo(Bytes.EMPTY);
  }
}
