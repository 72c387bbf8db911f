package org.alphadelta.crypto;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.alphadelta.core.PublicKey;

/**
 * TLS 1.3 between nodes by the JDK: both sides show a self-signed Ed25519 certificate and prove its
 * key. Any such key is accepted, and nothing else; the caller identifies the peer afterwards by
 * {@link #peerKey}. Host names are not checked. A client learns that its certificate was refused
 * only with its first read (RFC 8446, 4.4.2.4).
 */
public final class NodeTls {
  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final String[] SIGNATURE_SCHEMES = {"ed25519"};
  private static final String[] CIPHER_SUITES = {
    "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
  };

  private final SSLContext context;

  private NodeTls(SSLContext context) {
    this.context = context;
  }

  public static NodeTls of(KeyPair nodeKey) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      KeyManager own = new OneKeyManager(NodeCertificate.of(nodeKey));
      context.init(new KeyManager[] {own}, new TrustManager[] {new SelfSignedTrustManager()}, null);
      return new NodeTls(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS 1.3 in this JDK", e);
    }
  }

  /** A fresh engine for one accepted connection. */
  public SSLEngine serverEngine() {
    return engine(false);
  }

  /**
   * A fresh engine for one dialled connection. It is given no host and port, so it neither resumes
   * sessions nor names a host.
   */
  public SSLEngine clientEngine() {
    return engine(true);
  }

  /**
   * A client socket for tools that use blocking I/O; the handshake is still to be made.
   *
   * @throws IOException when the socket is not connected
   */
  public SSLSocket clientSocket(Socket connected) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(connected, null, -1, true);
    socket.setUseClientMode(true);
    socket.setSSLParameters(parameters(socket.getSSLParameters()));
    return socket;
  }

  /**
   * The raw key the peer has proven in this session.
   *
   * @throws SSLPeerUnverifiedException when the handshake is not over, or without an Ed25519
   *     certificate
   */
  public static PublicKey peerKey(SSLSession session) throws SSLPeerUnverifiedException {
    if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
      return NodeCertificate.keyOf(certificate)
          .orElseThrow(() -> new SSLPeerUnverifiedException("the peer's key is not Ed25519"));
    }
    throw new SSLPeerUnverifiedException("the peer's certificate is not X.509");
  }

  private SSLEngine engine(boolean client) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    SSLParameters parameters = parameters(engine.getSSLParameters());
    if (!client) {
      parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static SSLParameters parameters(SSLParameters parameters) {
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(CIPHER_SUITES);
    parameters.setSignatureSchemes(SIGNATURE_SCHEMES);
    return parameters;
  }
}
