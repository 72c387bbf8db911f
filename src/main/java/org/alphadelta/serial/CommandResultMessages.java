package org.alphadelta.serial;

import java.util.List;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.serial.proto.CommandResultAccepted;
import org.alphadelta.serial.proto.CommandResultRefused;

/** Codecs of command results, which may come from another machine than the one that asked. */
public final class CommandResultMessages {
  public static final List<MessageCodec<?, ?>> ALL =
      List.of(
          MessageCodec.of(
              "verdict.accepted.1",
              CommandResult.Accepted.class,
              CommandResultAccepted.parser(),
              m -> CommandResultAccepted.newBuilder().setId(ProtoFields.of(m.id())).build(),
              p -> new CommandResult.Accepted(ProtoFields.hash(p.getId()))),
          MessageCodec.of(
              "verdict.refused.1",
              CommandResult.Refused.class,
              CommandResultRefused.parser(),
              m ->
                  CommandResultRefused.newBuilder()
                      .setCode(m.code())
                      .setFound(m.found())
                      .setExpected(m.expected())
                      .build(),
              p -> new CommandResult.Refused(p.getCode(), p.getFound(), p.getExpected())));

  private CommandResultMessages() {}
}
