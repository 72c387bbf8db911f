package org.alphadelta.actor.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.genesis.GenesisFetcher;
import org.alphadelta.actor.genesis.GenesisSource;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.junit.jupiter.api.Test;

/** A line of three pairs, and a fourth that is only prepared. */
class StartGateTest {
  private static final GenesisPair FIRST = Pairs.testnet(Actors.committee(4, 0), 1000);
  private static final GenesisPair SECOND = after(1, FIRST);
  private static final GenesisPair THIRD = after(2, SECOND);
  private static final GenesisPair PREPARED = after(3, THIRD);
  private static final GenesisFetcher.Verified VERIFIED =
      new GenesisFetcher.Verified(FIRST, Pairs.attestations(FIRST, 1, 3), GenesisSource.PEERS);
  private static final StartGate RECOVERED =
      StartGate.closed(true)
          .governorRecovered()
          .ratifierRecovered()
          .upgradeRecovered(Optional.empty());

  private static GenesisPair after(int generation, GenesisPair before) {
    Hash predecessor = before.alpha().hash();
    return Pairs.pair(generation, Actors.committee(4, 0), 1000, Optional.of(predecessor));
  }

  @Test
  void opensOnceEverybodyHasSpoken() {
    StartGate gate = StartGate.closed(true);
    assertThat(gate.isOpen()).isFalse();
    gate = gate.genesisVerified(VERIFIED);
    assertThat(gate.isOpen()).isFalse();
    gate = gate.governorRecovered();
    assertThat(gate.isOpen()).isFalse();
    gate = gate.ratifierRecovered();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.upgradeRecovered(Optional.empty()).isOpen()).isTrue();
  }

  @Test
  void aBuildWithoutUpgradesDoesNotWaitForThem() {
    assertThat(
            StartGate.closed(false)
                .governorRecovered()
                .ratifierRecovered()
                .genesisVerified(VERIFIED)
                .isOpen())
        .isTrue();
  }

  @Test
  void withoutAnUpgradeOnlyAVerifiedGenesisOpensItAndIsWhatRuns() {
    assertThat(RECOVERED.isOpen()).isFalse();
    StartGate gate = RECOVERED.genesisVerified(VERIFIED);
    assertThat(gate.start(List.of())).isEqualTo(new StartGate.Start(FIRST, List.of(), false));
    assertThat(gate.attestations(FIRST.id())).isEqualTo(Pairs.attestations(FIRST, 1, 3));
    assertThat(gate.attestations(SECOND.id())).isEmpty();
  }

  @Test
  void whereAnUpgradeLeftTheNodeCountsMoreThanTheVerifiedGenesis() {
    StartGate gate = RECOVERED.upgradeRecovered(Optional.of(THIRD.id()));
    assertThat(gate.isOpen()).isTrue();
    List<GenesisPair> home = List.of(PREPARED, FIRST, THIRD, SECOND);
    StartGate.Start start = new StartGate.Start(THIRD, List.of(SECOND, FIRST), true);
    assertThat(gate.start(home)).isEqualTo(start);
    assertThat(gate.genesisVerified(VERIFIED).start(home)).isEqualTo(start);
  }

  @Test
  void aLineWithAGapEndsAtTheGap() {
    assertThat(
            RECOVERED
                .upgradeRecovered(Optional.of(THIRD.id()))
                .start(List.of(THIRD, FIRST))
                .predecessors())
        .isEmpty();
  }

  @Test
  void aPairThatIsNotInTheHomeIsAContradiction() {
    StartGate gate = RECOVERED.upgradeRecovered(Optional.of(SECOND.id())).genesisVerified(VERIFIED);
    assertThatThrownBy(() -> gate.start(List.of(FIRST)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no genesis in this home for " + SECOND.id());
  }
}
