package org.alphadelta.actor.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.actor.Pairs;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home before and after it believes a genesis of four governors and one public validator. */
class GenesisAttesterTest {
  private static final GenesisPair PAIR = Pairs.testnet(Actors.committee(4, 1), 1000);
  private static final GenesisPair OTHER = Pairs.testnet(Actors.committee(4, 1), 999);
  private static final GenesisAttester.Outcome NO_WORD =
      new GenesisAttester.Prepared(Optional.empty());

  @TempDir private Path home;

  private GenesisAttester of(Optional<Signer> validator) {
    return new GenesisAttester(Pairs.machine(home, Pairs.pins(PAIR), validator));
  }

  private GenesisAttester ofValidator(int number) {
    return of(Optional.of(Actors.pair(number)));
  }

  @Test
  void onlyAGovernorOfThePairGivesItsWord() {
    assertThat(of(Optional.empty()).prepare(PAIR, false)).isEqualTo(NO_WORD);
    assertThat(ofValidator(5).prepare(PAIR, false)).isEqualTo(NO_WORD);
    assertThat(ofValidator(2).prepare(PAIR, false))
        .isEqualTo(new GenesisAttester.Prepared(Optional.of(Pairs.attestation(PAIR, 2))));
  }

  @Test
  void givesTheSameWordAgainAndNoOther() {
    GenesisAttester.Outcome first = ofValidator(2).prepare(PAIR, false);
    assertThat(ofValidator(2).prepare(PAIR, true)).isEqualTo(first);
    assertThat(ofValidator(2).prepare(OTHER, false))
        .isInstanceOfSatisfying(
            GenesisAttester.Refused.class,
            w -> assertThat(w.reason()).contains("this governor has attested " + PAIR.id()));
  }

  @Test
  void whoBelievedBeforeAndHasNoSignStateRunsOnARestoredDisk() {
    assertThat(ofValidator(2).prepare(PAIR, true))
        .isInstanceOfSatisfying(
            GenesisAttester.Refused.class,
            w -> assertThat(w.reason()).contains("found a restored disk"));
    assertThat(of(Optional.empty()).prepare(PAIR, true)).isEqualTo(NO_WORD);
  }
}
