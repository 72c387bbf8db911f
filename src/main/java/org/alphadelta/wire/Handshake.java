package org.alphadelta.wire;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/**
 * One side of a connection's handshake, as a pure function of state and message. The caller
 * enforces the timeout.
 *
 * <pre>
 *   dialer                                   listener
 *   Hello                 ──────────────▶    network, protocol, keys, admission
 *                         ◀──────────────    Hello, Proof        (or Refusal: one round trip)
 *   network, protocol, keys, proof
 *   Proof                 ──────────────▶    proof
 *                         ◀──────────────    Welcome             Established
 *   scope                                    (or Refusal)
 *   Established
 * </pre>
 *
 * @param hello our own, with a nonce never used before
 * @param tlsPeer the key that the other side has proven in TLS
 */
public record Handshake(
    Side side,
    Hello hello,
    Signer nodeKey,
    Optional<Signer> validatorKey,
    PublicKey tlsPeer,
    SignatureVerifier verifier,
    Admission admission) {
  public Handshake {
    if (!hello.nodeKey().equals(nodeKey.publicKey())
        || !hello.validatorKey().equals(validatorKey.map(Signer::publicKey))) {
      throw new IllegalStateException("our own hello names other keys than ours: " + hello);
    }
  }

  /** The first step: the dialer sends its hello, the listener waits for one. */
  public HandshakeStep begin() {
    return new HandshakeStep.Continue(
        new HandshakeState.AwaitsHello(),
        switch (side) {
          case DIALER -> List.of(hello);
          case LISTENER -> List.of();
        });
  }

  /** Handles a message. */
  public HandshakeStep on(HandshakeState state, HandshakeMessage message) {
    if (message instanceof HandshakeMessage.Refusal refusal) {
      return new HandshakeStep.Failed(new HandshakeRejection.RefusedByPeer(refusal), List.of());
    }
    return switch (state) {
      case HandshakeState.AwaitsHello awaiting when message instanceof Hello peer -> greeted(peer);
      case HandshakeState.DialerAwaitsProof awaiting
          when message instanceof HandshakeMessage.Proof proof ->
          proven(awaiting.listener(), proof);
      case HandshakeState.ListenerAwaitsProof awaiting
          when message instanceof HandshakeMessage.Proof proof ->
          proven(awaiting, proof);
      case HandshakeState.DialerAwaitsWelcome awaiting
          when message instanceof HandshakeMessage.Welcome welcome ->
          welcomed(awaiting.listener(), welcome.scope());
      case HandshakeState.AwaitsHello awaiting -> unexpected(state, message);
      case HandshakeState.DialerAwaitsProof awaiting -> unexpected(state, message);
      case HandshakeState.ListenerAwaitsProof awaiting -> unexpected(state, message);
      case HandshakeState.DialerAwaitsWelcome awaiting -> unexpected(state, message);
    };
  }

  private HandshakeStep greeted(Hello peer) {
    Optional<HandshakeRejection.Fault> fault = fault(peer);
    if (fault.isPresent()) {
      return refuse(fault.get());
    }
    return switch (side) {
      case DIALER ->
          new HandshakeStep.Continue(new HandshakeState.DialerAwaitsProof(peer), List.of());
      case LISTENER ->
          switch (admission.admit(peer)) {
            case Admission.Decision.Granted granted ->
                new HandshakeStep.Continue(
                    new HandshakeState.ListenerAwaitsProof(peer, granted.scope()),
                    List.of(hello, proof(peer)));
            case Admission.Decision.Refused refused ->
                new HandshakeStep.Failed(
                    new HandshakeRejection.NotAdmitted(refused.refusal()),
                    List.of(refused.refusal()));
          };
    };
  }

  private HandshakeStep proven(Hello listener, HandshakeMessage.Proof proof) {
    return fault(listener, proof)
        .map(this::refuse)
        .orElseGet(
            () ->
                new HandshakeStep.Continue(
                    new HandshakeState.DialerAwaitsWelcome(listener), List.of(proof(listener))));
  }

  private HandshakeStep proven(
      HandshakeState.ListenerAwaitsProof state, HandshakeMessage.Proof proof) {
    return fault(state.dialer(), proof)
        .map(this::refuse)
        .orElseGet(
            () ->
                new HandshakeStep.Established(
                    session(state.dialer(), state.dialer().wanted(), state.granted()),
                    List.of(new HandshakeMessage.Welcome(state.granted()))));
  }

  private HandshakeStep welcomed(Hello listener, Scope scope) {
    boolean known =
        switch (hello.wanted()) {
          case Wanted.Pair pair -> true;
          case Wanted.Unknown unknown -> false;
        };
    boolean fits =
        switch (scope) {
          case FULL, READ_ONLY -> known;
          case BOOTSTRAP -> !known;
        };
    return fits
        ? new HandshakeStep.Established(session(listener, hello.wanted(), scope), List.of())
        : refuse(HandshakeRejection.wrongScope(scope, hello.wanted()));
  }

  private HandshakeStep unexpected(HandshakeState state, HandshakeMessage message) {
    return refuse(HandshakeRejection.unexpectedMessage(message.frameKind(), state.awaited()));
  }

  private HandshakeResult session(Hello peer, Wanted wanted, Scope scope) {
    int protocol = Math.min(hello.protocolMax(), peer.protocolMax());
    return new HandshakeResult(side, peer, wanted, scope, protocol);
  }

  private Optional<HandshakeRejection.Fault> fault(Hello peer) {
    if (!peer.nodeKey().equals(tlsPeer)) {
      return Optional.of(HandshakeRejection.wrongNodeKey(peer.nodeKey(), tlsPeer));
    }
    if (peer.nodeKey().equals(hello.nodeKey())) {
      return Optional.of(HandshakeRejection.selfConnection(peer.nodeKey()));
    }
    if (peer.wanted().network() != hello.wanted().network()) {
      return Optional.of(
          HandshakeRejection.wrongNetwork(peer.wanted().network(), hello.wanted().network()));
    }
    if (peer.protocolMin() > hello.protocolMax() || hello.protocolMin() > peer.protocolMax()) {
      return Optional.of(
          HandshakeRejection.wrongProtocol(
              peer.protocolMin(), peer.protocolMax(), hello.protocolMin(), hello.protocolMax()));
    }
    return Optional.empty();
  }

  private Optional<HandshakeRejection.Fault> fault(Hello peer, HandshakeMessage.Proof proof) {
    if (!verifies(peer, Transcript.Key.NODE, peer.nodeKey(), proof.node())) {
      return Optional.of(HandshakeRejection.badProof("node", "a signature that does not verify"));
    }
    if (peer.validatorKey().isPresent() != proof.validator().isPresent()) {
      String found = proof.validator().isPresent() ? "a signature without a claim" : "none";
      return Optional.of(HandshakeRejection.badProof("validator", found));
    }
    boolean speaksForValidator =
        peer.validatorKey()
            .flatMap(
                key -> proof.validator().map(s -> verifies(peer, Transcript.Key.VALIDATOR, key, s)))
            .orElse(true);
    return speaksForValidator
        ? Optional.empty()
        : Optional.of(HandshakeRejection.badProof("validator", "a signature that does not verify"));
  }

  private boolean verifies(Hello peer, Transcript.Key kind, PublicKey key, Signature signature) {
    Bytes message = Transcript.of(side, hello, peer).signingBytes(side.other(), kind);
    return verifier.verify(key, message, signature);
  }

  private HandshakeMessage.Proof proof(Hello peer) {
    Transcript transcript = Transcript.of(side, hello, peer);
    return new HandshakeMessage.Proof(
        nodeKey.sign(transcript.signingBytes(side, Transcript.Key.NODE)),
        validatorKey.map(k -> k.sign(transcript.signingBytes(side, Transcript.Key.VALIDATOR))));
  }

  private HandshakeStep refuse(HandshakeRejection.Fault fault) {
    return new HandshakeStep.Failed(
        fault,
        List.of(HandshakeMessage.Refusal.of(fault.refusal(), fault.found(), fault.expected())));
  }
}
