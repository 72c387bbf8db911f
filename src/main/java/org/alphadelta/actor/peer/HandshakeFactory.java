package org.alphadelta.actor.peer;

import java.security.SecureRandom;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.wire.Admission;
import org.alphadelta.wire.Handshake;
import org.alphadelta.wire.Hello;

/** Creates this node's side of handshakes: its hello and its admission. */
record HandshakeFactory(PeerSettings settings, NodeEnvironment environment, Admission admission) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** {@code proven}: the node key that the other side has proven in TLS. */
  Handshake begin(ConnectionOrigin origin, PublicKey proven) {
    Optional<Signer> validator = environment.validator();
    return new Handshake(
        origin.side(),
        new Hello(
            Hello.OLDEST_PROTOCOL,
            Hello.NEWEST_PROTOCOL,
            origin.wanted(environment.pins()),
            nonce(),
            settings.nodeKey(),
            validator.map(Signer::publicKey),
            settings.advertised(),
            Optional.empty(),
            settings.software()),
        settings.nodeKeys(),
        validator,
        proven,
        environment.verifier(),
        admission);
  }

  private static Bytes nonce() {
    byte[] nonce = new byte[Hello.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return Bytes.of(nonce);
  }
}
