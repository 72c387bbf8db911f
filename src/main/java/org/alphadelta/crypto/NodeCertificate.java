package org.alphadelta.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * Self-signed X.509 certificate of a node key (RFC 5280, RFC 8410): a function of the key alone,
 * the same bytes at every start. It proves a key and grants nothing; the handshake decides who the
 * peer is.
 */
public final class NodeCertificate {
  private static final X500Name NAME = new X500Name("CN=adn node");
  private static final Date NOT_BEFORE = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

  /** RFC 5280, 4.1.2.5: a certificate without a well-defined end. */
  private static final Date NOT_AFTER = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

  private static final int SERIAL_BYTES = 16;

  private final X509Certificate certificate;
  private final PrivateKey privateKey;

  private NodeCertificate(X509Certificate certificate, PrivateKey privateKey) {
    this.certificate = certificate;
    this.privateKey = privateKey;
  }

  public static NodeCertificate of(KeyPair key) {
    try {
      byte[] encoded = builder(key.publicKey()).build(new NodeKeySigner(key)).getEncoded();
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      PrivateKey privateKey =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Pkcs8Encryption.plain(key)));
      return new NodeCertificate(certificate, privateKey);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate for node key " + key.publicKey(), e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The private key in the JDK's form, for TLS only. */
  PrivateKey privateKey() {
    return privateKey;
  }

  /** The raw key of a certificate; empty when it is not an Ed25519 key of 32 bytes. */
  public static Optional<PublicKey> keyOf(X509Certificate certificate) {
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
    byte[] raw = info.getPublicKeyData().getOctets();
    boolean ed25519 = info.getAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519);
    return ed25519 && raw.length == PublicKey.LENGTH
        ? Optional.of(PublicKey.of(raw))
        : Optional.empty();
  }

  private static X509v3CertificateBuilder builder(PublicKey key) {
    SubjectPublicKeyInfo info =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), key.bytes().toArray());
    Bytes digest = Sha256.tagged("adn/node-certificate-serial", key.bytes()).bytes();
    // RFC 5280, 4.1.2.2: positive, at most 20 octets.
    BigInteger serial =
        new BigInteger(1, digest.slice(0, SERIAL_BYTES).toArray()).max(BigInteger.ONE);
    return new X509v3CertificateBuilder(NAME, serial, NOT_BEFORE, NOT_AFTER, NAME, info);
  }

  /** Lets bcpkix sign with our own key, without a provider. */
  private record NodeKeySigner(KeyPair key, ByteArrayOutputStream content)
      implements ContentSigner {
    NodeKeySigner(KeyPair key) {
      this(key, new ByteArrayOutputStream());
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      return key.sign(Bytes.of(content.toByteArray())).bytes().toArray();
    }
  }
}
