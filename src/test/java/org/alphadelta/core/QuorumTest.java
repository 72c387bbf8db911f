package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  @ParameterizedTest(name = "of {0}: agreement {1}, one honest {2}, governance {3}")
  @CsvSource({
    "1, 1, 1, 1",
    "2, 2, 1, 2",
    "3, 3, 2, 3",
    "4, 3, 2, 3",
    "5, 4, 2, 4",
    "6, 5, 3, 5",
    "7, 5, 3, 5",
    "9, 7, 4, 7",
    "10, 7, 4, 7",
    "13, 9, 5, 9",
    "100, 67, 34, 67",
    "103, 69, 35, 70",
    "200, 134, 67, 134"
  })
  void leastCountsAreTheTable(long total, long agreement, long oneHonest, long governance) {
    assertThat(Quorum.agreementNeeded(total)).isEqualTo(agreement);
    assertThat(Quorum.governanceNeeded(total)).isEqualTo(governance);
    assertThat(Quorum.agreement(agreement, total)).isTrue();
    assertThat(Quorum.agreement(agreement - 1, total)).isFalse();
    assertThat(Quorum.oneHonest(oneHonest, total)).isTrue();
    assertThat(Quorum.oneHonest(oneHonest - 1, total)).isFalse();
    assertThat(Quorum.governance(governance, total)).isTrue();
    assertThat(Quorum.governance(governance - 1, total)).isFalse();
  }

  @Test
  void governanceImpliesAgreementForEveryCommittee() {
    for (long total = 1; total <= 1000; total++) {
      for (long yes = 0; yes <= total; yes++) {
        if (Quorum.governance(yes, total)) {
          assertThat(Quorum.agreement(yes, total)).as("%d of %d", yes, total).isTrue();
        }
      }
    }
  }

  @Test
  void agreementDoesNotImplyGovernance() {
    assertThat(Quorum.agreement(69, 103)).isTrue();
    assertThat(Quorum.governance(69, 103)).isFalse();
  }

  @Test
  void anyTwoAgreeingSetsShareAnHonestMember() {
    for (long total = 1; total <= 1000; total++) {
      long faulty = (total - 1) / 3;
      assertThat(2 * Quorum.agreementNeeded(total) - total).isGreaterThan(faulty);
      assertThat(Quorum.agreement(total - faulty, total)).isTrue();
    }
  }

  @Test
  void nobodyDecidesNothing() {
    assertThat(Quorum.agreement(0, 0)).isFalse();
    assertThat(Quorum.oneHonest(0, 0)).isFalse();
    assertThat(Quorum.governance(0, 0)).isFalse();
    assertThat(Quorum.governance(1, 0)).isFalse();
  }

  @Test
  void anOverflowIsOurMistakeAndNoVerdict() {
    assertThatThrownBy(() -> Quorum.agreement(Long.MAX_VALUE, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Quorum.governance(Long.MAX_VALUE, 1))
        .isInstanceOf(ArithmeticException.class);
  }
}
