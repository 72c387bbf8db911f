package org.alphadelta.config;

import com.typesafe.config.ConfigException.BadValue;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses a value from a file (text, number, list) or a variable (text).
 *
 * @param expected completes "expected ..." in an error
 */
public record ValueFormat<T>(String expected, Function<Object, Optional<T>> reader) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9a-fA-F:.]+]|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

  /** The value; empty when it is malformed. */
  public Optional<T> read(Object raw) {
    return reader.apply(raw);
  }

  public static ValueFormat<Integer> port() {
    return integer(0, 65535, "a port from 0 to 65535");
  }

  public static ValueFormat<Integer> integer(int least, int most) {
    return integer(least, most, "a whole number from " + least + " to " + most);
  }

  private static ValueFormat<Integer> integer(int least, int most, String expected) {
    return new ValueFormat<>(
        expected, raw -> whole(raw).filter(n -> n >= least && n <= most).map(Math::toIntExact));
  }

  public static ValueFormat<Boolean> bool() {
    return oneOf(Map.of("true", true, "false", false), List.of("true", "false"));
  }

  /** A time with unit, from {@code least} to ten minutes. */
  public static ValueFormat<Duration> duration(Duration least) {
    return new ValueFormat<>(
        "a time with unit, like 500ms or 3s, from " + least.toMillis() + "ms to 600s",
        raw ->
            time(raw)
                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(Duration.ofMinutes(10)) <= 0));
  }

  public static ValueFormat<String> host() {
    return new ValueFormat<>(
        "a host name or address", raw -> text(raw).filter(t -> HOST.matcher(t).matches()));
  }

  /** A host; the empty text means none. */
  @SuppressWarnings("OptionalMapToOptional") // outer: is it well formed; inner: is there one
  public static ValueFormat<Optional<String>> optionalHost() {
    return new ValueFormat<>(
        "a host name or address, or \"\" for none",
        raw ->
            text(raw)
                .filter(t -> t.isEmpty() || HOST.matcher(t).matches())
                .map(t -> Optional.of(t).filter(host -> !host.isEmpty())));
  }

  public static ValueFormat<String> fileName() {
    return new ValueFormat<>("the name of a file", raw -> text(raw).filter(t -> !t.isBlank()));
  }

  public static ValueFormat<List<PeerAddress>> peers() {
    return new ValueFormat<>("a list of " + PeerAddress.EXPECTED, ValueFormat::peers);
  }

  /** One of {@code choices}, by label. */
  public static <T> ValueFormat<T> oneOf(Map<String, T> choices, List<String> order) {
    return new ValueFormat<>(String.join(" or ", order), raw -> text(raw).map(choices::get));
  }

  private static Optional<List<PeerAddress>> peers(Object raw) {
    List<String> texts = new ArrayList<>();
    if (raw instanceof List<?> list) {
      list.forEach(element -> texts.add(String.valueOf(element)));
    } else {
      Stream.of(String.valueOf(raw).split(","))
          .map(String::trim)
          .filter(t -> !t.isEmpty())
          .forEach(texts::add);
    }
    List<PeerAddress> peers = texts.stream().flatMap(t -> PeerAddress.parse(t).stream()).toList();
    return peers.size() == texts.size() ? Optional.of(peers) : Optional.empty();
  }

  private static Optional<String> text(Object raw) {
    return switch (raw) {
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      case Boolean bool -> Optional.of(bool.toString());
      default -> Optional.empty();
    };
  }

  private static Optional<Long> whole(Object raw) {
    return text(raw)
        .map(String::trim)
        .filter(t -> t.matches("[+-]?[0-9]{1,18}"))
        .map(Long::parseLong);
  }

  /** HOCON's durations, except that a bare number is refused: its unit would be a guess. */
  private static Optional<Duration> time(Object raw) {
    if (!(raw instanceof String text) || text.trim().matches("[0-9.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigFactory.parseMap(Map.of("t", text.trim())).getDuration("t"));
    } catch (BadValue e) {
      return Optional.empty();
    }
  }
}
