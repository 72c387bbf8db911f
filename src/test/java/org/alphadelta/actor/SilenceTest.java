package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {
  private final Silence silence = new Silence();

  @Test
  void theSecondQuietIntervalInARowIsSilence() {
    silence.heard();
    assertThat(silence.ended()).isEqualTo(Silence.Interval.HEARD);
    assertThat(silence.ended()).isEqualTo(Silence.Interval.QUIET);
    assertThat(silence.ended()).isEqualTo(Silence.Interval.SILENT);
  }

  @Test
  void aWordInBetweenStartsAnew() {
    assertThat(silence.ended()).isEqualTo(Silence.Interval.QUIET);
    silence.heard();
    silence.heard();
    assertThat(silence.ended()).isEqualTo(Silence.Interval.HEARD);
    assertThat(silence.ended()).isEqualTo(Silence.Interval.QUIET);
  }
}
