package org.alphadelta.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.cli.CliContext;
import org.alphadelta.config.Setting;
import org.alphadelta.inspect.MeaningCheck;
import org.alphadelta.journal.EventCodec;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.serial.MessageCodec;
import org.alphadelta.swap.ChainSwap;
import org.alphadelta.swap.SuccessionCheck;
import org.alphadelta.swap.SwapCodecs;
import org.alphadelta.swap.UpgradeCommand;
import org.alphadelta.swap.UpgradeMessages;

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

  /** Codecs of further messages between the machines of one validator. */
  public static List<MessageCodec<?, ?>> messages() {
    return UpgradeMessages.ALL;
  }

  /** Further rules about what events mean. */
  public static List<Supplier<MeaningCheck>> rules() {
    return List.of(SuccessionCheck::new);
  }

  /** Further commands. */
  public static List<Object> commands(CliContext context) {
    return List.of(UpgradeCommand.tree(context));
  }

  /** The actor behind the port; its file work blocks. */
  public static UpgradeProtocol.Upgrades succession(EventCodecs codecs, InstantSource clock) {
    return (node, environment) -> Optional.of(ChainSwap.create(node, environment, codecs, clock));
  }
}
