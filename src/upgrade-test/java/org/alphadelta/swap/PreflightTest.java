package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.store.FileDisk;
import org.alphadelta.swap.Preflight.Answer;
import org.alphadelta.swap.Preflight.Check;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private static final SwapWorld WORLD = new SwapWorld();
  private static final Instant NOW = Instant.parse("2026-07-28T12:00:00Z");

  @TempDir private Path home;
  private NodeEnvironment environment;

  @BeforeEach
  void settle() {
    environment = WORLD.machine(new FileDisk(), home, 1);
    WORLD.settle(environment);
  }

  private List<Check> genesis() throws Exception {
    return new Preflight(environment, 1, NOW)
        .genesisChecks(WORLD.sourceId(), WORLD.proposal.terms());
  }

  private static Answer answer(List<Check> checks, String name) {
    return checks.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow().answer();
  }

  @Test
  void aPreparedMachineIsReady() throws Exception {
    assertThat(genesis()).extracting(Check::answer).containsOnly(Answer.OK);
    assertThat(new Preflight(environment, 1, NOW).machineChecks())
        .extracting(Check::answer)
        .containsOnly(Answer.OK);
  }

  @Test
  void aMissingParameterFileIsNotYet() throws Exception {
    Files.delete(environment.home().parameters(WORLD.proposal.terms().deltaParams()));

    List<Check> checks = genesis();

    assertThat(answer(checks, "alpha parameters")).isEqualTo(Answer.OK);
    assertThat(answer(checks, "delta parameters")).isEqualTo(Answer.NOT_YET);
    assertThat(answer(checks, "genesis")).isEqualTo(Answer.NOT_YET);
  }

  @Test
  void aDamagedParameterFileFailsAndStaysWhereItIs() throws Exception {
    Path file = environment.home().parameters(WORLD.proposal.terms().deltaParams());
    byte[] content = Files.readAllBytes(file);
    content[3] ^= 1;
    Files.write(file, content);

    assertThat(answer(genesis(), "delta parameters")).isEqualTo(Answer.FAILS);
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void aProposalOfAnotherSourceFailsWithTheDifferingField() throws Exception {
    List<Check> checks =
        new Preflight(environment, 1, NOW).genesisChecks(WORLD.targetId(), WORLD.proposal.terms());

    Check genesis = checks.get(2);
    assertThat(genesis.answer()).isEqualTo(Answer.FAILS);
    assertThat(genesis.detail()).startsWith("genesis-differs at alpha predecessor: found");
  }

  @Test
  void aWrongClockAndAFullDiskFail() throws Exception {
    List<Check> checks =
        new Preflight(environment, Integer.MAX_VALUE, Instant.parse("1970-01-01T00:00:05Z"))
            .machineChecks();

    assertThat(answer(checks, "clock")).isEqualTo(Answer.FAILS);
    assertThat(answer(checks, "disk")).isEqualTo(Answer.FAILS);
    assertThat(answer(checks, "home")).isEqualTo(Answer.OK);
  }
}
