package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.DecodingRejection;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.Member;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.ledger.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes are, decoding them ends in a value that has exactly this form or in a rejection.
 */
class MalformedBytesTest {
  private static final int MUTATIONS = 3_000;

  static List<AllCodecs> codecs() {
    return AllCodecs.list();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void mutatedBytesNeverThrowAndNeverLeadToAValueOfAnotherForm(AllCodecs codec) {
    List<List<Canonical>> sets =
        IntStream.range(0, 50).mapToObj(seed -> codec.samples(new Samples(seed))).toList();
    int accepted = 0;
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Random random = new Random(seed);
      List<Canonical> samples = sets.get(seed % sets.size());
      Canonical sample = samples.get(random.nextInt(samples.size()));
      byte[] input = mutated(sample.canonical().toArray(), random);
      Optional<?> decoded = codec.decode(Bytes.of(input));
      if (decoded.isPresent()) {
        assertThat(((Canonical) decoded.get()).canonical().toArray())
            .as("%s, seed %d", codec, seed)
            .isEqualTo(input);
        accepted++;
      } else {
        refused++;
      }
    }
    assertThat(refused).as("accepted %d", accepted).isGreaterThan(0);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void randomBytesNeverThrow(AllCodecs codec) {
    Random random = new Random(7);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] input = new byte[random.nextInt(80)];
      random.nextBytes(input);
      codec
          .decode(Bytes.of(input))
          .ifPresent(
              value -> assertThat(((Canonical) value).canonical().toArray()).isEqualTo(input));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everyOtherFormOfAValueIsRefusedAtEveryDepth(AllCodecs codec) {
    for (int seed = 0; seed < 8; seed++) {
      for (Canonical sample : codec.samples(new Samples(seed))) {
        byte[] source = sample.canonical().toArray();
        assertThat(WireTree.write(WireTree.parse(codec.descriptor(), source))).isEqualTo(source);
        WireTree.spoiled(codec.descriptor(), source)
            .forEach(
                (fault, bytes) ->
                    assertThat(codec.decode(Bytes.of(bytes)))
                        .as("%s of %s", fault, sample)
                        .isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void noPrefixOfAValueIsTakenForTheValue(AllCodecs codec) {
    for (Canonical sample : codec.samples(new Samples(11))) {
      byte[] source = sample.canonical().toArray();
      for (int length = 0; length < source.length; length++) {
        Bytes cut = Bytes.of(Arrays.copyOf(source, length));
        Optional<?> decoded = codec.decode(cut);
        if (decoded.isPresent()) {
          assertThat(((Canonical) decoded.get()).canonical()).isEqualTo(cut);
          assertThat(decoded.get()).isNotEqualTo(sample);
        }
      }
    }
  }

  @Test
  void aSizeAboveTheCapIsRefusedBeforeParsing() {
    Bytes garbage = Bytes.of(new byte[Header.CODEC.cap() + 1]);
    assertThat(Header.CODEC.decode(garbage))
        .isEqualTo(
            new Decoded.Malformed<>(
                DecodingRejection.tooLarge("block header", garbage.length(), Header.CODEC.cap())));
    assertThat(Committee.CODEC.decode(Bytes.of(new byte[9]), 8))
        .isEqualTo(new Decoded.Malformed<>(DecodingRejection.tooLarge("committee", 9, 8)));
  }

  @Test
  void moreElementsThanTheCapAreRefused() {
    Member member = new Samples(1).of(Member.class);
    List<WireTree.Leaf> one =
        WireTree.parse(
            AllCodecs.messages().get("Committee"),
            Committee.of(List.of(member)).canonical().toArray());
    List<WireTree.Leaf> many = new ArrayList<>();
    for (int i = 0; i <= Committee.MAX_MEMBERS; i++) {
      many.addAll(one);
    }
    assertThat(Committee.CODEC.decode(Bytes.of(WireTree.write(many))))
        .isEqualTo(
            new Decoded.Malformed<>(
                DecodingRejection.tooMany("committee", "members", Committee.MAX_MEMBERS)));
  }

  @ParameterizedTest
  @CsvSource({
    "08ffffffffffffffff7f, 9223372036854775807 accepted",
    "0880808080808080808001, above 63 bits",
    "08ffffffffffffffffff01, 64 bits set",
    "08ffffffffffffffffff02, above 64 bits",
    "08ffffffffffffffffffff01, eleven bytes"
  })
  void anUnsignedNumberIsTakenUpTo63Bits(String hex, String what) {
    Optional<Account> decoded = Account.CODEC.decode(Bytes.ofHex(hex)).toOptional();
    assertThat(decoded.isPresent()).as(what).isEqualTo(what.endsWith("accepted"));
  }

  @ParameterizedTest
  @CsvSource({
    "08ffffffff07, true",
    "088080808008, false",
    "08ffffffff0f, false",
    "088080808010, false"
  })
  void aSmallUnsignedNumberIsTakenUpTo31Bits(String hex, boolean accepted) {
    Optional<BallotCount> decoded = BallotCount.CODEC.decode(Bytes.ofHex(hex)).toOptional();
    assertThat(decoded.isPresent()).isEqualTo(accepted);
  }

  @Test
  void anEmptyHashWhereOneMustStandIsAnImpossibleValue() {
    GenesisHeader header = new Samples(5).of(GenesisHeader.class);
    List<WireTree.Leaf> tree =
        WireTree.parse(AllCodecs.messages().get("GenesisHeader"), header.canonical().toArray());
    tree.removeIf(f -> f.field.getName().equals("committee"));
    assertThat(GenesisHeader.CODEC.decode(Bytes.of(WireTree.write(tree))))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            m -> assertThat(m.rejection().sentence()).contains("a hash has " + Hash.LENGTH));
  }

  @Test
  void listsThatAreNotSortedAreImpossible() {
    Committee committee =
        Committee.of(List.of(new Samples(1).of(Member.class), new Samples(2).of(Member.class)));
    List<WireTree.Leaf> tree =
        WireTree.parse(AllCodecs.messages().get("Committee"), committee.canonical().toArray());
    tree.add(tree.remove(0));
    assertThat(Committee.CODEC.decode(Bytes.of(WireTree.write(tree))))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            m -> assertThat(m.rejection().code()).isEqualTo("impossible-value"));
  }

  @Test
  void anEnvelopeOfAnotherKindThanItsFrameSaysIsCappedByTheFramesKind() {
    PeerMessage.Ping ping = new PeerMessage.Ping(1);
    byte[] tooLong = new byte[FrameKind.PING.cap() + 1];
    assertThat(Envelope.decode(FrameKind.PING, Bytes.of(tooLong)))
        .isInstanceOf(Decoded.Malformed.class);
    assertThat(Envelope.decode(FrameKind.PING, new Envelope(ping).canonical()).orThrow())
        .isEqualTo(ping);
  }

  static byte[] mutated(byte[] source, Random random) {
    byte[] bytes = source.clone();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] source, Random random) {
    if (source.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(source.length);
    byte[] copy = source.clone();
    switch (random.nextInt(6)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = (byte) random.nextInt(256);
      case 2 -> copy = Arrays.copyOf(source, at);
      case 3 -> copy = spliced(source, at, 0, new byte[] {(byte) random.nextInt(256)});
      case 4 -> copy = spliced(source, at, 1, new byte[0]);
      default -> {
        int to = at + random.nextInt(source.length - at + 1);
        copy = spliced(source, at, 0, Arrays.copyOfRange(source, at, to));
      }
    }
    return copy;
  }

  private static byte[] spliced(byte[] source, int at, int remove, byte[] insert) {
    byte[] result = new byte[source.length - remove + insert.length];
    System.arraycopy(source, 0, result, 0, at);
    System.arraycopy(insert, 0, result, at, insert.length);
    System.arraycopy(source, at + remove, result, at + insert.length, source.length - at - remove);
    return result;
  }
}
