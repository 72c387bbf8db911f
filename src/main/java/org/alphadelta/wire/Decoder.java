package org.alphadelta.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;

/**
 * The way from bytes to one type of value. Total: whatever the bytes are, the answer is a value
 * whose canonical form they are, or a rejection. It does not know whether what the value claims is
 * true.
 */
public final class Decoder<T extends Canonical> {
  private final String type;
  private final int cap;
  private final Descriptor descriptor;
  private final Function<byte[], Decoded<T>> parse;

  private Decoder(String type, int cap, Descriptor descriptor, Function<byte[], Decoded<T>> parse) {
    this.type = type;
    this.cap = cap;
    this.descriptor = descriptor;
    this.parse = parse;
  }

  /**
   * A decoder by way of a generated message.
   *
   * @param type the noun that rejections use
   * @param cap most bytes of one value
   * @param value builds the value; refuses the impossible with {@link IllegalArgumentException}
   */
  public static <M extends Message, T extends Canonical> Decoder<T> of(
      String type, int cap, Descriptor descriptor, Parser<M> parser, Function<M, T> value) {
    return new Decoder<>(type, cap, descriptor, input -> parsed(type, parser, value, input));
  }

  /** Decodes with this type's own cap. */
  public Decoded<T> decode(Bytes input) {
    return decode(input, cap);
  }

  /** Decodes at most {@code most} bytes; a caller with a cap of its own may lower or raise it. */
  public Decoded<T> decode(Bytes input, int most) {
    if (input.length() > most) {
      return new Decoded.Malformed<>(new WireRejection.TooLarge(type, input.length(), most));
    }
    byte[] bytes = input.toArray();
    Optional<WireRejection> fault = Layout.check(descriptor, bytes);
    return fault.isPresent() ? new Decoded.Malformed<>(fault.get()) : parse.apply(bytes);
  }

  public String type() {
    return type;
  }

  /** Most bytes of one value unless the caller says otherwise. */
  public int cap() {
    return cap;
  }

  Descriptor descriptor() {
    return descriptor;
  }

  private static <M extends Message, T extends Canonical> Decoded<T> parsed(
      String type, Parser<M> parser, Function<M, T> value, byte[] input) {
    T decoded;
    try {
      decoded = value.apply(parser.parseFrom(input));
    } catch (InvalidProtocolBufferException e) {
      return new Decoded.Malformed<>(
          new WireRejection.BadLayout(type, 0, String.valueOf(e.getMessage()), "protobuf"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Decoded.Malformed<>(
          new WireRejection.Impossible(type, String.valueOf(e.getMessage())));
    }
    byte[] canonical = decoded.canonical().toArray();
    int difference = Arrays.mismatch(canonical, input);
    return difference < 0
        ? new Decoded.Ok<>(decoded)
        : new Decoded.Malformed<>(new WireRejection.NotCanonical(type, difference));
  }
}
