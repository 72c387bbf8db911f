package org.alphadelta.serial;

import java.util.List;
import org.alphadelta.actor.CommandResult;

/**
 * The codecs of what became of an operator's wish: the answer may come from another machine than
 * the one that asked.
 */
public final class CommandResultMessages {
  public static final List<MessageCodec<?>> ALL =
      List.of(
          MessageCodec.of(
              "verdict.accepted.1",
              CommandResult.Accepted.class,
              m -> List.of(m.id().bytes()),
              parts -> new CommandResult.Accepted(Values.hash(parts))),
          MessageCodec.of(
              "verdict.refused.1",
              CommandResult.Refused.class,
              m -> List.of(Parts.of(m.code()), Parts.of(m.found()), Parts.of(m.expected())),
              parts -> new CommandResult.Refused(parts.text(), parts.text(), parts.text())));

  private CommandResultMessages() {}
}
