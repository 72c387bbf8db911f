package org.alphadelta.actor.peer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.NodeTls;
import org.alphadelta.wire.Endpoint;
import org.alphadelta.wire.ListenAddress;
import org.alphadelta.wire.SignedEndpoint;

/**
 * How this node meets others: its key and certificate, where it listens, what it tells others to
 * dial, the peers its operator names (with the key expected there, if given), and limits.
 */
public record PeerSettings(
    Signer nodeKeys,
    NodeTls tls,
    ListenAddress listen,
    Optional<ListenAddress> advertised,
    Map<ListenAddress, Optional<PublicKey>> peers,
    int maxPeers,
    Duration handshakeTimeout,
    Duration silence,
    String software,
    InstantSource clock) {
  public PeerSettings {
    peers = Map.copyOf(peers);
  }

  public PublicKey nodeKey() {
    return nodeKeys.publicKey();
  }

  /**
   * What a validator tells others of its address. The serial is the time of the start, so that the
   * newest counts.
   */
  Optional<SignedEndpoint> ownEndpoint(NodeEnvironment environment) {
    return environment
        .validator()
        .flatMap(
            signer ->
                advertised.map(
                    address ->
                        SignedEndpoint.sign(
                            new Endpoint(
                                environment.pins().network(),
                                signer.publicKey(),
                                nodeKey(),
                                address,
                                clock.millis()),
                            signer)));
  }
}
