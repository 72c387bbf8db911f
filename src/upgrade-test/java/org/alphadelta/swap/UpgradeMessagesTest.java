package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.serial.MessageCodec;
import org.alphadelta.serial.MessageCodecContract;
import org.alphadelta.swap.proto.UpgradeRecovered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpgradeMessagesTest extends MessageCodecContract {
  UpgradeMessagesTest() {
    super(UpgradeMessages.ALL, UpgradeProtocol.Command.class, UpgradeProtocol.Notification.class);
  }

  @Test
  void manifestsStay() {
    assertThat(UpgradeMessages.ALL.stream().map(MessageCodec::manifest))
        .containsExactly(
            "succession.prepare.1",
            "succession.activate.1",
            "succession.chain-advanced.1",
            "succession.delta-closed.1",
            "succession.retry.1",
            "succession.recovered.1",
            "succession.retire-source.1",
            "succession.attested.1",
            "succession.start-alpha.1",
            "succession.start-delta.1",
            "succession.progress.1",
            "succession.hand-over.1");
  }

  @ParameterizedTest
  @EnumSource
  void bothKindsOfChainComeBack(ChainKind kind) {
    UpgradeProtocol.ChainAdvanced advanced =
        new UpgradeProtocol.ChainAdvanced(
            samples(1).of(GenesisPairId.class), kind, Long.MAX_VALUE, samples(1).of(Hash.class));
    assertThat(there(advanced)).isEqualTo(advanced);
  }

  @Test
  void whatIsAbsentComesBackAbsent() {
    GenesisPairId pair = samples(2).of(GenesisPairId.class);
    Hash proposal = samples(2).of(Hash.class);
    for (Optional<GenesisPairId> target : both(pair)) {
      UpgradeProtocol.Recovered recovered = new UpgradeProtocol.Recovered(target);
      assertThat(there(recovered)).isEqualTo(recovered);
      for (Optional<String> blocked : both("")) {
        UpgradeProtocol.Progress progress =
            new UpgradeProtocol.Progress(proposal, "", target, blocked, "");
        assertThat(there(progress)).isEqualTo(progress);
      }
    }
  }

  @Test
  void aRecoveryThatDoesNotSayWhichPairRunsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                decoded(
                    new UpgradeProtocol.Recovered(Optional.empty()),
                    UpgradeRecovered.getDefaultInstance()))
        .withMessageContaining("pair");
  }

  private static <T> List<Optional<T>> both(T value) {
    return List.of(Optional.empty(), Optional.of(value));
  }
}
