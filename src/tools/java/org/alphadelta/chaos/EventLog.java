package org.alphadelta.chaos;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The events of one run, one line each, for people: virtual time, node, chain, the node's height,
 * round and step, and the event. It uses no randomness of the run and changes no trace.
 */
final class EventLog implements AutoCloseable {
  /** Writes nothing. */
  static final EventLog NONE = new EventLog(Optional.empty());

  private final Optional<PrintWriter> out;

  private EventLog(Optional<PrintWriter> out) {
    this.out = out;
  }

  static EventLog to(Writer out) {
    return new EventLog(Optional.of(new PrintWriter(out)));
  }

  /**
   * An event of a node, or of another named thing.
   *
   * @param position chain, height, round and step
   */
  void add(long millis, String who, Supplier<String> position, Supplier<String> what) {
    out.ifPresent(
        writer ->
            writer.print(
                String.format(
                    Locale.ROOT,
                    "%8d ms  %-7s  %-24s  %s\n",
                    millis,
                    who,
                    position.get(),
                    what.get())));
  }

  /** An event of the whole run. */
  void add(long millis, Supplier<String> what) {
    add(millis, "run", () -> "", what);
  }

  /** Whether a line was lost, on a full disk for example. */
  boolean failed() {
    return out.filter(PrintWriter::checkError).isPresent();
  }

  @Override
  public void close() {
    out.ifPresent(PrintWriter::close);
  }
}
