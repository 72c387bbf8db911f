package org.alphadelta.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
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
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.NodeEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessageSerializerTest {
  /** Marks messages that can cross a cluster, as an actor's protocol does. */
  sealed interface Travelling {}

  record Ask(Hash about, long height, Optional<Bytes> note, ActorRef<Answer> replyTo)
      implements Travelling {}

  record Answer(String text) implements Travelling {}

  record Unregistered() implements Travelling {}

  record Unmarked() implements java.io.Serializable {}

  private static final MessageCodecs MESSAGES =
      MessageCodecs.of(
          List.of(Travelling.class),
          List.of(
              new MessageCodec<>(
                  "test.ask.1",
                  Ask.class,
                  (ask, refs) -> {
                    List<Bytes> note = Parts.of(ask.note());
                    return java.util.stream.Stream.of(
                            List.of(ask.about().bytes(), Parts.of(ask.height())),
                            note,
                            List.of(refs.write(ask.replyTo())))
                        .flatMap(List::stream)
                        .toList();
                  },
                  (parts, refs) ->
                      new Ask(
                          new Hash(parts.next()),
                          parts.number(),
                          parts.optional(),
                          refs.read(parts.next()))),
              MessageCodec.of(
                  "test.answer.1",
                  Answer.class,
                  answer -> List.of(Parts.of(answer.text())),
                  parts -> new Answer(parts.text()))));

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
    TestProbe<Answer> probe = TestProbe.create(Adapter.toTyped(system));
    for (Optional<Bytes> note : List.of(Optional.<Bytes>empty(), Optional.of(Bytes.utf8("n")))) {
      Ask ask = new Ask(Sha256.plain(Bytes.utf8("x")), Long.MAX_VALUE, note, probe.getRef());
      Ask back = (Ask) there(ask);
      assertThat(back).isEqualTo(ask);
      back.replyTo().tell(new Answer("heard"));
      probe.expectMessage(Duration.ofSeconds(3), new Answer("heard"));
    }
    assertThat(there(new Answer(""))).isEqualTo(new Answer(""));
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
    MessageSerializer serializer =
        (MessageSerializer) serialization.findSerializerFor(new Answer("a"));
    byte[] answer = serializer.toBinary(new Answer("a"));
    for (String manifest : List.of("test.ask.1", "test.unknown.1")) {
      assertThatThrownBy(() -> serializer.fromBinary(answer, manifest))
          .isInstanceOf(NotSerializableException.class);
    }
    assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1, 2, 3}, "test.answer.1"))
        .isInstanceOf(NotSerializableException.class);
  }

  private static Object there(Object message) {
    byte[] bytes = serialization.serialize(message).get();
    var serializer = serialization.findSerializerFor(message);
    return serialization
        .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, message))
        .get();
  }
}
