package org.alphadelta.actor.node;

import akka.actor.ActorSystem;
import akka.actor.setup.Setup;
import akka.remote.artery.tcp.SSLEngineProvider;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.NodeTls;
import scala.Option;

/**
 * TLS between the machines of one validator: each has the validator's cluster key, and only that
 * key is accepted. {@code crypto.NodeTls} is that between operators.
 */
public final class ClusterTls implements SSLEngineProvider {
  private final Identity identity;

  /** Called by reflection: Artery's setting names this class. */
  public ClusterTls(ActorSystem system) {
    identity =
        system
            .settings()
            .setup()
            .get(Identity.class)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "an actor system is started with ClusterTls.Identity"));
  }

  /** The key shared by all machines of this validator, as TLS contexts. */
  public static final class Identity extends Setup {
    private final NodeTls tls;
    private final PublicKey key;

    public Identity(NodeTls tls, PublicKey key) {
      this.tls = tls;
      this.key = key;
    }
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    return identity.tls.serverEngine();
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    return identity.tls.clientEngine();
  }

  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    return verify(session);
  }

  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    return verify(session);
  }

  private Option<Throwable> verify(SSLSession session) {
    try {
      PublicKey peer = NodeTls.peerKey(session);
      return peer.equals(identity.key)
          ? Option.empty()
          : Option.apply(
              new SSLPeerUnverifiedException(
                  "found cluster key " + peer + ", expected " + identity.key));
    } catch (SSLPeerUnverifiedException e) {
      return Option.apply(e);
    }
  }
}
