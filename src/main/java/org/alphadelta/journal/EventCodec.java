package org.alphadelta.journal;

import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Decoded;

/**
 * One kind of event: its manifest ({@code governor.vote-recorded.1}: stream, kind, version), the
 * codec of its canonical bytes, and its sentence for people. The layout of a version never changes:
 * a new layout gets a new manifest.
 *
 * @param codec may also read siblings of {@code type}; their payload under this manifest is
 *     malformed
 */
public record EventCodec<E extends Canonical>(
    String manifest, Class<E> type, Codec<? super E> codec, Function<E, String> teller) {
  public EventCodec {
    if (!JournalRecord.isManifest(manifest)) {
      throw new IllegalArgumentException("a manifest is 'name.version', found '" + manifest + "'");
    }
  }

  Bytes encode(Object event) {
    return codec.encode(type.cast(event));
  }

  /** Decodes a payload; never {@code Unknown}. */
  EventReading read(Bytes payload) {
    Decoded<?> decoded = codec.decode(payload);
    return switch (decoded) {
      case Decoded.Malformed<?> malformed ->
          new EventReading.Malformed(manifest, malformed.rejection().sentence());
      case Decoded.Ok<?> ok -> known(ok.value());
    };
  }

  private EventReading known(Object value) {
    if (!type.isInstance(value)) {
      return new EventReading.Malformed(
          manifest,
          "found " + value.getClass().getSimpleName() + ", expected " + type.getSimpleName());
    }
    E event = type.cast(value);
    return new EventReading.Known(event, teller.apply(event));
  }
}
