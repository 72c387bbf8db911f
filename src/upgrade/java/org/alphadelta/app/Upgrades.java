package org.alphadelta.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.cli.CliContext;
import org.alphadelta.config.Setting;
import org.alphadelta.inspect.MeaningCheck;
import org.alphadelta.journal.EventCodec;
import org.alphadelta.serial.MessageCodec;
import org.alphadelta.swap.ChainSwap;
import org.alphadelta.swap.SuccessionCheck;
import org.alphadelta.swap.SwapCodecs;
import org.alphadelta.swap.UpgradeCommand;
import org.alphadelta.swap.UpgradeMessages;

/** Additions of a build that can carry out upgrades. */
public final class Upgrades {
  private Upgrades() {}

  public static boolean present() {
    return true;
  }

  /** Additional configuration keys. */
  public static List<Setting<?>> settings() {
    return List.of(UpgradeCommand.FREE_SPACE);
  }

  /** Codecs of additional events. */
  public static List<EventCodec<?>> codecs() {
    return SwapCodecs.ALL;
  }

  /** Codecs of additional messages between the machines of one validator. */
  public static List<MessageCodec<?, ?>> messages() {
    return UpgradeMessages.ALL;
  }

  /** Additional checks of what events mean. */
  public static List<Supplier<MeaningCheck>> rules() {
    return List.of(SuccessionCheck::new);
  }

  /** Additional commands. */
  public static List<Object> commands(CliContext context) {
    return List.of(UpgradeCommand.tree(context));
  }

  /** The actor behind the port. Its file work blocks. */
  public static UpgradeProtocol.Upgrades succession(Journaling journaling) {
    return (node, environment) -> Optional.of(ChainSwap.create(node, environment, journaling));
  }
}
