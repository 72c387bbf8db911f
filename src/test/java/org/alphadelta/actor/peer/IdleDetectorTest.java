package org.alphadelta.actor.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleDetectorTest {
  private final IdleDetector idle = new IdleDetector();

  @Test
  void theSecondQuietIntervalInARowIsSilence() {
    idle.heard();
    assertThat(idle.ended()).isEqualTo(IdleDetector.Interval.HEARD);
    assertThat(idle.ended()).isEqualTo(IdleDetector.Interval.QUIET);
    assertThat(idle.ended()).isEqualTo(IdleDetector.Interval.SILENT);
  }

  @Test
  void aWordInBetweenStartsAnew() {
    assertThat(idle.ended()).isEqualTo(IdleDetector.Interval.QUIET);
    idle.heard();
    idle.heard();
    assertThat(idle.ended()).isEqualTo(IdleDetector.Interval.HEARD);
    assertThat(idle.ended()).isEqualTo(IdleDetector.Interval.QUIET);
  }
}
