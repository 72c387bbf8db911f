package org.alphadelta.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Asks for two builds at once. */
class BothFlagsIT {
  @Test
  void refusesTwoBuildsAtOnceInOneLine() throws Exception {
    ChildMaven.Outcome outcome =
        ChildMaven.run("-Dmainnet", "-Dnetwork-upgrades", "-DskipTests", "package");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.lines())
        .filteredOn(line -> line.contains("-Dmainnet") || line.contains("-Dnetwork-upgrades"))
        .singleElement()
        .asString()
        .contains("-Dmainnet", "-Dnetwork-upgrades", "exclude each other");
  }
}
