package org.alphadelta.wire;

/** State of one side of a handshake. */
public sealed interface HandshakeState {
  /** The expected message; a refusal may come at any time. */
  FrameKind awaited();

  /** Dialer, hello sent; listener, nothing sent. */
  record AwaitsHello() implements HandshakeState {
    @Override
    public FrameKind awaited() {
      return FrameKind.HELLO;
    }
  }

  /** Dialer: the listener's hello is valid. Its proof follows at once. */
  record DialerAwaitsProof(Hello listener) implements HandshakeState {
    @Override
    public FrameKind awaited() {
      return FrameKind.PROOF;
    }
  }

  /** Dialer: the listener is verified and our own proof is sent. */
  record DialerAwaitsWelcome(Hello listener) implements HandshakeState {
    @Override
    public FrameKind awaited() {
      return FrameKind.WELCOME;
    }
  }

  /** Listener: the dialer's hello is admitted, our own hello and proof are sent. */
  record ListenerAwaitsProof(Hello dialer, Scope granted) implements HandshakeState {
    @Override
    public FrameKind awaited() {
      return FrameKind.PROOF;
    }
  }
}
