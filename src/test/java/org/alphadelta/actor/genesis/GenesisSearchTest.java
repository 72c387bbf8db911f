package org.alphadelta.actor.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.actor.Pairs;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.ledger.TestChains;
import org.junit.jupiter.api.Test;

/** How far seven pinned governors agree, of whom five must, in the words of status. */
class GenesisSearchTest {
  private static final GenesisPair RIGHT = Pairs.testnet(Actors.committee(7, 0), 1000);
  private static final GenesisPair WRONG = Pairs.testnet(Actors.committee(7, 0), 999);

  private static GenesisFetcher.Progress after(
      List<SignedAttestation> right, List<SignedAttestation> wrong) {
    List<SignedAttestation> attestations = new ArrayList<>(right);
    attestations.addAll(wrong);
    GenesisAgreement agreement =
        GenesisAgreement.of(Pairs.pins(RIGHT)).withAll(attestations, TestChains.VERIFIER);
    return GenesisSearch.progress(agreement.result(), 5);
  }

  @Test
  void countsTheMostAttestedAnswerWhileMoreIsNeeded() {
    assertThat(after(List.of(), List.of()))
        .isEqualTo(new GenesisFetcher.Progress(0, 5, "0 of 5 needed", false));
    assertThat(after(Pairs.attestations(RIGHT, 1, 3), List.of()))
        .isEqualTo(new GenesisFetcher.Progress(3, 5, "3 of 5 needed", false));
  }

  @Test
  void fetchesOnceEnoughAgreeWhateverTheOthersSay() {
    assertThat(after(Pairs.attestations(RIGHT, 1, 5), Pairs.attestations(WRONG, 6, 7)))
        .isEqualTo(new GenesisFetcher.Progress(5, 5, "5 of 5 needed", true));
  }

  @Test
  void namesBothSidesAndWhoIsOnThemWhenGovernorsDisagree() {
    PublicKey alone = Actors.v(7);
    String wrongSide =
        WRONG.id().alpha().brief() + "/" + WRONG.id().delta().brief() + " by [" + alone.brief();
    assertThat(after(Pairs.attestations(RIGHT, 1, 2), Pairs.attestations(WRONG, 7, 7)).sentence())
        .startsWith("2 of 5 needed, governors disagree: " + RIGHT.id().alpha().brief())
        .contains("; " + wrongSide);
    assertThat(after(Pairs.attestations(RIGHT, 1, 4), Pairs.attestations(WRONG, 5, 7)).sentence())
        .startsWith("4 of 5 needed, governors disagree: ");
  }
}
