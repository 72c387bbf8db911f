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
 * Settings for connections to other nodes: this node's key and certificate, its listening and
 * advertised addresses, the configured peers (with the expected key, if given), and limits.
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
   * The advertised endpoint of a validator. The serial is the time of the start, so that the newest
   * counts.
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
