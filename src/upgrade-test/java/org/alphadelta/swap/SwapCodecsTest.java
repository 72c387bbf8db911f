package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.journal.EventCodec;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.NodeEvents;
import org.junit.jupiter.api.Test;

class SwapCodecsTest {
  private static final SwapWorld WORLD = new SwapWorld();
  private static final EventCodecs CODECS = NodeEvents.codecs().and(SwapCodecs.ALL);

  private static List<ChainSwapEvent> everyEvent() {
    List<ChainSwapEvent> events = new ArrayList<>(ChainSwapStateTest.events(WORLD, 3));
    events.add(new ChainSwapEvent.SourceClosed(WORLD.proposal.id(), 41, SwapWorld.hash("d")));
    events.add(new ChainSwapEvent.HandedOver(WORLD.proposal.id(), WORLD.targetId()));
    for (Obstacle.Kind kind : Obstacle.Kind.values()) {
      events.add(
          new ChainSwapEvent.Blocked(
              WORLD.proposal.id(),
              WORLD.sourceId(),
              WORLD.targetId(),
              SwapWorld.HEIGHT,
              Obstacle.of(kind, ChainKind.ALPHA + " state_root", "ä".repeat(600), "b")));
    }
    return events;
  }

  @Test
  void everyEventComesBackFromItsBytes() {
    LinkChain chain = LinkChain.start(ChainSwap.STREAM);
    for (ChainSwapEvent event : everyEvent()) {
      JournalRecord record = chain.next(event, CODECS, 1).record();

      EventReading reading = CODECS.read(record);

      assertThat(reading).isInstanceOf(EventReading.Known.class);
      assertThat(((EventReading.Known) reading).event()).isEqualTo(event);
      assertThat(((EventReading.Known) reading).sentence()).endsWith(".");
    }
  }

  @Test
  void anObstacleWithATextThatWasNotCutIsRefused() {
    String longest = "x".repeat(500);
    for (String subject : List.of(longest, longest + "x")) {
      Bytes bytes =
          new CanonicalWriter()
              .uint(1, Obstacle.Kind.DISK_FAILED.number())
              .text(2, subject)
              .text(3, "b")
              .text(4, "c")
              .toBytes();
      assertThat(Obstacle.CODEC.decode(bytes).toOptional().map(Obstacle::subject))
          .isEqualTo(subject.equals(longest) ? Optional.of(longest) : Optional.empty());
    }
  }

  @Test
  void everyKindOfEventHasACodec() {
    assertThat(SwapCodecs.ALL.stream().<Class<?>>map(EventCodec::type).toList())
        .containsExactlyInAnyOrder(ChainSwapEvent.class.getPermittedSubclasses());
  }

  @Test
  void theWholeStoryOfAnUpgradeIsSound() {
    List<String> wrong = verdicts(ChainSwapStateTest.events(WORLD, SwapWorld.MIN_ALPHA_BLOCKS));

    assertThat(wrong).isEmpty();
  }

  @Test
  void deltaBeforeEnoughAlphaBlocksIsSeen() {
    assertThat(verdicts(ChainSwapStateTest.events(WORLD, SwapWorld.MIN_ALPHA_BLOCKS - 1)))
        .containsExactly("stable at alpha height 2, expected at least 3");
  }

  @Test
  void aLeftOutStepIsSeen() {
    List<ChainSwapEvent> events = new ArrayList<>(ChainSwapStateTest.events(WORLD, 3));
    for (int left = 1; left < events.size() - 1; left++) {
      List<ChainSwapEvent> story = new ArrayList<>(events);
      story.remove(left);

      assertThat(verdicts(story)).as("without " + events.get(left).getClass()).isNotEmpty();
    }
  }

  private static List<String> verdicts(List<ChainSwapEvent> story) {
    List<String> wrong = new ArrayList<>();
    SuccessionCheck check = new SuccessionCheck();
    LinkChain chain = LinkChain.start(ChainSwap.STREAM);
    for (ChainSwapEvent event : story) {
      check.see(chain.next(event, CODECS, 1).record(), event, wrong::add);
    }
    return wrong;
  }
}
