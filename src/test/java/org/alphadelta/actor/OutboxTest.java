package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.alphadelta.wire.Frames;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.WireMessage;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Hash HASH = Sha256.plain(Bytes.utf8("x"));
  private static final WireMessage URGENT = new PeerMessage.Ping(7);
  private static final WireMessage STATUS = new PeerMessage.ChainStatus(ChainKind.ALPHA, 5, HASH);
  private static final WireMessage BULK =
      new GenesisMessage.ParametersResponse(new Cid(HASH), Bytes.of(new byte[1 << 20]));

  private final Outbox outbox = new Outbox();

  private List<Bytes> drain() {
    List<Bytes> all = new ArrayList<>();
    for (List<Bytes> batch = outbox.take(); !batch.isEmpty(); batch = outbox.take()) {
      all.addAll(batch);
    }
    return all;
  }

  @Test
  void theUrgentLeavesBeforeProposalsAndProposalsBeforeTheRestWhateverCameFirst() {
    for (WireMessage message : List.of(BULK, STATUS, URGENT, BULK)) {
      assertThat(outbox.put(message)).isTrue();
    }
    assertThat(drain())
        .containsExactly(
            Frames.encode(URGENT), Frames.encode(STATUS), Frames.encode(BULK), Frames.encode(BULK));
  }

  @Test
  void theUrgentPassesWhatHasWaitedLongest() {
    for (int i = 0; i < 5; i++) {
      outbox.put(BULK);
    }
    outbox.take();
    outbox.put(URGENT);
    assertThat(outbox.take().get(0)).isEqualTo(Frames.encode(URGENT));
  }

  @Test
  void sameLaneKeepsItsOrder() {
    for (int i = 0; i < 50; i++) {
      outbox.put(new PeerMessage.Ping(i));
    }
    List<Bytes> sent = drain();
    for (int i = 0; i < 50; i++) {
      assertThat(sent.get(i)).isEqualTo(Frames.encode(new PeerMessage.Ping(i)));
    }
  }

  @Test
  void aFullLaneRefusesMoreAndTheOthersStillTake() {
    int taken = 0;
    while (outbox.put(BULK)) {
      taken++;
      assertThat(taken).isLessThan(64);
    }
    assertThat(taken).isEqualTo(31);
    assertThat(outbox.put(URGENT)).isTrue();
    assertThat(outbox.put(STATUS)).isTrue();
  }

  @Test
  void whatWasTakenMakesRoomAgain() {
    while (outbox.put(BULK)) {}
    drain();
    assertThat(outbox.put(BULK)).isTrue();
    assertThat(drain()).hasSize(1);
  }
}
