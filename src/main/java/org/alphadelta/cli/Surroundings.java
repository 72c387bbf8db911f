package org.alphadelta.cli;

import java.util.List;
import java.util.function.Supplier;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.config.Setting;
import org.alphadelta.inspect.MeaningRule;
import org.alphadelta.journal.EventCodecs;

/**
 * What the composition root tells the commands: the shell, the build, its further configuration
 * keys, its event codecs and its further rules about what events mean.
 */
public record Surroundings(
    Shell shell,
    BuildInfo build,
    List<Setting<?>> settings,
    EventCodecs codecs,
    List<Supplier<MeaningRule>> rules) {
  public Surroundings {
    settings = List.copyOf(settings);
    rules = List.copyOf(rules);
  }

  /** The same, in another shell. */
  public Surroundings in(Shell other) {
    return new Surroundings(other, build, settings, codecs, rules);
  }
}
