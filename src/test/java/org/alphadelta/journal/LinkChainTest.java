package org.alphadelta.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernorEvent;
import org.junit.jupiter.api.Test;

class LinkChainTest {
  private static final EventCodecs CODECS = NodeEvents.codecs();
  private static final Hash CHAIN = Sha256.plain(Bytes.utf8("chain"));
  private static final GovernorEvent EVENT =
      new GovernorEvent.VoteCast(CHAIN, Sha256.plain(Bytes.utf8("proposal")), Ballot.NO);

  @Test
  void linksEachRecordToTheOneBefore() {
    LinkChain chain = LinkChain.start("governor");
    Linked<GovernorEvent> first = chain.next(EVENT, CODECS, 1_000);
    Linked<GovernorEvent> second = chain.after(first).next(EVENT, CODECS, 1_000);
    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.record().previous()).isEqualTo(JournalRecord.NOTHING_BEFORE);
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.record().previous()).isEqualTo(first.record().link());
    assertThat(second.record().link()).isNotEqualTo(first.record().link());
    LinkChain stands = chain.after(first).after(second);
    assertThat(stands).isEqualTo(new LinkChain("governor", 2, second.record().link()));
  }

  /**
   * Fixed bytes: another verifier, in another language, must get the same link. Also in
   * docs/journal-format.md.
   */
  @Test
  void linksAsTheFormatSays() {
    JournalRecord record = LinkChain.start("governor").next(EVENT, CODECS, 1_000).record();
    assertThat(record.manifest()).isEqualTo("governor.vote-cast.1");
    assertThat(record.payload().hex())
        .isEqualTo(
            "0a20" + CHAIN.hex() + "1220" + Sha256.plain(Bytes.utf8("proposal")).hex() + "1802");
    assertThat(record.link().hex())
        .isEqualTo("0604470e1ed7e931a2e204656696efbb1fe6b2abb25c584a77ee26027a0793b2");
    assertThat(Sha256.plain(record.canonical()).hex())
        .isEqualTo("23f9b839485c53dedd730174d37f517fb479df8ef0507a42c4b157012b1ccb5b");
  }

  @Test
  void goesOnOnlyWithTheRecordThatFollows() {
    LinkChain chain = LinkChain.start("governor");
    Linked<GovernorEvent> first = chain.next(EVENT, CODECS, 5);
    LinkChain after = chain.after(first);
    Linked<GovernorEvent> second = after.next(EVENT, CODECS, 6);
    JournalRecord r = second.record();
    List<JournalRecord> wrong = new ArrayList<>();
    wrong.add(first.record());
    wrong.add(
        new JournalRecord("ratifier", 2, r.previous(), r.manifest(), r.payload(), 6, r.link()));
    wrong.add(
        new JournalRecord("governor", 3, r.previous(), r.manifest(), r.payload(), 6, r.link()));
    wrong.add(new JournalRecord("governor", 2, CHAIN, r.manifest(), r.payload(), 6, r.link()));
    wrong.add(
        new JournalRecord("governor", 2, r.previous(), r.manifest(), r.payload(), 7, r.link()));
    wrong.add(
        new JournalRecord(
            "governor", 2, r.previous(), "governor.vote-cast.2", r.payload(), 6, r.link()));
    wrong.add(new JournalRecord("governor", 2, r.previous(), r.manifest(), r.payload(), 6, CHAIN));
    for (JournalRecord record : wrong) {
      assertThatThrownBy(() -> after.after(new Linked<>(record, EVENT)))
          .as(record.toString())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("journal broken");
    }
    assertThat(after.after(second).sequence()).isEqualTo(2);
  }

  @Test
  void refusesAnEventWithoutACodec() {
    EventCodecs none = EventCodecs.of(List.of());
    assertThatThrownBy(() -> LinkChain.start("governor").next(EVENT, none, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no codec");
  }

  @Test
  void refusesTwoCodecsForOneManifest() {
    UnaryOperator<EventCodecs> twice = codecs -> codecs.and(EvidenceCodecs.ALL);
    assertThatThrownBy(() -> twice.apply(CODECS)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPayloadThatIsNotTheEvent() {
    JournalRecord record = LinkChain.start("governor").next(EVENT, CODECS, 1).record();
    GenesisEvent other =
        new GenesisEvent.GenesisImported(
            new org.alphadelta.core.GenesisPairId(NetworkId.DEVNET, 0, CHAIN, CHAIN));
    assertThatThrownBy(() -> new Linked<>(record, other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
