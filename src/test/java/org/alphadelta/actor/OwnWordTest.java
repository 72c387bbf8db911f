package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home before and after it believes a genesis of four governors and one public validator. */
class OwnWordTest {
  private static final GenesisPair PAIR = Pairs.testnet(Actors.committee(4, 1), 1000);
  private static final GenesisPair OTHER = Pairs.testnet(Actors.committee(4, 1), 999);
  private static final OwnWord.Outcome NO_WORD = new OwnWord.Given(Optional.empty());

  @TempDir private Path home;

  private OwnWord of(Optional<Signer> validator) {
    return new OwnWord(Pairs.machine(home, Pairs.pins(PAIR), validator));
  }

  private OwnWord ofValidator(int number) {
    return of(Optional.of(Actors.pair(number)));
  }

  @Test
  void onlyAGovernorOfThePairGivesItsWord() {
    assertThat(of(Optional.empty()).give(PAIR, false)).isEqualTo(NO_WORD);
    assertThat(ofValidator(5).give(PAIR, false)).isEqualTo(NO_WORD);
    assertThat(ofValidator(2).give(PAIR, false))
        .isEqualTo(new OwnWord.Given(Optional.of(Pairs.word(PAIR, 2))));
  }

  @Test
  void givesTheSameWordAgainAndNoOther() {
    OwnWord.Outcome first = ofValidator(2).give(PAIR, false);
    assertThat(ofValidator(2).give(PAIR, true)).isEqualTo(first);
    assertThat(ofValidator(2).give(OTHER, false))
        .isInstanceOfSatisfying(
            OwnWord.Withheld.class,
            w -> assertThat(w.reason()).contains("this governor has attested " + PAIR.id()));
  }

  @Test
  void whoBelievedBeforeAndHasNoSignStateRunsOnARestoredDisk() {
    assertThat(ofValidator(2).give(PAIR, true))
        .isInstanceOfSatisfying(
            OwnWord.Withheld.class, w -> assertThat(w.reason()).contains("found a restored disk"));
    assertThat(of(Optional.empty()).give(PAIR, true)).isEqualTo(NO_WORD);
  }
}
