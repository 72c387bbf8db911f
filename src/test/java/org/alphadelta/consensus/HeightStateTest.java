package org.alphadelta.consensus;

import static org.alphadelta.consensus.HeightState.Phase.ACTING;
import static org.alphadelta.consensus.HeightState.Phase.CLOSED;
import static org.alphadelta.consensus.HeightState.Phase.EXCHANGING;
import static org.alphadelta.consensus.HeightState.Phase.OVERTAKEN;
import static org.alphadelta.consensus.HeightState.Phase.REPLAYING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.consensus.HeightState.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The phases of a height: which follows which, and which do not. */
class HeightStateTest {
  @Test
  void aHeightBeginsByReadingItsLog() {
    assertThat(in(REPLAYING).is(REPLAYING)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anExchangeBeginsAfterTheReplayOnly(Phase phase) {
    goes(phase, HeightState::exchange, phase == REPLAYING ? Optional.of(EXCHANGING) : NOWHERE);
  }

  @ParameterizedTest
  @EnumSource
  void aHeightActsAfterTheReplayOrTheExchange(Phase phase) {
    boolean may = phase == REPLAYING || phase == EXCHANGING;
    goes(phase, HeightState::act, may ? Optional.of(ACTING) : NOWHERE);
  }

  @ParameterizedTest
  @EnumSource
  void everyHeightCanClose(Phase phase) {
    boolean unheard = phase == EXCHANGING || phase == OVERTAKEN;
    goes(phase, HeightState::close, Optional.of(unheard ? OVERTAKEN : CLOSED));
  }

  @ParameterizedTest
  @EnumSource
  void twoPhasesAreClosed(Phase phase) {
    assertThat(in(phase).isClosed()).isEqualTo(phase == CLOSED || phase == OVERTAKEN);
  }

  private static final Optional<Phase> NOWHERE = Optional.empty();

  private interface Step {
    void of(HeightState height);
  }

  private static void goes(Phase from, Step step, Optional<Phase> to) {
    HeightState height = in(from);
    if (to.isPresent()) {
      step.of(height);
    } else {
      assertThatIllegalStateException().isThrownBy(() -> step.of(height));
    }
    assertThat(Stream.of(Phase.values()).filter(height::is)).containsExactly(to.orElse(from));
  }

  private static HeightState in(Phase phase) {
    HeightState height = BoundsTest.height();
    switch (phase) {
      case REPLAYING -> {}
      case EXCHANGING -> height.exchange();
      case ACTING -> height.act();
      case CLOSED -> height.close();
      case OVERTAKEN -> {
        height.exchange();
        height.close();
      }
    }
    return height;
  }
}
