package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twins: a sample of the schedules, or with {@code -Dchaos.twins.step=1} every one. */
@Tag("slow")
class TwinsTest {
  private static final int STEP = Integer.getInteger("chaos.twins.step", 41);

  @Test
  void fourValidatorsOneDoubledNeverDisagreeAndDecideAfterHealing() {
    TwinsCampaign.Result result = new TwinsCampaign(0, TwinSchedule.ALL, STEP, Engines.REAL).run();
    assertThat(result.bad()).isEmpty();
    assertThat(result.violations()).isZero();
    assertThat(result.undecided()).isZero();
    assertThat(result.schedules()).isEqualTo((TwinSchedule.ALL + STEP - 1) / STEP);
  }

  @Test
  void thereAre262144Schedules() {
    assertThat(TwinSchedule.ALL).isEqualTo(262_144);
    assertThat(
            java.util.stream.IntStream.range(0, TwinSchedule.ALL)
                .mapToObj(TwinSchedule::of)
                .distinct()
                .count())
        .isEqualTo(TwinSchedule.ALL);
  }
}
