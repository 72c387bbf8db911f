package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alphadelta.NotInMainnetBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed at random under load. {@code -Dkills=N} and {@code -Dkill.seed=S} choose
 * another storm.
 */
@NotInMainnetBuild
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 100);
  private static final long SEED = Long.getLong("kill.seed", 1);

  @TempDir private Path directory;

  @Test
  void killedValidatorsNeverSignTwiceNorLoseABlockAndGoOn() throws Exception {
    KillPlan plan = new KillPlan(KILLS, 4, SEED, 150, directory.resolve("homes"));

    KillVerdict verdict = new KillRun(plan, System.err::println).run();

    assertThat(verdict.signatures().doubles()).isEmpty();
    assertThat(verdict.lostBlocks()).isZero();
    assertThat(verdict.resumed()).isTrue();
    assertThat(verdict.problems()).describedAs(plan.repeat()).isEmpty();
    assertThat(verdict.ok()).describedAs("%s: %s", plan.repeat(), verdict.json()).isTrue();
  }
}
