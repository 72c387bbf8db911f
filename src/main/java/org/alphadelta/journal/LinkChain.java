package org.alphadelta.journal;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Hash;

/**
 * Position of a stream: its last sequence number and link. Part of an event-sourced actor's state;
 * pure.
 */
public record LinkChain(String stream, long sequence, Hash link) {
  /** Before a stream's first record. */
  public static LinkChain start(String stream) {
    return new LinkChain(stream, 0, JournalRecord.NOTHING_BEFORE);
  }

  /**
   * Makes an event the next record of this stream. {@code timeMillis} comes with the command that
   * led to it.
   */
  public <E extends Canonical> Linked<E> next(E event, EventCodecs codecs, long timeMillis) {
    EventCodec<?> codec = codecs.codecOf(event);
    Bytes payload = codec.encode(event);
    JournalRecord record =
        JournalRecord.linked(stream, sequence + 1, link, codec.manifest(), payload, timeMillis);
    return new Linked<>(record, event);
  }

  /**
   * The position after one more record.
   *
   * @throws IllegalStateException when the record does not follow: the journal must not be
   *     continued
   */
  public LinkChain after(Linked<?> linked) {
    JournalRecord record = linked.record();
    if (!record.stream().equals(stream)
        || record.sequence() != sequence + 1
        || !record.previous().equals(link)
        || !record.link().equals(record.expectedLink())) {
      throw new IllegalStateException(
          "journal broken: "
              + stream
              + " stands at "
              + sequence
              + " with link "
              + link
              + ", found "
              + record.stream()
              + " "
              + record.sequence()
              + " after "
              + record.previous()
              + " with link "
              + record.link()
              + ", expected link "
              + record.expectedLink());
    }
    return new LinkChain(stream, record.sequence(), record.link());
  }
}
