package org.alphadelta.wire;

import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a handshake did not end in a session. */
public sealed interface HandshakeRejection extends Rejection {
  record WrongNetwork(NetworkId foundNetwork, NetworkId expectedNetwork)
      implements HandshakeRejection {
    @Override
    public String code() {
      return "wrong-network";
    }

    @Override
    public String found() {
      return foundNetwork.label();
    }

    @Override
    public String expected() {
      return expectedNetwork.label();
    }
  }

  /** No version is in both ranges. */
  record WrongProtocol(int peerMin, int peerMax, int ownMin, int ownMax)
      implements HandshakeRejection {
    @Override
    public String code() {
      return "wrong-protocol";
    }

    @Override
    public String found() {
      return "versions " + peerMin + " to " + peerMax;
    }

    @Override
    public String expected() {
      return "one of " + ownMin + " to " + ownMax;
    }
  }

  /** The hello names another node key than the one proven in TLS. */
  record WrongNodeKey(PublicKey named, PublicKey proven) implements HandshakeRejection {
    @Override
    public String code() {
      return "wrong-node-key";
    }

    @Override
    public String found() {
      return "node key " + named;
    }

    @Override
    public String expected() {
      return "the key of the TLS certificate, " + proven;
    }
  }

  record SelfConnection(PublicKey nodeKey) implements HandshakeRejection {
    @Override
    public String code() {
      return "self-connection";
    }

    @Override
    public String found() {
      return "our own node key " + nodeKey;
    }

    @Override
    public String expected() {
      return "another node";
    }
  }

  /**
   * A signature over the transcript does not verify, or is there without a claimed key, or is
   * missing with one.
   */
  record BadProof(String key, String found) implements HandshakeRejection {
    @Override
    public String code() {
      return "bad-proof";
    }

    @Override
    public String expected() {
      return "the " + key + " key's signature over this connection's transcript";
    }
  }

  /** Our own admission refused the dialer. */
  record NotAdmitted(HandshakeMessage.Refusal refusal) implements HandshakeRejection {
    @Override
    public String code() {
      return refusal.code().toString();
    }

    @Override
    public String found() {
      return refusal.found();
    }

    @Override
    public String expected() {
      return refusal.expected();
    }
  }

  /** The peer refused us; its words, of which only the certificates can be checked. */
  record RefusedByPeer(HandshakeMessage.Refusal refusal) implements HandshakeRejection {
    @Override
    public String code() {
      return "refused-by-peer";
    }

    @Override
    public String found() {
      return refusal.code() + ": found " + refusal.found();
    }

    @Override
    public String expected() {
      return refusal.expected();
    }
  }

  /** A scope that does not go with what was wanted. */
  record WrongScope(Scope scope, Wanted wanted) implements HandshakeRejection {
    @Override
    public String code() {
      return "wrong-scope";
    }

    @Override
    public String found() {
      return scope.toString();
    }

    @Override
    public String expected() {
      return "a scope for " + wanted;
    }
  }

  record UnexpectedMessage(FrameKind kind, FrameKind awaited) implements HandshakeRejection {
    @Override
    public String code() {
      return "unexpected-message";
    }

    @Override
    public String found() {
      return kind.toString();
    }

    @Override
    public String expected() {
      return awaited.toString();
    }
  }
}
