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
import org.alphadelta.swap.ChainSwap;
import org.alphadelta.swap.SuccessionRule;
import org.alphadelta.swap.SwapCodecs;
import org.alphadelta.swap.UpgradeCommand;

/** What a build that can carry out upgrades adds to the others. It decides nothing. */
public final class Upgrades {
  private Upgrades() {}

  public static boolean present() {
    return true;
  }

  /** Further configuration keys. */
  public static List<Setting<?>> settings() {
    return List.of(UpgradeCommand.FREE_SPACE);
  }

  /** Codecs of further events. */
  public static List<EventCodec<?>> codecs() {
    return SwapCodecs.ALL;
  }

  /** Further rules about what events mean. */
  public static List<Supplier<MeaningRule>> rules() {
    return List.of(SuccessionRule::new);
  }

  /** Further commands. */
  public static List<Object> commands(Surroundings around) {
    return List.of(UpgradeCommand.tree(around));
  }

  /** The actor behind the port; its file work blocks. */
  public static Succession.Upgrades succession(EventCodecs codecs, InstantSource clock) {
    return (node, machine) -> Optional.of(ChainSwap.create(node, machine, codecs, clock));
  }
}
