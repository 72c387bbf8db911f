package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameReaderTest {
  private static final Bytes TAG_OF_PING = Bytes.of((byte) (14 << 3 | 2));

  @Test
  void framesTornAtEveryByteComeOutWhole() {
    Bytes frame = Frames.encode(new PeerMessage.BlocksRequest(ChainKind.DELTA, 300, 50));
    Bytes stream = joined(frame, Frames.encode(new PeerMessage.Ping(7)));
    for (int cut = 0; cut <= stream.length(); cut++) {
      FrameReader reader = new FrameReader();
      List<WireMessage> read = new ArrayList<>();
      reader.feed(stream.slice(0, cut));
      drain(reader, Phase.FULL, read);
      reader.feed(stream.slice(cut, stream.length()));
      drain(reader, Phase.FULL, read);
      assertThat(read)
          .as("cut at %d", cut)
          .containsExactly(
              new PeerMessage.BlocksRequest(ChainKind.DELTA, 300, 50), new PeerMessage.Ping(7));
      assertThat(reader.buffered()).isZero();
    }
  }

  @Test
  void anyCutOfALongStreamGivesTheSameMessages() {
    for (int seed = 0; seed < 20; seed++) {
      Samples samples = new Samples(seed);
      Random random = new Random(seed);
      List<WireMessage> sent =
          Samples.leaves(PeerMessage.class).stream()
              .map(leaf -> (WireMessage) samples.of(leaf))
              .toList();
      Bytes stream = joined(sent.stream().map(Frames::encode).toArray(Bytes[]::new));
      FrameReader reader = new FrameReader();
      List<WireMessage> read = new ArrayList<>();
      for (int at = 0; at < stream.length(); ) {
        int to = Math.min(stream.length(), at + 1 + random.nextInt(700));
        reader.feed(stream.slice(at, to));
        drain(reader, Phase.FULL, read);
        at = to;
      }
      assertThat(read).as("seed %d", seed).isEqualTo(sent);
    }
  }

  @Test
  void thePhaseMayChangeBetweenTwoFramesOfOneChunk() {
    FrameReader reader = new FrameReader();
    reader.feed(
        joined(
            Frames.encode(new HandshakeMessage.Welcome(Scope.FULL)),
            Frames.encode(new PeerMessage.Ping(1))));
    assertThat(reader.next(Phase.DIALING)).isInstanceOf(FrameRead.Whole.class);
    assertThat(reader.next(Phase.FULL)).isInstanceOf(FrameRead.Whole.class);
  }

  @ParameterizedTest
  @EnumSource(FrameKind.class)
  void aLengthAboveTheCapOfItsKindIsRefusedOnTheFirstBytes(FrameKind kind) {
    for (Phase phase : Phase.values()) {
      if (phase.takes(kind)) {
        int cap = phase.cap(kind);
        assertThat(afterHeader(phase, cap, kind)).isEqualTo(new FrameRead.NeedsMore());
        for (long lie : new long[] {cap + 1L, Integer.MAX_VALUE, 0x80000000L, 0xFFFFFFFFL}) {
          assertThat(afterHeader(phase, lie, kind))
              .as("%s of %d in %s", kind, lie, phase)
              .isEqualTo(new FrameRead.Broken(FrameRejections.tooLong(kind, lie, cap)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FrameKind.class)
  void aKindThatThePhaseDoesNotTakeIsRefusedOnTheFirstBytes(FrameKind kind) {
    for (Phase phase : Phase.values()) {
      if (!phase.takes(kind)) {
        assertThat(afterHeader(phase, 40, kind))
            .isEqualTo(new FrameRead.Broken(FrameRejections.notTaken(kind, phase)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HELLO,              DIALING ACCEPTING",
    "PROOF,              DIALING ACCEPTING",
    "WELCOME,            DIALING",
    "REFUSAL,            DIALING ACCEPTING",
    "VOTE,               FULL",
    "PROPOSAL,           FULL",
    "TRANSACTIONS,       FULL",
    "CHAIN_STATUS,       FULL READ_ONLY",
    "BLOCKS_REQUEST,     FULL READ_ONLY",
    "BLOCKS_RESPONSE,    FULL READ_ONLY",
    "ATTESTATIONS_REQUEST, FULL READ_ONLY BOOTSTRAP",
    "GENESIS_CHUNK_REQUEST, FULL READ_ONLY BOOTSTRAP",
    "PARAMETERS_REQUEST, FULL READ_ONLY BOOTSTRAP",
    "CERTIFICATES,       FULL READ_ONLY BOOTSTRAP",
    "GOODBYE,            FULL READ_ONLY BOOTSTRAP"
  })
  void eachPhaseTakesItsKinds(FrameKind kind, String phases) {
    assertThat(Arrays.stream(Phase.values()).filter(p -> p.takes(kind)).map(Phase::name))
        .containsExactly(phases.split(" "));
  }

  @Test
  void whoIsDialedTakesNoCertificatesFromAStranger() {
    assertThat(Phase.ACCEPTING.cap(FrameKind.REFUSAL)).isEqualTo(Limits.HANDSHAKE_BYTES);
    assertThat(Phase.DIALING.cap(FrameKind.REFUSAL))
        .isEqualTo(Limits.HANDSHAKE_BYTES + Limits.UPGRADE_CERTIFICATE_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, frame-too-short",
    "00000001, frame-too-short",
    "0000000500, frame-kind-unknown",
    "0000000508, frame-kind-unknown",
    "0000000570, frame-kind-unknown",
    "00000005f200, frame-kind-unknown",
    "00000005fa01, frame-kind-unknown",
    "00000005fa7f, frame-kind-unknown",
    "00000005fa80, frame-kind-unknown",
    "00000005ffff, frame-kind-unknown"
  })
  void aHeaderThatNoMessageHasIsRefused(String hex, String code) {
    FrameReader reader = new FrameReader();
    reader.feed(Bytes.ofHex(hex));
    assertThat(reader.next(Phase.FULL))
        .isInstanceOfSatisfying(
            FrameRead.Broken.class, b -> assertThat(b.rejection().code()).isEqualTo(code));
  }

  @Test
  void afterARejectionNothingIsReadOrKept() {
    FrameReader reader = new FrameReader();
    reader.feed(joined(Frames.encode(new PeerMessage.Ping(1)), Bytes.ofHex("00000000")));
    assertThat(reader.next(Phase.FULL)).isInstanceOf(FrameRead.Whole.class);
    FrameRead broken = reader.next(Phase.FULL);
    assertThat(broken).isInstanceOf(FrameRead.Broken.class);
    reader.feed(Frames.encode(new PeerMessage.Ping(2)));
    assertThat(reader.next(Phase.FULL)).isEqualTo(broken);
    assertThat(reader.buffered()).isZero();
    assertThat(reader.capacity()).isZero();
  }

  @Test
  void memoryGrowsWithWhatArrivedNotWithWhatWasDeclared() {
    FrameReader reader = new FrameReader();
    int declared = FrameKind.CERTIFICATES.cap();
    reader.feed(header(declared, FrameKind.CERTIFICATES));
    assertThat(reader.next(Phase.FULL)).isInstanceOf(FrameRead.NeedsMore.class);
    assertThat(reader.capacity()).isLessThanOrEqualTo(1024);
    int arrived = 0;
    byte[] chunk = new byte[10_000];
    while (arrived + chunk.length < declared) {
      reader.feed(Bytes.of(chunk));
      arrived += chunk.length;
      assertThat(reader.next(Phase.FULL)).isInstanceOf(FrameRead.NeedsMore.class);
      assertThat(reader.capacity())
          .isLessThanOrEqualTo(Math.max(2 * arrived + 2 * chunk.length, 1024))
          .isLessThanOrEqualTo(declared + chunk.length + Frames.LENGTH_BYTES);
    }
  }

  @Test
  void theMemoryOfALargeFrameIsGivenBack() {
    FrameReader reader = new FrameReader();
    reader.feed(
        Frames.encode(
            new GenesisMessage.ParametersResponse(
                Cid.ofContent(Bytes.EMPTY), Bytes.of(new byte[Limits.PARAMETERS_BYTES]))));
    assertThat(reader.next(Phase.FULL)).isInstanceOf(FrameRead.Whole.class);
    reader.feed(Frames.encode(new PeerMessage.Ping(1)));
    assertThat(reader.next(Phase.FULL)).isInstanceOf(FrameRead.Whole.class);
    assertThat(reader.capacity()).isLessThanOrEqualTo(1024);
  }

  @Test
  void whateverArrivesTheReaderDoesNotThrow() {
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      FrameReader reader = new FrameReader();
      byte[] stream =
          joined(
                  Frames.encode(new PeerMessage.Ping(seed)),
                  Frames.encode(new PeerMessage.ChainStatus(ChainKind.ALPHA, seed, hash())))
              .toArray();
      for (int n = random.nextInt(4); n >= 0; n--) {
        stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
      }
      reader.feed(Bytes.of(stream));
      for (int reads = 0; reads < 3; reads++) {
        if (reader.next(Phase.FULL) instanceof FrameRead.Whole whole) {
          Envelope.decode(whole.kind(), whole.content());
        }
      }
    }
  }

  @Test
  void aMessageAboveItsKindsCapIsNotMade() {
    var body = Bytes.of(new byte[Limits.PROPOSAL_MESSAGE_BYTES]);
    var tooLong =
        new PeerMessage.ConsensusFrame(
            ChainKind.ALPHA,
            new org.alphadelta.consensus.ConsensusMessage.ValueResponse(1, hash(), body));
    assertThat(Frames.fits(tooLong)).isFalse();
    assertThatThrownBy(() -> Frames.encode(tooLong)).isInstanceOf(IllegalStateException.class);
  }

  private static FrameRead afterHeader(Phase phase, long length, FrameKind kind) {
    FrameReader reader = new FrameReader();
    reader.feed(header(length, kind));
    return reader.next(phase);
  }

  private static Bytes header(long length, FrameKind kind) {
    int tag = kind.number() << 3 | 2;
    Bytes size = Bytes.of(ByteBuffer.allocate(4).putInt((int) length).array());
    return kind.number() < 16
        ? joined(size, Bytes.of((byte) tag))
        : joined(size, Bytes.of((byte) (tag & 0x7F | 0x80), (byte) (tag >>> 7)));
  }

  @Test
  void aPingStartsWithItsLengthAndKind() {
    assertThat(Frames.encode(new PeerMessage.Ping(5)))
        .isEqualTo(joined(Bytes.ofHex("00000004"), TAG_OF_PING, Bytes.ofHex("020805")));
  }

  private static void drain(FrameReader reader, Phase phase, List<WireMessage> into) {
    while (reader.next(phase) instanceof FrameRead.Whole whole) {
      into.add(Envelope.decode(whole.kind(), whole.content()).orThrow());
    }
  }

  private static Hash hash() {
    return new Hash(Bytes.of(new byte[Hash.LENGTH]));
  }

  private static Bytes joined(Bytes... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (Bytes part : parts) {
      out.writeBytes(part.toArray());
    }
    return Bytes.of(out.toByteArray());
  }
}
