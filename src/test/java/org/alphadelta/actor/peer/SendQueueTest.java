package org.alphadelta.actor.peer;

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

class SendQueueTest {
  private static final Hash HASH = Sha256.plain(Bytes.utf8("x"));
  private static final WireMessage URGENT = new PeerMessage.Ping(7);
  private static final WireMessage STATUS = new PeerMessage.ChainStatus(ChainKind.ALPHA, 5, HASH);
  private static final WireMessage BULK =
      new GenesisMessage.ParametersResponse(new Cid(HASH), Bytes.of(new byte[1 << 20]));

  private final SendQueue queue = new SendQueue();

  private List<Bytes> drain() {
    List<Bytes> all = new ArrayList<>();
    for (List<Bytes> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
      all.addAll(batch);
    }
    return all;
  }

  @Test
  void theUrgentLeavesBeforeProposalsAndProposalsBeforeTheRestWhateverCameFirst() {
    for (WireMessage message : List.of(BULK, STATUS, URGENT, BULK)) {
      assertThat(queue.put(message)).isTrue();
    }
    assertThat(drain())
        .containsExactly(
            Frames.encode(URGENT), Frames.encode(STATUS), Frames.encode(BULK), Frames.encode(BULK));
  }

  @Test
  void theUrgentPassesWhatHasWaitedLongest() {
    for (int i = 0; i < 5; i++) {
      queue.put(BULK);
    }
    queue.take();
    queue.put(URGENT);
    assertThat(queue.take().get(0)).isEqualTo(Frames.encode(URGENT));
  }

  @Test
  void sameLaneKeepsItsOrder() {
    for (int i = 0; i < 50; i++) {
      queue.put(new PeerMessage.Ping(i));
    }
    List<Bytes> sent = drain();
    for (int i = 0; i < 50; i++) {
      assertThat(sent.get(i)).isEqualTo(Frames.encode(new PeerMessage.Ping(i)));
    }
  }

  @Test
  void aFullLaneRefusesMoreAndTheOthersStillTake() {
    int taken = 0;
    while (queue.put(BULK)) {
      taken++;
      assertThat(taken).isLessThan(64);
    }
    assertThat(taken).isEqualTo(31);
    assertThat(queue.put(URGENT)).isTrue();
    assertThat(queue.put(STATUS)).isTrue();
  }

  @Test
  void whatWasTakenMakesRoomAgain() {
    while (queue.put(BULK)) {}
    drain();
    assertThat(queue.put(BULK)).isTrue();
    assertThat(drain()).hasSize(1);
  }
}
