package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.Transaction;
import org.alphadelta.wire.proto.EnvelopeForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value that can be on the wire comes back as it was. */
class RoundTripTest {
  private static final int ROUNDS = 60;

  static List<AllDecoders> decoders() {
    return AllDecoders.list();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void everyValueComesBackAsItWas(AllDecoders decoder) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      for (Canonical value : decoder.samples(new Samples(seed))) {
        assertThat(decoder.decode(value.canonical()))
            .as("seed %d, %s", seed, value)
            .isEqualTo(Optional.of(value));
      }
    }
  }

  @Test
  void everyKindOfPayloadComesBackInItsTransaction() {
    Samples samples = new Samples(1);
    for (Class<?> leaf : Samples.leaves(Payload.class)) {
      Transaction some = samples.of(Transaction.class);
      Transaction transaction =
          new Transaction(some.chain(), some.sender(), some.sequence(), (Payload) samples.of(leaf));
      assertThat(Transaction.CODEC.decode(transaction.canonical()).orThrow())
          .isEqualTo(transaction);
    }
  }

  @Test
  void everyConsensusMessageAndBothHalvesOfAProposalComeBackInAnEnvelope() {
    Samples samples = new Samples(2);
    for (Class<?> leaf : Samples.leaves(ConsensusMessage.class)) {
      for (int i = 0; i < ROUNDS; i++) {
        PeerMessage.ConsensusFrame frame =
            new PeerMessage.ConsensusFrame(
                samples.of(org.alphadelta.core.ChainKind.class),
                (ConsensusMessage) samples.of(leaf));
        assertThat(Envelope.decode(frame.frameKind(), new Envelope(frame).canonical()))
            .isEqualTo(new Decoded.Ok<WireMessage>(frame));
      }
    }
  }

  @Test
  void anEmptyBodyIsNotAnAbsentOne() {
    ConsensusMessage.ProposalMessage some =
        new Samples(3).of(ConsensusMessage.ProposalMessage.class);
    var with = new ConsensusMessage.ProposalMessage(some.proposal(), Optional.of(Bytes.EMPTY));
    var without = new ConsensusMessage.ProposalMessage(some.proposal(), Optional.empty());
    assertThat(ConsensusDecoders.PROPOSAL_MESSAGE.decode(with.canonical()).orThrow())
        .isEqualTo(with);
    assertThat(ConsensusDecoders.PROPOSAL_MESSAGE.decode(without.canonical()).orThrow())
        .isEqualTo(without);
  }

  @Test
  void everyFieldOfTheEnvelopeIsAFrameKindWithItsNumberAndName() {
    Map<Integer, String> fields = new LinkedHashMap<>();
    for (FieldDescriptor field : EnvelopeForm.getDescriptor().getFields()) {
      fields.put(field.getNumber(), field.getName().replace('_', '-'));
    }
    Map<Integer, String> kinds = new LinkedHashMap<>();
    for (FrameKind kind : FrameKind.values()) {
      kinds.put(kind.number(), kind.toString());
    }
    assertThat(kinds).isEqualTo(fields);
  }

  @Test
  void everyFrameKindIsSomeMessages() {
    Set<FrameKind> said = new TreeSet<>();
    for (int seed = 0; seed < ROUNDS; seed++) {
      Samples samples = new Samples(seed);
      Samples.leaves(WireMessage.class).stream()
          .map(leaf -> ((WireMessage) samples.of(leaf)).frameKind())
          .forEach(said::add);
    }
    assertThat(said).containsExactly(FrameKind.values());
  }

  @Test
  void everyCodecHasTheFieldsOfItsMessageInTheSchema() {
    for (AllDecoders decoder : AllDecoders.list()) {
      decoder
          .codec()
          .ifPresent(
              codec ->
                  assertThat(codec.lines().stream().map(RoundTripTest::line))
                      .as("%s", decoder)
                      .isEqualTo(
                          decoder.descriptor().getFields().stream()
                              .map(RoundTripTest::line)
                              .toList()));
    }
  }

  private static String line(org.alphadelta.core.Field.Line line) {
    return line.schema() + " " + line.name() + " = " + line.number() + " most " + line.most();
  }

  private static String line(FieldDescriptor field) {
    return field.getType()
        + " "
        + field.getName()
        + " = "
        + field.getNumber()
        + " most "
        + (field.isRepeated() ? Limits.count(field) : 0);
  }

  @Test
  void everyRepeatedFieldHasACapOfItsOwn() {
    Set<String> unlisted =
        AllDecoders.list().stream()
            .flatMap(d -> reachable(d.descriptor()).stream())
            .flatMap(d -> d.getFields().stream())
            .filter(f -> f.isRepeated() && !Limits.isListed(f))
            .map(FieldDescriptor::getFullName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unlisted).isEmpty();
  }

  @Test
  void schemasUseOnlyWhatTheCanonicalWriterWrites() {
    for (AllDecoders decoder : AllDecoders.list()) {
      for (Descriptor type : reachable(decoder.descriptor())) {
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

  private static List<Descriptor> reachable(Descriptor root) {
    Map<String, Descriptor> found = new LinkedHashMap<>();
    collect(root, found);
    return List.copyOf(found.values());
  }

  private static void collect(Descriptor type, Map<String, Descriptor> found) {
    if (found.putIfAbsent(type.getFullName(), type) == null) {
      type.getFields().stream()
          .filter(f -> f.getType() == FieldDescriptor.Type.MESSAGE)
          .forEach(f -> collect(f.getMessageType(), found));
    }
  }
}
