package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Family;
import org.alphadelta.core.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The .proto files are what others read our bytes with: each says exactly what the codec beside the
 * value says, and the parser generated from it reads and writes the same bytes.
 */
class PublishedSchemaTest {
  private static final int ROUNDS = 40;
  private static final int MUTATIONS = 2_000;

  static List<AllCodecs> codecs() {
    return AllCodecs.list();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everyCodecHasTheFieldsOfItsMessage(AllCodecs codec) {
    same(codec.codec(), codec.descriptor(), new TreeSet<>());
  }

  private static void same(Codec<?> codec, Descriptor message, Set<String> seen) {
    if (!seen.add(codec.type())) {
      return;
    }
    assertThat(codec.lines().stream().map(PublishedSchemaTest::line))
        .as("%s, message %s", codec, message.getName())
        .containsExactlyElementsOf(
            message.getFields().stream().map(PublishedSchemaTest::line).toList());
    for (Field.Line line : codec.lines()) {
      line.message()
          .ifPresent(
              inner ->
                  same(inner, message.findFieldByNumber(line.number()).getMessageType(), seen));
    }
  }

  private static String line(Field.Line line) {
    String message = line.message().map(AllCodecs::message).orElse("");
    return (line.most() > 0 ? "repeated " : "")
        + line.schema()
        + " "
        + message
        + " "
        + line.name()
        + " = "
        + line.number();
  }

  private static String line(FieldDescriptor field) {
    String message =
        field.getType() == FieldDescriptor.Type.MESSAGE ? field.getMessageType().getName() : "";
    return (field.isRepeated() ? "repeated " : "")
        + field.getType()
        + " "
        + message
        + " "
        + field.getName()
        + " = "
        + field.getNumber();
  }

  @Test
  void everyMessageIsSomeCodecs() {
    Set<String> known = new TreeSet<>(Set.of("Envelope"));
    AllCodecs.list().forEach(codec -> collect(codec.codec(), known));
    Arrays.stream(FrameKind.values()).forEach(kind -> collect(kind.message(), known));
    // Akka's own two messages are read by AkkaEnvelope, which jumps over what it does not need.
    Set<String> published =
        AllCodecs.messages().keySet().stream()
            .filter(name -> !name.startsWith("AkkaPersistent"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).isEqualTo(published);
  }

  private static void collect(Codec<?> codec, Set<String> names) {
    if (names.add(AllCodecs.message(codec))) {
      codec.lines().forEach(line -> line.message().ifPresent(inner -> collect(inner, names)));
    }
  }

  @Test
  void theEnvelopeHasOneFieldForEveryKindOfFrame() {
    Map<String, FrameKind> kinds = new LinkedHashMap<>();
    for (FrameKind kind : FrameKind.values()) {
      kinds.put(line(kind.envelope().lines().getFirst()), kind);
    }
    assertThat(kinds.keySet())
        .containsExactlyElementsOf(
            AllCodecs.messages().get("Envelope").getFields().stream()
                .map(PublishedSchemaTest::line)
                .toList());
    kinds.values().forEach(kind -> same(kind.message(), body(kind), new TreeSet<>()));
  }

  private static Descriptor body(FrameKind kind) {
    return AllCodecs.messages().get("Envelope").findFieldByNumber(kind.number()).getMessageType();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theGeneratedParserReadsAndWritesTheSameBytes(AllCodecs codec) throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      for (Canonical value : codec.samples(new Samples(seed))) {
        byte[] ours = codec.encode(value).toArray();
        assertThat(rewritten(codec.descriptor(), ours))
            .as("seed %d, %s", seed, value)
            .isEqualTo(ours);
      }
    }
  }

  /** What we accept, the generated parser accepts, and writes as it was. */
  @ParameterizedTest
  @MethodSource("codecs")
  void mutatedBytesThatWeReadAreTheSameToTheGeneratedParser(AllCodecs codec) throws IOException {
    List<Canonical> samples = codec.samples(new Samples(3));
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Random random = new Random(seed);
      Canonical sample = samples.get(random.nextInt(samples.size()));
      byte[] mutated = MalformedBytesTest.mutated(sample.canonical().toArray(), random);
      if (codec.decode(Bytes.of(mutated)).isPresent()) {
        assertThat(rewritten(codec.descriptor(), mutated))
            .as("%s, seed %d", codec, seed)
            .isEqualTo(mutated);
      }
    }
  }

  private static byte[] rewritten(Descriptor type, byte[] bytes) throws IOException {
    DynamicMessage parsed = DynamicMessage.parseFrom(type, bytes);
    byte[] written = new byte[parsed.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(written);
    out.useDeterministicSerialization();
    parsed.writeTo(out);
    out.checkNoSpaceLeft();
    return written;
  }

  @Test
  void everyListHasACapAndEveryCapIsTight() {
    for (AllCodecs codec : AllCodecs.list()) {
      assertThat(codec.codec().cap()).as("%s", codec).isPositive();
      for (Field.Line line : codec.codec().lines()) {
        FieldDescriptor field = codec.descriptor().findFieldByNumber(line.number());
        assertThat(line.most() > 0).as("%s.%s", codec, line.name()).isEqualTo(field.isRepeated());
      }
    }
  }

  @Test
  void everyCanonicalValueHasACodecOfItsOwnOrItsFamilys() {
    Set<Class<?>> covered =
        AllCodecs.list().stream()
            .flatMap(codec -> Samples.leaves(codec.type()).stream())
            .collect(Collectors.toSet());
    Arrays.stream(FrameKind.values()).forEach(kind -> covered.add(kind.type()));
    Set<Class<?>> values =
        AllCodecs.classes().stream()
            .filter(Canonical.class::isAssignableFrom)
            .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()))
            .collect(Collectors.toSet());
    values.removeAll(covered);
    values.remove(Envelope.class);
    assertThat(values).isEmpty();
  }

  /**
   * A class is initialized after its family when that has default methods: a codec of the family
   * that takes one of its members would find none yet.
   */
  @Test
  void aFamilyWithDefaultMethodsTakesNoCodecOfItsMembers() {
    for (Class<?> family : AllCodecs.classes()) {
      if (family.isSealed() && family.isInterface() && hasCodec(family) && hasDefault(family)) {
        assertThat(Samples.leaves(family))
            .as("%s", family)
            .noneMatch(PublishedSchemaTest::hasCodec);
      }
    }
  }

  private static boolean hasCodec(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .anyMatch(field -> field.getType() == Codec.class || field.getType() == Family.class);
  }

  private static boolean hasDefault(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).anyMatch(java.lang.reflect.Method::isDefault);
  }

  @Test
  void schemasUseOnlyWhatTheCanonicalWriterWrites() {
    for (Descriptor type : AllCodecs.messages().values()) {
      if (type.getName().startsWith("AkkaPersistent")) {
        continue;
      }
      for (FieldDescriptor field : type.getFields()) {
        assertThat(field.getType())
            .as(field.getFullName())
            .isIn(
                FieldDescriptor.Type.UINT32,
                FieldDescriptor.Type.UINT64,
                FieldDescriptor.Type.BOOL,
                FieldDescriptor.Type.BYTES,
                FieldDescriptor.Type.STRING,
                FieldDescriptor.Type.MESSAGE);
        assertThat(field.isMapField()).as(field.getFullName()).isFalse();
      }
    }
  }
}
