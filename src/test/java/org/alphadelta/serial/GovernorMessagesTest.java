package org.alphadelta.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import akka.actor.typed.ActorRef;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.ledger.Payload;
import org.alphadelta.serial.proto.GovernorObserve;
import org.alphadelta.serial.proto.GovernorSubmit;
import org.alphadelta.serial.proto.Snapshot;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GovernorMessagesTest extends MessageCodecContract {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  GovernorMessagesTest() {
    super(GovernorMessages.ALL, Governor.Command.class, Governor.Notification.class);
  }

  @Test
  void manifestsStay() {
    assertThat(GovernorMessages.ALL.stream().map(MessageCodec::manifest))
        .containsExactly(
            "governor.observe.1",
            "governor.cast.1",
            "governor.parameters-stored.1",
            "governor.recovered.1",
            "governor.submit.1");
  }

  @Test
  void aChainWithoutGovernanceComesBack() {
    Governor.Observe observe = new Governor.Observe(withoutGovernance());
    assertThat(there(observe)).isEqualTo(observe);
  }

  @ParameterizedTest
  @EnumSource
  void everyBallotComesBack(Ballot ballot) {
    Governor.Cast cast =
        new Governor.Cast(samples(1).of(Governor.Cast.class).proposal(), ballot, replyTo());
    assertThat(there(cast)).isEqualTo(cast);
  }

  static Stream<Class<?>> payloads() {
    return Samples.leaves(Payload.class).stream();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void everyPayloadComesBackWithAndWithoutSomebodyToAnswer(Class<?> type) {
    GenesisPairId pair = samples(2).of(GenesisPairId.class);
    for (Optional<ActorRef<CommandResult>> asking :
        List.of(Optional.<ActorRef<CommandResult>>empty(), Optional.of(replyTo()))) {
      Governor.Submit submit = new Governor.Submit(pair, (Payload) samples(3).of(type), asking);
      assertThat(there(submit)).isEqualTo(submit);
    }
  }

  @Test
  void theAnswerReachesTheActorThatAReferenceNames() {
    Governor.Cast back = there(samples(4).of(Governor.Cast.class));
    CommandResult answer = samples(4).of(CommandResult.class);
    back.replyTo().tell(answer);
    operator().expectMessage(PATIENCE, answer);
  }

  @Test
  void theGreatestNumberComesBack() {
    Governor.ParametersStored stored =
        new Governor.ParametersStored(samples(5).of(Cid.class), Long.MAX_VALUE);
    assertThat(there(stored)).isEqualTo(stored);
  }

  @Test
  void aPayloadOfAKindThatIsNotKnownIsRefused() {
    Governor.Submit submit = samples(6).of(Governor.Submit.class);
    Field kind = Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("new")).build();
    GovernorSubmit newer =
        ((GovernorSubmit) fields(submit))
            .toBuilder()
                .clearPayload()
                .setUnknownFields(UnknownFieldSet.newBuilder().addField(8, kind).build())
                .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoded(submit, newer))
        .withMessageContaining("payload");
  }

  @Test
  void aTransferOfNothingIsRefused() {
    Governor.Submit submit =
        new Governor.Submit(
            samples(7).of(GenesisPairId.class),
            samples(7).of(Payload.TransferPublic.class),
            Optional.empty());
    GovernorSubmit fields = (GovernorSubmit) fields(submit);
    int toRecipient = 2 + PublicKey.LENGTH;
    GovernorSubmit nothing =
        fields.toBuilder()
            .setTransferPublic(fields.getTransferPublic().substring(0, toRecipient))
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decoded(submit, nothing))
        .withMessageContaining("at least 1 credit");
  }

  @Test
  void aMapThatNamesAKeyTwiceIsRefused() {
    Governor.Observe observe = samples(8).of(Governor.Observe.class);
    Snapshot snapshot = ((GovernorObserve) fields(observe)).getSnapshot();
    List<Snapshot> twice =
        List.of(
            snapshot.toBuilder().addProposals(snapshot.getProposals(0)).build(),
            snapshot.toBuilder().addBallots(snapshot.getBallots(0)).build(),
            snapshot.toBuilder().addReadiness(snapshot.getReadiness(0)).build(),
            snapshot.toBuilder().addClosures(snapshot.getClosures(0)).build(),
            snapshot.toBuilder().addClosingBlocks(snapshot.getClosingBlocks(0)).build());
    for (Snapshot changed : twice) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> decoded(observe, GovernorObserve.newBuilder().setSnapshot(changed).build()))
          .withMessageContaining("twice");
    }
  }

  private ActorRef<CommandResult> replyTo() {
    return operator().getRef();
  }

  private GovernanceSnapshot withoutGovernance() {
    GovernanceSnapshot sample = samples(9).of(GovernanceSnapshot.class);
    return new GovernanceSnapshot(
        sample.pair(),
        0,
        sample.parameters(),
        0,
        sample.source(),
        sample.next(),
        GovernanceState.EMPTY,
        new TreeMap<>());
  }
}
