package org.alphadelta.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alphadelta.actor.Succession;
import org.alphadelta.cli.Surroundings;
import org.alphadelta.config.Setting;
import org.alphadelta.inspect.MeaningRule;
import org.alphadelta.journal.EventCodec;
import org.alphadelta.journal.EventCodecs;

/** This build follows the chain it runs and has nothing to offer here. */
public final class Upgrades {
  private Upgrades() {}

  public static boolean present() {
    return false;
  }

  /** Further configuration keys. */
  public static List<Setting<?>> settings() {
    return List.of();
  }

  /** Codecs of further events. */
  public static List<EventCodec<?>> codecs() {
    return List.of();
  }

  /** Further rules about what events mean. */
  public static List<Supplier<MeaningRule>> rules() {
    return List.of();
  }

  /** Further commands. */
  public static List<Object> commands(Surroundings around) {
    return List.of();
  }

  /** The actor behind the port. */
  public static Succession.Upgrades succession(EventCodecs codecs, InstantSource clock) {
    return (node, machine) -> Optional.empty();
  }
}
