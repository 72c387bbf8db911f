package org.alphadelta.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec of a protocol between the machines of one validator keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MessageCodecContract {
  private static final int SEEDS = 20;

  /** A number that no message gives to a field. */
  private static final int UNKNOWN_FIELD = 3000;

  private static final int UNKNOWN_ENUM_NUMBER = 99;
  private static final int DAMAGES = 300;

  private final List<MessageCodec<?, ?>> codecs;
  private final List<Class<?>> families;

  private ActorTestKit kit;
  private ActorRefs refs;
  private TestProbe<CommandResult> operator;

  /** {@code families}: the sealed families of messages that {@code codecs} are for. */
  protected MessageCodecContract(List<MessageCodec<?, ?>> codecs, Class<?>... families) {
    this.codecs = codecs;
    this.families = List.of(families);
  }

  @BeforeAll
  void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.loglevel = WARNING")
                .withFallback(ConfigFactory.parseResources("adn-serialization.conf"))
                .withFallback(ConfigFactory.load()));
    refs = new ActorRefs(kit.system());
    operator = kit.createTestProbe();
  }

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  protected final Samples samples(long seed) {
    return MessageSamples.of(seed, operator.getRef());
  }

  protected final TestProbe<CommandResult> operator() {
    return operator;
  }

  /** The message after it went through its bytes. */
  protected final <M> M there(M message) {
    MessageCodec<M, ?> codec = codec(message);
    return codec.decode(codec.encode(message, refs), refs);
  }

  /** The message that the codec reads from these fields instead of those of {@code message}. */
  protected final Object decoded(Object message, Message fields) {
    return codec(message).decode(fields.toByteArray(), refs);
  }

  /** The protobuf message that carries {@code message}. */
  protected final Message fields(Object message) {
    MessageCodec<?, ?> codec = codec(message);
    try {
      return codec.parser().parseFrom(codec.encode(message, refs));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private <M> MessageCodec<M, ?> codec(M message) {
    return (MessageCodec<M, ?>)
        codecs.stream().filter(c -> c.type() == message.getClass()).findFirst().orElseThrow();
  }

  Stream<Class<?>> types() {
    return families.stream().flatMap(family -> Samples.leaves(family).stream());
  }

  @Test
  void everyMessageOfTheFamiliesHasACodecAndNothingElseHas() {
    assertThat(codecs.stream().map(MessageCodec::type).<Class<?>>map(t -> t))
        .containsExactlyInAnyOrderElementsOf(types().toList());
    assertThat(codecs.stream().map(MessageCodec::manifest))
        .doesNotHaveDuplicates()
        .allMatch(manifest -> manifest.matches("[a-z]+\\.[a-z-]+\\.1"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void comesBackEqualFromItsBytes(Class<?> type) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      assertThat(there(message)).as("seed %d", seed).isEqualTo(message);
    }
  }

  /** What a newer machine adds at any place, an older one passes over. */
  @ParameterizedTest
  @MethodSource("types")
  void unknownFieldsArePassedOver(Class<?> type) {
    Field number = Field.newBuilder().addVarint(7).build();
    Field content = Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("new")).build();
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      for (Field unknown : List.of(number, content)) {
        List<Message> newer =
            changed(fields(message), m -> List.of(with(m.toBuilder(), UNKNOWN_FIELD, unknown)));
        assertThat(newer).isNotEmpty();
        for (Message fields : newer) {
          assertThat(fields.toByteArray()).isNotEqualTo(fields(message).toByteArray());
          assertThat(decoded(message, fields)).isEqualTo(message);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void aRequiredFieldThatIsAbsentIsRefused(Class<?> type) {
    refusesAll(type, MessageCodecContract::withoutOneRequired);
  }

  @ParameterizedTest
  @MethodSource("types")
  void anOptionalFieldThatIsAbsentIsNotRefused(Class<?> type) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      for (Message fields : changed(fields(message), MessageCodecContract::withoutOneOptional)) {
        assertThat(decoded(message, fields)).isNotEqualTo(message).isInstanceOf(type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void aNumberThatIsNotOfTheEnumIsRefused(Class<?> type) {
    Field unknown = Field.newBuilder().addVarint(UNKNOWN_ENUM_NUMBER).build();
    refusesAll(
        type,
        message ->
            present(message, FieldDescriptor.JavaType.ENUM).stream()
                .map(f -> with(message.toBuilder().clearField(f), f.getNumber(), unknown))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTextThatIsNotUtf8IsRefused(Class<?> type) {
    ByteString bytes = ByteString.copyFrom(new byte[] {'a', (byte) 0xff});
    Field text = Field.newBuilder().addLengthDelimited(bytes).build();
    refusesAll(
        type,
        message ->
            present(message, FieldDescriptor.JavaType.STRING).stream()
                .map(f -> with(message.toBuilder().clearField(f), f.getNumber(), text))
                .toList());
  }

  /** Hashes and keys have another length, canonical forms an unknown field or an end too early. */
  @ParameterizedTest
  @MethodSource("types")
  void bytesOfNoValueAreRefused(Class<?> type) {
    ByteString more = ByteString.copyFrom(new byte[] {(byte) 0xf8, 0x07, 0x01});
    refusesAll(
        type,
        message -> {
          List<Message> copies = new ArrayList<>();
          for (FieldDescriptor field : present(message, FieldDescriptor.JavaType.BYTE_STRING)) {
            ByteString value = (ByteString) message.getField(field);
            copies.add(message.toBuilder().setField(field, value.concat(more)).build());
            if (!value.isEmpty()) {
              ByteString cut = value.substring(0, value.size() - 1);
              copies.add(message.toBuilder().setField(field, cut).build());
            }
          }
          return copies;
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTextThatNamesNoActorIsRefusedAsAReference(Class<?> type) {
    refusesAll(
        type,
        message ->
            present(message, FieldDescriptor.JavaType.STRING).stream()
                .filter(f -> f.getName().equals("reply_to"))
                .flatMap(
                    f ->
                        Stream.of("", "nobody", "akka://", "akka://system/user/a b")
                            .<Message>map(text -> message.toBuilder().setField(f, text).build()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void bytesThatWereCutShortAreRefused(Class<?> type) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      byte[] bytes = fields(message).toByteArray();
      for (int length = 0; length < bytes.length; length += 1 + bytes.length / DAMAGES) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatIllegalArgumentException()
            .as("%d of %d bytes, seed %d", length, bytes.length, seed)
            .isThrownBy(() -> codec(message).decode(cut, refs));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void damagedBytesAreAMessageOrRefusedAndNothingElseIsThrown(Class<?> type) {
    Random random = new Random(1);
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      byte[] bytes = fields(message).toByteArray();
      for (int i = 0; i < DAMAGES; i++) {
        byte[] damaged = bytes.length == 0 ? new byte[1 + random.nextInt(9)] : bytes.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
          damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        }
        try {
          assertThat(codec(message).decode(damaged, refs)).isInstanceOf(type);
        } catch (IllegalArgumentException refused) {
          assertThat(refused.getMessage()).isNotBlank();
        } catch (RuntimeException other) {
          fail("of %s, seed %d".formatted(Arrays.toString(damaged), seed), other);
        }
      }
    }
  }

  private void refusesAll(Class<?> type, Function<Message, List<Message>> change) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = samples(seed).of(type);
      for (Message fields : changed(fields(message), change)) {
        assertThatIllegalArgumentException()
            .as("%s, seed %d", fields, seed)
            .isThrownBy(() -> decoded(message, fields));
      }
    }
  }

  private static List<Message> withoutOneRequired(Message message) {
    List<Message> copies = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRequired()) {
        copies.add(message.toBuilder().clearField(field).buildPartial());
      }
    }
    for (OneofDescriptor oneof : message.getDescriptorForType().getOneofs()) {
      copies.add(message.toBuilder().clearOneof(oneof).buildPartial());
    }
    return copies;
  }

  private static List<Message> withoutOneOptional(Message message) {
    return message.getAllFields().keySet().stream()
        .filter(f -> f.isOptional() && f.getContainingOneof() == null)
        .<Message>map(f -> message.toBuilder().clearField(f).buildPartial())
        .toList();
  }

  private static List<FieldDescriptor> present(Message message, FieldDescriptor.JavaType type) {
    return message.getAllFields().keySet().stream().filter(f -> f.getJavaType() == type).toList();
  }

  private static Message with(Message.Builder builder, int number, Field unknown) {
    return builder
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(number, unknown).build())
        .buildPartial();
  }

  /** Copies of a message, each with one change at one place: itself, or a message within it. */
  private static List<Message> changed(Message message, Function<Message, List<Message>> change) {
    List<Message> copies = new ArrayList<>(change.apply(message));
    for (FieldDescriptor field : present(message, FieldDescriptor.JavaType.MESSAGE)) {
      if (field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          for (Message inner : changed((Message) message.getRepeatedField(field, i), change)) {
            copies.add(message.toBuilder().setRepeatedField(field, i, inner).buildPartial());
          }
        }
      } else {
        for (Message inner : changed((Message) message.getField(field), change)) {
          copies.add(message.toBuilder().setField(field, inner).buildPartial());
        }
      }
    }
    return copies;
  }
}
