package org.alphadelta.serial;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphadelta.actor.CommandResult;
import org.junit.jupiter.api.Test;

class CommandResultMessagesTest extends MessageCodecContract {
  CommandResultMessagesTest() {
    super(CommandResultMessages.ALL, CommandResult.class);
  }

  @Test
  void manifestsStay() {
    assertThat(CommandResultMessages.ALL.stream().map(MessageCodec::manifest))
        .containsExactly("verdict.accepted.1", "verdict.refused.1");
  }

  @Test
  void emptyTextAndTextBeyondAsciiComeBack() {
    for (CommandResult verdict :
        new CommandResult[] {
          new CommandResult.Refused("", "", ""), new CommandResult.Refused("ä", "→", "🜁")
        }) {
      assertThat(there(verdict)).isEqualTo(verdict);
    }
  }
}
