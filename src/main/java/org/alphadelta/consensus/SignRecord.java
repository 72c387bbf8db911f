package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.PublicKey;

/**
 * The last thing one key signed on one chain, and the rule that keeps it from signing twice (rules
 * 21 and 24): a lower position is refused; the same with the same content gives the same signature;
 * the same with other content is refused; nothing above the terminal mark. It only rises.
 *
 * <p>{@code ordinal} counts the messages signed at the watermark's height, so that a log can tell
 * whether exactly the last one is missing. {@code last} is absent before the first signature and
 * after an operator raised the watermark.
 */
public record SignRecord(
    ChainId chain,
    PublicKey key,
    Position watermark,
    Optional<OwnMessage> last,
    long ordinal,
    Optional<Long> lastHeight)
    implements Canonical {
  private static final FieldType<Optional<Long>> MARK =
      FieldType.UINT64.as(
          plusOne -> plusOne == 0 ? Optional.empty() : Optional.of(plusOne - 1),
          mark -> mark.map(height -> height + 1).orElse(0L));

  public static final Codec<SignRecord> CODEC =
      Codec.of(
          "sign record",
          4 * Codec.SMALL_BYTES,
          Field.of(1, "chain", FieldType.message(ChainId.CODEC), SignRecord::chain),
          Field.of(2, "key", FieldType.PUBLIC_KEY, SignRecord::key),
          Field.of(3, "watermark", FieldType.message(Position.CODEC), SignRecord::watermark),
          Field.optional(4, "last", FieldType.message(OwnMessage.CODEC), SignRecord::last),
          Field.of(5, "ordinal", FieldType.UINT64, SignRecord::ordinal),
          Field.of(6, "last_height_plus_one", MARK, SignRecord::lastHeight),
          SignRecord::new);

  public SignRecord {
    if (last.isPresent() && !last.get().position().equals(watermark)) {
      throw new IllegalArgumentException("the last message stands at the watermark");
    }
    if (ordinal < 0
        || last.isPresent() && ordinal < 1
        || lastHeight.filter(h -> h < 0 || h == Long.MAX_VALUE).isPresent()) {
      throw new IllegalArgumentException(
          "ordinal and last height are not negative, the last height below the greatest number");
    }
  }

  /**
   * Created once, when a genesis is accepted, and synced before anything else of that chain exists.
   */
  public static SignRecord fresh(ChainId chain, PublicKey key) {
    return new SignRecord(chain, key, Position.NONE, Optional.empty(), 0, Optional.empty());
  }

  /** Whether this may be signed. The signature inside {@code wanted} is ignored. */
  public SigningVerdict judge(OwnMessage wanted) {
    Position position = wanted.position();
    if (!wanted.author().equals(key)) {
      return new SigningVerdict.Refused(
          ConsensusRejections.otherIdentity("key " + wanted.author()));
    }
    if (isPastMark(position.height())) {
      return new SigningVerdict.Refused(
          ConsensusRejections.pastMark(position.height(), lastHeight.orElseThrow()));
    }
    int order = position.compareTo(watermark);
    if (order > 0) {
      return new SigningVerdict.Fresh();
    }
    if (order < 0 || last.isEmpty()) {
      return new SigningVerdict.Refused(ConsensusRejections.belowWatermark(position, watermark));
    }
    return last.get().saysTheSameAs(wanted)
        ? new SigningVerdict.Repeat(last.get().signature())
        : new SigningVerdict.Refused(ConsensusRejections.otherContent(position));
  }

  /** Whether the terminal mark forbids every signature at this height. */
  boolean isPastMark(long height) {
    return lastHeight.filter(last -> height > last).isPresent();
  }

  /** The record after signing a message that {@link #judge} calls fresh. */
  public SignRecord signed(OwnMessage message) {
    if (!(judge(message) instanceof SigningVerdict.Fresh)) {
      throw new IllegalStateException("signed against the rule: " + message + " over " + this);
    }
    long next = message.position().height() == watermark.height() ? ordinal + 1 : 1;
    return new SignRecord(chain, key, message.position(), Optional.of(message), next, lastHeight);
  }

  /**
   * Whether a valid signature of this key, seen elsewhere, proves that another process or an older
   * disk signs with it: it is above the watermark, or at it with other content.
   */
  public boolean contradicts(OwnMessage seen) {
    int order = seen.position().compareTo(watermark);
    return order > 0 || order == 0 && last.filter(l -> !l.saysTheSameAs(seen)).isPresent();
  }

  /**
   * Sets the terminal mark: no signature above this height, ever. Marks only fall; a second, higher
   * one changes nothing.
   */
  public SignRecord stoppedAfter(long height) {
    long mark = Math.min(height, lastHeight.orElse(height));
    return new SignRecord(chain, key, watermark, last, ordinal, Optional.of(mark));
  }

  /**
   * Raises the watermark for an operator.
   *
   * @throws IllegalArgumentException when the new watermark is not above the present one
   */
  public SignRecord raisedTo(Position raised) {
    if (raised.compareTo(watermark) <= 0) {
      throw new IllegalArgumentException(
          "a watermark only rises: found " + raised + ", expected above " + watermark);
    }
    long counted = raised.height() == watermark.height() ? ordinal : 0;
    return new SignRecord(chain, key, raised, Optional.empty(), counted, lastHeight);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
