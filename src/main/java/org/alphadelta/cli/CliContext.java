package org.alphadelta.cli;

import java.util.List;
import java.util.function.Supplier;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.config.Setting;
import org.alphadelta.inspect.MeaningCheck;
import org.alphadelta.journal.EventCodecs;

/**
 * What the composition root tells the commands: the shell, the build, its further configuration
 * keys, its event codecs and its further rules about what events mean.
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

  /** The same, in another shell. */
  public CliContext in(Shell other) {
    return new CliContext(other, build, settings, codecs, checks);
  }
}
