package org.alphadelta.crypto;

import java.math.BigInteger;
import java.net.Socket;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Somebody on the other end of a TLS connection who trusts everybody and shows what it likes: a
 * certificate chain with the key of its first certificate; without a key, no certificate.
 */
record Stranger(String name, Optional<PrivateKey> key, List<X509Certificate> chain) {
  @Override
  public String toString() {
    return name;
  }

  X509Certificate[] certificates() {
    return chain.toArray(new X509Certificate[0]);
  }

  static Stranger honest(KeyPair pair) {
    NodeCertificate own = NodeCertificate.of(pair);
    return new Stranger("honest", Optional.of(own.privateKey()), List.of(own.certificate()));
  }

  static Stranger with(String name, java.security.KeyPair pair, X509Certificate... chain) {
    return new Stranger(name, Optional.of(pair.getPrivate()), List.of(chain));
  }

  static java.security.KeyPair generate(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  static X509Certificate selfSigned(
      java.security.KeyPair subject, java.security.KeyPair signer, String algorithm, int days)
      throws Exception {
    return certificate("CN=a", subject, signer, algorithm, days);
  }

  /** A certificate for CN=a, valid for ten days around {@code days} from now. */
  static X509Certificate certificate(
      String issuer,
      java.security.KeyPair subject,
      java.security.KeyPair signer,
      String algorithm,
      int days)
      throws Exception {
    Instant middle = Instant.now().plus(days, ChronoUnit.DAYS);
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.TEN,
                    Date.from(middle.minus(5, ChronoUnit.DAYS)),
                    Date.from(middle.plus(5, ChronoUnit.DAYS)),
                    new X500Name("CN=a"),
                    subject.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
  }

  /** A fresh engine of this stranger. */
  SSLEngine engine(String protocol, boolean client) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new StrangersKey(this)},
        new TrustManager[] {new TrustsEverybody()},
        null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    engine.setEnabledProtocols(new String[] {protocol});
    if (!client) {
      engine.setNeedClientAuth(true);
    }
    return engine;
  }

  private static final class TrustsEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class StrangersKey extends X509ExtendedKeyManager {
    private final Stranger identity;

    StrangersKey(Stranger identity) {
      this.identity = identity;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return Arrays.stream(types).anyMatch(this::fits) ? "stranger" : null;
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return fits(type) ? "stranger" : null;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return chooseEngineClientAlias(types, issuers, null);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return chooseEngineServerAlias(type, issuers, null);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"stranger"};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"stranger"};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.certificates();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.key().orElseThrow();
    }

    /** The JDK asks for EdDSA where a key says Ed25519 or EdDSA. */
    private boolean fits(String type) {
      return identity
          .key()
          .map(key -> key.getAlgorithm().substring(0, 2).equals(type.substring(0, 2)))
          .orElse(false);
    }
  }
}
