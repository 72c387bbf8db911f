package org.alphadelta.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Sha256;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.ledger.Payload;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessageSerializerTest {
  private static final CommandResult REFUSED = new CommandResult.Refused("", "", "");

  /** Marks a message as one that can cross a cluster. */
  interface Travelling {}

  record Unregistered() implements Travelling {}

  record Unmarked() implements java.io.Serializable {}

  private static final MessageCodecs MESSAGES =
      MessageCodecs.of(List.of(ClusterMessage.class), GovernorMessages.ALL)
          .and(List.of(Travelling.class), CommandResultMessages.ALL);

  private static ActorSystem system;
  private static Serialization serialization;

  @BeforeAll
  static void start() {
    system =
        ActorSystem.create(
            "serial",
            ActorSystemSetup.create(
                BootstrapSetup.create(
                    ConfigFactory.parseResources("adn-serialization.conf")
                        .withFallback(ConfigFactory.load())),
                AdnSerialization.setup(NodeEvents.codecs(), MESSAGES)));
    serialization = SerializationExtension.get(system);
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  @Test
  void aMessageComesBackWithItsActorReference() {
    TestProbe<CommandResult> probe = TestProbe.create(Adapter.toTyped(system));
    Samples samples = MessageSamples.of(1, probe.getRef());
    GenesisPairId pair = samples.of(GenesisPairId.class);
    Payload payload = samples.of(Payload.class);
    Governor.Submit silent = new Governor.Submit(pair, payload, Optional.empty());
    assertThat(there(silent)).isEqualTo(silent);

    Governor.Submit ask = new Governor.Submit(pair, payload, Optional.of(probe.getRef()));
    Governor.Submit back = (Governor.Submit) there(ask);
    assertThat(back).isEqualTo(ask);
    back.replyTo().orElseThrow().tell(REFUSED);
    probe.expectMessage(Duration.ofSeconds(3), REFUSED);
    assertThat(there(REFUSED)).isEqualTo(REFUSED);
  }

  @Test
  void aLinkedEventComesBackWithItsRecord() {
    Linked<?> linked =
        LinkChain.start("governor")
            .next(
                new GovernorEvent.VoteCast(
                    Sha256.plain(Bytes.utf8("c")), Sha256.plain(Bytes.utf8("p")), Ballot.YES),
                NodeEvents.codecs(),
                77);
    assertThat(there(linked)).isEqualTo(linked);
    assertThat(serialization.findSerializerFor(linked).identifier()).isEqualTo(7301);
    assertThat(Serializers.manifestFor(serialization.findSerializerFor(linked), linked))
        .isEqualTo("r1");
  }

  @Test
  void aMarkedMessageWithoutACodecIsRefused() {
    assertThatThrownBy(() -> serialization.serialize(new Unregistered()).get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Unregistered");
  }

  @Test
  void javaSerializationIsOff() {
    assertThatThrownBy(() -> serialization.serialize(new Unmarked()).get())
        .hasMessageContaining("Java serialization")
        .hasMessageContaining("disabled");
  }

  @Test
  void bytesOfAnotherMessageAreRefused() {
    MessageSerializer serializer = (MessageSerializer) serialization.findSerializerFor(REFUSED);
    byte[] refused = serializer.toBinary(REFUSED);
    for (String manifest : List.of("governor.cast.1", "test.unknown.1")) {
      assertThatThrownBy(() -> serializer.fromBinary(refused, manifest))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining(manifest);
    }
    assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1, 2, 3}, "verdict.refused.1"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("verdict.refused.1");
  }

  private static Object there(Object message) {
    byte[] bytes = serialization.serialize(message).get();
    var serializer = serialization.findSerializerFor(message);
    return serialization
        .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, message))
        .get();
  }
}
