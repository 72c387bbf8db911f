package org.alphadelta.serial;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One kind of message between the machines of one operator: its manifest, short and versioned
 * ({@code governor.cast.1}), the actor's class {@code type}, and its protobuf message {@code P}.
 * {@code reader} throws {@link IllegalArgumentException} on fields that make no {@code M}.
 */
public record MessageCodec<M, P extends Message>(
    String manifest,
    Class<M> type,
    Parser<P> parser,
    BiFunction<M, ActorRefs, P> writer,
    BiFunction<P, ActorRefs, M> reader) {

  /** A codec of a message without actor references. */
  public static <M, P extends Message> MessageCodec<M, P> of(
      String manifest,
      Class<M> type,
      Parser<P> parser,
      Function<M, P> writer,
      Function<P, M> reader) {
    return new MessageCodec<>(
        manifest,
        type,
        parser,
        (message, refs) -> writer.apply(message),
        (fields, refs) -> reader.apply(fields));
  }

  byte[] encode(Object message, ActorRefs refs) {
    return writer.apply(type.cast(message), refs).toByteArray();
  }

  /** Decodes a message; unknown fields are ignored. */
  M decode(byte[] bytes, ActorRefs refs) {
    P fields;
    try {
      fields = parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("malformed: " + e.getMessage(), e);
    }
    return reader.apply(fields, refs);
  }
}
