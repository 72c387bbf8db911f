package org.alphadelta.app;

import java.util.List;
import java.util.stream.Stream;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.serial.CommandResultMessages;
import org.alphadelta.serial.GovernorMessages;
import org.alphadelta.serial.MessageCodec;
import org.alphadelta.serial.MessageCodecs;
import org.alphadelta.serial.RatifierMessages;

/** The codecs of every message between the machines of one validator. */
final class ClusterMessages {
  private ClusterMessages() {}

  static MessageCodecs codecs() {
    return MessageCodecs.of(
        List.of(ClusterMessage.class),
        Stream.of(
                GovernorMessages.ALL,
                RatifierMessages.ALL,
                CommandResultMessages.ALL,
                Upgrades.messages())
            .<MessageCodec<?, ?>>flatMap(List::stream)
            .toList());
  }
}
