package org.alphadelta.serial;

import java.util.List;
import java.util.function.BiFunction;
import org.alphadelta.core.Bytes;

/**
 * One kind of message between the machines of one operator, as a list of parts: canonical bytes of
 * values, actor references through {@link ActorRefs}, numbers through {@link Parts}. Its manifest
 * is short and versioned ({@code governor.cast-vote.1}). The reader throws {@link
 * IllegalArgumentException} on parts it did not write.
 */
public record MessageCodec<M>(
    String manifest,
    Class<M> type,
    BiFunction<M, ActorRefs, List<Bytes>> writer,
    BiFunction<Parts, ActorRefs, M> reader) {
  /** For a message without actor references. */
  public static <M> MessageCodec<M> of(
      String manifest,
      Class<M> type,
      java.util.function.Function<M, List<Bytes>> writer,
      java.util.function.Function<Parts, M> reader) {
    return new MessageCodec<>(
        manifest,
        type,
        (message, refs) -> writer.apply(message),
        (parts, refs) -> reader.apply(parts));
  }

  List<Bytes> write(Object message, ActorRefs refs) {
    return writer.apply(type.cast(message), refs);
  }
}
