package org.alphadelta.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeEventsTest {
  private static final EventCodecs CODECS = NodeEvents.codecs();

  static Stream<Class<?>> kinds() {
    return Stream.of(GovernorEvent.class, RatifierEvent.class, GenesisEvent.class, Evidence.class)
        .flatMap(family -> Samples.leaves(family).stream());
  }

  @Test
  void thereIsACodecForEveryKindOfEvent() {
    assertThat(CODECS.types()).containsExactlyInAnyOrderElementsOf(kinds().toList());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyEventComesBackFromItsRecordWithASentence(Class<?> kind) {
    Samples samples = new Samples(3);
    for (int i = 0; i < 30; i++) {
      Canonical event = (Canonical) samples.of(kind);
      JournalRecord record = LinkChain.start("s").next(event, CODECS, i).record();
      EventReading reading = CODECS.read(record);
      assertThat(reading).isInstanceOf(EventReading.Known.class);
      assertThat(((EventReading.Known) reading).event()).isEqualTo(event);
      assertThat(((EventReading.Known) reading).sentence()).endsWith(".");
      assertThat(JournalRecord.CODEC.decode(record.canonical()).orThrow()).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void bytesThatNoEventWritesAreMalformed(Class<?> kind) {
    Canonical event = (Canonical) new Samples(4).of(kind);
    JournalRecord record = LinkChain.start("s").next(event, CODECS, 1).record();
    Bytes payload = record.payload();
    List<Bytes> bad = new ArrayList<>();
    bad.add(payload.slice(0, payload.length() - 1));
    bad.add(Bytes.of(concat(payload.toArray(), (byte) 0xf8, (byte) 0x07, (byte) 1)));
    byte[] noise = new byte[40];
    new Random(9).nextBytes(noise);
    bad.add(Bytes.of(noise));
    for (Bytes bytes : bad) {
      JournalRecord changed =
          JournalRecord.linked("s", 1, record.previous(), record.manifest(), bytes, 1);
      assertThat(CODECS.read(changed)).isInstanceOf(EventReading.Malformed.class);
    }
  }

  @Test
  void anUnknownManifestIsUnknownAndNotMalformed() {
    JournalRecord record =
        JournalRecord.linked(
            "s", 1, JournalRecord.NOTHING_BEFORE, "elsewhere.happened.1", Bytes.EMPTY, 1);
    assertThat(CODECS.read(record)).isEqualTo(new EventReading.Unknown("elsewhere.happened.1"));
  }

  private static byte[] concat(byte[] first, byte... more) {
    byte[] whole = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, whole, first.length, more.length);
    return whole;
  }
}
