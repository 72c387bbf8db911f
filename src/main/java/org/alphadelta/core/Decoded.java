package org.alphadelta.core;

import java.util.Optional;
import java.util.function.Function;

/** Result of decoding bytes that somebody else chose: a value or a rejection. */
public sealed interface Decoded<T> {
  /** The bytes were exactly the canonical form of {@code value}. */
  record Ok<T>(T value) implements Decoded<T> {}

  /** The bytes are not a value's canonical form. */
  record Malformed<T>(DecodingRejection rejection) implements Decoded<T> {}

  /** The value, or empty, for callers to whom the reason does not matter. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Ok<T> ok -> Optional.of(ok.value);
      case Malformed<T> malformed -> Optional.empty();
    };
  }

  default <R> Decoded<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Ok<T> ok -> new Ok<>(change.apply(ok.value));
      case Malformed<T> malformed -> new Malformed<>(malformed.rejection);
    };
  }

  /**
   * The value of bytes that this node wrote and checked before.
   *
   * @throws IllegalArgumentException with the rejection's sentence
   */
  default T orThrow() {
    return switch (this) {
      case Ok<T> ok -> ok.value;
      case Malformed<T> malformed ->
          throw new IllegalArgumentException(malformed.rejection.sentence());
    };
  }
}
