package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Decoded;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value that can be on the wire comes back as it was. */
class RoundTripTest {
  private static final int ROUNDS = 60;

  static List<AllCodecs> decoders() {
    return AllCodecs.list();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void everyValueComesBackAsItWas(AllCodecs decoder) {
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
    assertThat(ConsensusMessage.ProposalMessage.CODEC.decode(with.canonical()).orThrow())
        .isEqualTo(with);
    assertThat(ConsensusMessage.ProposalMessage.CODEC.decode(without.canonical()).orThrow())
        .isEqualTo(without);
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
}
