package org.alphadelta.crypto;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Accepts exactly one self-signed Ed25519 certificate that is valid now and whose signature
 * verifies. It authenticates nobody: it only ensures that the session has one raw key. The extended
 * class keeps the JDK from adding checks of its own.
 */
final class SelfSignedTrustManager extends X509ExtendedTrustManager {
  private static final String ED25519 = "1.3.101.112";

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  /** None: any node may present its certificate, so no issuers are named. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length != 1) {
      throw new CertificateException(
          "found " + chain.length + " certificates, expected one self-signed");
    }
    X509Certificate certificate = chain[0];
    PublicKey key =
        NodeCertificate.keyOf(certificate)
            .filter(Ed25519::isValid)
            .orElseThrow(
                () ->
                    new CertificateException(
                        "found a key of "
                            + certificate.getPublicKey().getAlgorithm()
                            + ", expected a valid Ed25519 key"));
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      throw new CertificateException(
          "found issuer " + certificate.getIssuerX500Principal() + ", expected a self-signed one");
    }
    certificate.checkValidity();
    if (!isSignedBy(key, certificate)) {
      throw new CertificateException("found a signature that does not verify, expected its own");
    }
  }

  private static boolean isSignedBy(PublicKey key, X509Certificate certificate)
      throws CertificateException {
    byte[] signature = certificate.getSignature();
    return certificate.getSigAlgOID().equals(ED25519)
        && signature.length == Signature.LENGTH
        && Ed25519.verifier()
            .verify(key, Bytes.of(certificate.getTBSCertificate()), Signature.of(signature));
  }
}
