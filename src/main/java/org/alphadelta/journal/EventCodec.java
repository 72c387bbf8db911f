package org.alphadelta.journal;

import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.DecodingRejection;
import org.alphadelta.wire.Decoder;

/**
 * One kind of event, its manifest ({@code governor.vote-recorded.1}: stream, kind, version), the
 * decoder of its canonical bytes, and the sentence that tells it to people. A version never changes
 * its layout: a new layout is a new manifest.
 */
public record EventCodec<E extends Canonical>(
    String manifest,
    Class<E> type,
    Function<Bytes, Decoded<? extends Canonical>> decoder,
    Function<E, String> teller) {
  public EventCodec {
    if (!JournalRecord.isManifest(manifest)) {
      throw new IllegalArgumentException("a manifest is 'name.version', found '" + manifest + "'");
    }
  }

  public static <E extends Canonical> EventCodec<E> of(
      String manifest, Class<E> type, Codec<E> codec, Function<E, String> teller) {
    return new EventCodec<>(manifest, type, codec::decode, teller);
  }

  /**
   * {@code decoder} may also read siblings of {@code type}; their payload under this manifest is
   * malformed.
   */
  public static <E extends Canonical> EventCodec<E> of(
      String manifest,
      Class<E> type,
      Decoder<? extends Canonical> decoder,
      Function<E, String> teller) {
    return new EventCodec<>(manifest, type, bytes -> decoded(decoder, bytes), teller);
  }

  private static <T extends Canonical> Decoded<T> decoded(Decoder<T> decoder, Bytes bytes) {
    return switch (decoder.decode(bytes)) {
      case org.alphadelta.wire.Decoded.Ok<T> ok -> new Decoded.Ok<>(ok.value());
      case org.alphadelta.wire.Decoded.Malformed<T> malformed ->
          new Decoded.Malformed<>(
              new DecodingRejection(
                  DecodingRejection.Kind.BAD_LAYOUT,
                  malformed.rejection().found(),
                  malformed.rejection().expected()));
    };
  }

  Bytes encode(Object event) {
    return type.cast(event).canonical();
  }

  /** A reading that is {@code Known} or {@code Malformed}. */
  EventReading read(Bytes payload) {
    Decoded<? extends Canonical> decoded = decoder.apply(payload);
    return switch (decoded) {
      case Decoded.Malformed<? extends Canonical> malformed ->
          new EventReading.Malformed(manifest, malformed.rejection().sentence());
      case Decoded.Ok<? extends Canonical> ok -> known(ok.value());
    };
  }

  private EventReading known(Canonical value) {
    if (!type.isInstance(value)) {
      return new EventReading.Malformed(
          manifest,
          "found " + value.getClass().getSimpleName() + ", expected " + type.getSimpleName());
    }
    E event = type.cast(value);
    return new EventReading.Known(event, teller.apply(event));
  }
}
