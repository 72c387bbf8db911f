package org.alphadelta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.SerializerWithStringManifest;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.serial.AdnSerialization;
import org.alphadelta.serial.MessageSamples;
import org.alphadelta.serial.MessageSerializer;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message that is marked as travelling, through the bytes of an actor system as the node sets
 * it up.
 */
@Tag("slow")
class ClusterMessagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SEEDS = 20;

  /** Every concrete class of the product that is marked, found in its class files. */
  private static final List<Class<?>> MARKED = find();

  private static ActorTestKit kit;
  private static Serialization serialization;
  private static TestProbe<CommandResult> operator;

  @BeforeAll
  static void start() {
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "akka.actor.provider", "local",
                    "akka.actor.serialize-messages", "on",
                    "akka.actor.no-serialization-verification-needed-class-prefix",
                        List.of("akka."),
                    "akka.loglevel", "WARNING"))
            .withFallback(ConfigFactory.parseResources("adn-akka.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    kit =
        ActorTestKit.create(
            Adapter.toTyped(
                akka.actor.ActorSystem.create(
                    "messages",
                    ActorSystemSetup.create(
                        BootstrapSetup.create(config),
                        AdnSerialization.setup(NodeEvents.codecs(), ClusterMessages.codecs())))));
    serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
    operator = kit.createTestProbe();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  /** A build that cannot carry out upgrades has no codecs of what is said to the code that does. */
  static Stream<Class<?>> marked() {
    return MARKED.stream()
        .filter(
            type ->
                Upgrades.present()
                    || !UpgradeProtocol.Command.class.isAssignableFrom(type)
                        && !UpgradeProtocol.Notification.class.isAssignableFrom(type));
  }

  private static List<Class<?>> find() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.alphadelta")
            .stream()
            .filter(c -> c.isAssignableTo(ClusterMessage.class) && !c.isInterface())
            .<Class<?>>map(JavaClass::reflect)
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();
  }

  @Test
  void everyMarkedMessageHasACodecAndNothingElseHas() {
    Set<String> marked = marked().map(Class::getName).collect(Collectors.toSet());
    Set<String> coded =
        ClusterMessages.codecs().types().stream().map(Class::getName).collect(Collectors.toSet());
    assertThat(MARKED).hasSizeGreaterThan(20);
    assertThat(marked).hasSizeGreaterThan(Upgrades.present() ? 20 : 9).isEqualTo(coded);
  }

  @Test
  void noMessageIsBothMarkedAsTravellingAndAsLocal() {
    assertThat(marked().filter(LocalMessage.class::isAssignableFrom)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("marked")
  void comesBackEqualFromItsBytes(Class<?> type) throws NotSerializableException {
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      var serializer = (SerializerWithStringManifest) serialization.findSerializerFor(message);
      assertThat(serializer.identifier()).isEqualTo(MessageSerializer.IDENTIFIER);
      byte[] bytes = serializer.toBinary(message);
      String manifest = serializer.manifest(message);
      assertThat(serializer.fromBinary(bytes, manifest)).as("seed %d", seed).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @MethodSource("marked")
  void bytesCutShortOrWithoutTheirEndAreRefusedAndNothingElseIsThrown(Class<?> type) {
    Object message = samples(7).of(type);
    var serializer = (SerializerWithStringManifest) serialization.findSerializerFor(message);
    byte[] bytes = serializer.toBinary(message);
    for (int length = 0; length < bytes.length; length += 1 + bytes.length / 50) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> serializer.fromBinary(cut, serializer.manifest(message)))
          .isInstanceOf(NotSerializableException.class);
    }
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 2);
    longer[bytes.length] = 0x0a;
    longer[bytes.length + 1] = 1;
    assertThatThrownBy(() -> serializer.fromBinary(longer, serializer.manifest(message)))
        .isInstanceOf(NotSerializableException.class);
  }

  /** With {@code serialize-messages} Akka itself sends every message through its bytes. */
  @ParameterizedTest
  @MethodSource("marked")
  void passesAnActorSystemThatSerializesEverything(Class<?> type) {
    ClusterMessage message = (ClusterMessage) samples(3).of(type);
    TestProbe<Object> seen = kit.createTestProbe();
    ActorRef<ClusterMessage> actor =
        kit.spawn(
            Behaviors.receiveMessage(
                m -> {
                  seen.getRef().tell(m);
                  return Behaviors.same();
                }));
    actor.tell(message);
    Object received = seen.receiveMessage(PATIENCE);
    assertThat(received).isEqualTo(message);
    if (type.getRecordComponents().length > 0) {
      assertThat(received).isNotSameAs(message);
    }
  }

  @Test
  void anAnswerReachesTheOneWhoAskedFromElsewhere() {
    ActorRef<Governor.Command> elsewhere =
        kit.spawn(
            Behaviors.receiveMessage(
                m -> {
                  if (m instanceof Governor.Cast cast) {
                    cast.replyTo()
                        .tell(new CommandResult.Refused("voting-over", "height 9", "at most 8"));
                  }
                  return Behaviors.same();
                }));
    Hash proposal = new Samples(1).of(Hash.class);
    elsewhere.tell(new Governor.Cast(proposal, Ballot.YES, operator.getRef()));
    operator.expectMessage(
        PATIENCE, new CommandResult.Refused("voting-over", "height 9", "at most 8"));
  }

  @Test
  void aChainOfManyVotesComesBack() throws NotSerializableException {
    Samples samples = samples(11);
    SortedMap<VoteKey, CastBallot> votes = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      votes.put(samples.of(VoteKey.class), samples.of(CastBallot.class));
    }
    GovernanceSnapshot few = samples.of(GovernanceSnapshot.class);
    GovernanceSnapshot many =
        new GovernanceSnapshot(
            few.pair(),
            few.height(),
            few.parameters(),
            few.deltaMinAlphaBlocks(),
            few.source(),
            few.next(),
            GovernanceState.of(new TreeMap<>(), votes, new TreeMap<>(), new TreeMap<>()),
            few.closingBlocks());
    Governor.Observe observe = new Governor.Observe(many);
    var serializer = (SerializerWithStringManifest) serialization.findSerializerFor(observe);
    assertThat(serializer.fromBinary(serializer.toBinary(observe), serializer.manifest(observe)))
        .isEqualTo(observe);
  }

  private record Foreign(String what) implements java.io.Serializable {}

  @Test
  void aForeignObjectIsRefusedBecauseJavaSerializationIsOff() {
    assertThat(serialization.serialize(new Foreign("x")).isFailure()).isTrue();
    assertThatThrownBy(() -> serialization.serialize(new Foreign("x")).get())
        .hasMessageContaining("disabled");
  }

  private static Samples samples(long seed) {
    return MessageSamples.of(seed, operator.getRef());
  }
}
