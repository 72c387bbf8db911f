package org.alphadelta.wire;

import java.util.List;

/** What one input led to; {@code send} goes out first, in order. */
public sealed interface HandshakeStep {
  List<HandshakeMessage> send();

  record Continue(HandshakeState state, List<HandshakeMessage> send) implements HandshakeStep {
    public Continue {
      send = List.copyOf(send);
    }
  }

  /** Both sides have proven who they are. */
  record Established(HandshakeResult result, List<HandshakeMessage> send) implements HandshakeStep {
    public Established {
      send = List.copyOf(send);
    }
  }

  /** The connection ends after {@code send}. */
  record Failed(HandshakeRejection rejection, List<HandshakeMessage> send)
      implements HandshakeStep {
    public Failed {
      send = List.copyOf(send);
    }
  }
}
