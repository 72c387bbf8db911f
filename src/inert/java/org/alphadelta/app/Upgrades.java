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

  /** Codecs of further messages between the machines of one validator. */
  public static List<MessageCodec<?, ?>> messages() {
    return List.of();
  }

  /** Further rules about what events mean. */
  public static List<Supplier<MeaningCheck>> rules() {
    return List.of();
  }

  /** Further commands. */
  public static List<Object> commands(CliContext context) {
    return List.of();
  }

  /** The actor behind the port. */
  public static UpgradeProtocol.Upgrades succession(Journaling journaling) {
    return (node, machine) -> Optional.empty();
  }
}
