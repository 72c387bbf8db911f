package org.alphadelta.cli;

import java.util.List;
import java.util.function.Supplier;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.config.Setting;
import org.alphadelta.inspect.MeaningCheck;
import org.alphadelta.journal.EventCodecs;

/**
 * Supplied by the composition root: the shell, the build, and its additional configuration keys,
 * event codecs and journal checks.
 */
public record CliContext(
    Shell shell,
    BuildInfo build,
    List<Setting<?>> settings,
    EventCodecs codecs,
    List<Supplier<MeaningCheck>> checks) {
  public CliContext {
    settings = List.copyOf(settings);
    checks = List.copyOf(checks);
  }

  /** The same context in another shell. */
  public CliContext in(Shell other) {
    return new CliContext(other, build, settings, codecs, checks);
  }
}
