package org.alphadelta.app;

import java.util.List;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.serial.MessageCodecs;

/** The codecs of every message that can travel between the machines of one validator. */
final class ClusterMessages {
  private ClusterMessages() {}

  static MessageCodecs codecs() {
    return MessageCodecs.of(List.of(ClusterMessage.class), List.of());
  }
}
