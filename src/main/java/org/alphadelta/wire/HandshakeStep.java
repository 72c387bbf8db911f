package org.alphadelta.wire;

import java.util.List;

/** Result of one message; {@code send} is sent first, in order. */
public sealed interface HandshakeStep {
  List<HandshakeMessage> send();

  record Continue(HandshakeState state, List<HandshakeMessage> send) implements HandshakeStep {
    public Continue {
      send = List.copyOf(send);
    }
  }

  /** Both sides have proven their keys. */
  record Established(HandshakeResult result, List<HandshakeMessage> send) implements HandshakeStep {
    public Established {
      send = List.copyOf(send);
    }
  }

  /** The connection is closed after {@code send}. */
  record Failed(HandshakeRejection rejection, List<HandshakeMessage> send)
      implements HandshakeStep {
    public Failed {
      send = List.copyOf(send);
    }
  }
}
