package org.alphadelta.wire;

import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a handshake failed. */
public sealed interface HandshakeRejection extends Rejection {
  /** The peer broke a rule of the handshake and is told so by {@code refusal}. */
  record Fault(RefusalCode refusal, String code, String found, String expected)
      implements HandshakeRejection {}

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

  /** The peer refused us; of its refusal only the certificates can be verified. */
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

  static Fault wrongNetwork(NetworkId found, NetworkId expected) {
    return fault(RefusalCode.WRONG_NETWORK, found.label(), expected.label());
  }

  /** The version ranges do not overlap. */
  static Fault wrongProtocol(int peerMin, int peerMax, int ownMin, int ownMax) {
    return fault(
        RefusalCode.WRONG_PROTOCOL,
        "versions " + peerMin + " to " + peerMax,
        "one of " + ownMin + " to " + ownMax);
  }

  /** The hello names another node key than the one proven in TLS. */
  static Fault wrongNodeKey(PublicKey named, PublicKey proven) {
    return fault(
        RefusalCode.WRONG_NODE_KEY,
        "node key " + named,
        "the key of the TLS certificate, " + proven);
  }

  static Fault selfConnection(PublicKey nodeKey) {
    return fault(RefusalCode.SELF_CONNECTION, "our own node key " + nodeKey, "another node");
  }

  /**
   * A signature over the transcript is invalid, is present without a claimed key, or is missing
   * with one.
   */
  static Fault badProof(String key, String found) {
    return fault(
        RefusalCode.BAD_PROOF,
        found,
        "the " + key + " key's signature over this connection's transcript");
  }

  /** A scope that does not match what was wanted. */
  static Fault wrongScope(Scope scope, Wanted wanted) {
    return new Fault(
        RefusalCode.UNEXPECTED_MESSAGE, "wrong-scope", scope.toString(), "a scope for " + wanted);
  }

  static Fault unexpectedMessage(FrameKind kind, FrameKind awaited) {
    return fault(RefusalCode.UNEXPECTED_MESSAGE, kind.toString(), awaited.toString());
  }

  private static Fault fault(RefusalCode refusal, String found, String expected) {
    return new Fault(refusal, refusal.toString(), found, expected);
  }
}
