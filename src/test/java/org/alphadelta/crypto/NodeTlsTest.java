package org.alphadelta.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class NodeTlsTest {
  private static final KeyPair SERVER = KeyPair.ofSeed(Bytes.ofHex("11".repeat(32)));
  private static final KeyPair CLIENT = KeyPair.ofSeed(Bytes.ofHex("22".repeat(32)));
  private static final SelfSignedTrustManager TRUST = new SelfSignedTrustManager();

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** What one side saw: the peer's key, the protocol and what it received. */
  private record Seen(PublicKey key, String protocol, Bytes received) {}

  @Test
  void bothSidesProveTheirKeysAndTalkInBothDirections() throws Exception {
    byte[] question = content(1, 100_000);
    byte[] answer = content(2, 100_000);
    Both both =
        connect(
            NodeTls.of(SERVER).serverEngine(), NodeTls.of(CLIENT).clientEngine(), answer, question);
    Seen server = both.server().get(20, TimeUnit.SECONDS);
    Seen client = both.client().get(20, TimeUnit.SECONDS);
    assertThat(server.key()).isEqualTo(CLIENT.publicKey());
    assertThat(client.key()).isEqualTo(SERVER.publicKey());
    assertThat(server.received()).isEqualTo(Bytes.of(question));
    assertThat(client.received()).isEqualTo(Bytes.of(answer));
    assertThat(server.protocol()).isEqualTo("TLSv1.3");
    assertThat(client.protocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void oneNodeServesAndDialsManyConnectionsWithOneContext() throws Exception {
    NodeTls server = NodeTls.of(SERVER);
    NodeTls client = NodeTls.of(CLIENT);
    for (int i = 0; i < 20; i++) {
      Both both =
          connect(server.serverEngine(), client.clientEngine(), content(i, 100), content(-i, 100));
      assertThat(both.server().get(20, TimeUnit.SECONDS).key()).isEqualTo(CLIENT.publicKey());
      assertThat(both.client().get(20, TimeUnit.SECONDS).key()).isEqualTo(SERVER.publicKey());
    }
  }

  /** The strangers' way of connecting is sound: with an honest certificate it is let in. */
  @Test
  void aStrangerWithAHonestCertificateIsLetIn() throws Exception {
    SSLEngine stranger = Stranger.honest(CLIENT).engine("TLSv1.3", true);
    Both asClient = connect(NodeTls.of(SERVER).serverEngine(), stranger, new byte[1], new byte[1]);
    assertThat(asClient.server().get(20, TimeUnit.SECONDS).key()).isEqualTo(CLIENT.publicKey());
    SSLEngine strange = Stranger.honest(CLIENT).engine("TLSv1.3", false);
    Both asServer = connect(strange, NodeTls.of(SERVER).clientEngine(), new byte[1], new byte[1]);
    assertThat(asServer.client().get(20, TimeUnit.SECONDS).key()).isEqualTo(CLIENT.publicKey());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aServerRefusesAClientWith(Stranger stranger) throws Exception {
    Both both =
        connect(
            NodeTls.of(SERVER).serverEngine(),
            stranger.engine("TLSv1.3", true),
            new byte[1],
            new byte[1]);
    assertRefused(both.server());
    assertRefused(both.client());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aClientRefusesAServerWith(Stranger stranger) throws Exception {
    Both both =
        connect(
            stranger.engine("TLSv1.3", false),
            NodeTls.of(CLIENT).clientEngine(),
            new byte[1],
            new byte[1]);
    assertRefused(both.client());
    assertRefused(both.server());
  }

  @Test
  void nobodySpeaksTls12() throws Exception {
    Both asClient =
        connect(
            NodeTls.of(SERVER).serverEngine(),
            Stranger.honest(CLIENT).engine("TLSv1.2", true),
            new byte[1],
            new byte[1]);
    assertRefused(asClient.server());
    Both asServer =
        connect(
            Stranger.honest(CLIENT).engine("TLSv1.2", false),
            NodeTls.of(CLIENT).clientEngine(),
            new byte[1],
            new byte[1]);
    assertRefused(asServer.client());
  }

  /**
   * The trust manager alone, where the agreed signature schemes would have refused before it was
   * asked.
   */
  @ParameterizedTest
  @MethodSource("refused")
  void theTrustManagerItselfRefuses(Stranger stranger) {
    assertThatThrownBy(() -> TRUST.checkClientTrusted(stranger.certificates(), "UNKNOWN"))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> TRUST.checkServerTrusted(stranger.certificates(), "UNKNOWN"))
        .isInstanceOf(CertificateException.class);
    assertThatCode(
            () -> TRUST.checkClientTrusted(Stranger.honest(CLIENT).certificates(), "UNKNOWN"))
        .doesNotThrowAnyException();
  }

  @Test
  void noKeyIsKnownBeforeTheHandshake() {
    SSLSession session = NodeTls.of(SERVER).serverEngine().getSession();
    assertThatThrownBy(() -> NodeTls.peerKey(session))
        .isInstanceOf(SSLPeerUnverifiedException.class);
  }

  @Test
  void aCertificateIsAFunctionOfTheKey() throws Exception {
    X509Certificate one = NodeCertificate.of(SERVER).certificate();
    X509Certificate again = NodeCertificate.of(SERVER).certificate();
    assertThat(one.getEncoded()).isEqualTo(again.getEncoded());
    assertThat(one.getSerialNumber()).isPositive();
    assertThat(one.getSerialNumber())
        .isNotEqualTo(NodeCertificate.of(CLIENT).certificate().getSerialNumber());
    assertThat(one.getSubjectX500Principal().getName()).isEqualTo("CN=adn node");
    assertThat(NodeCertificate.keyOf(one)).contains(SERVER.publicKey());
    one.verify(one.getPublicKey());
    one.checkValidity(Date.from(Instant.parse("2099-01-01T00:00:00Z")));
  }

  @Test
  void whoShowsAnothersCertificateCannotProveItsKey() throws Exception {
    Stranger thief =
        new Stranger(
            "another's certificate",
            Optional.of(NodeCertificate.of(SERVER).privateKey()),
            Stranger.honest(CLIENT).chain());
    Both asClient =
        connect(
            NodeTls.of(SERVER).serverEngine(),
            thief.engine("TLSv1.3", true),
            new byte[1],
            new byte[1]);
    assertRefused(asClient.server());
    Both asServer =
        connect(
            thief.engine("TLSv1.3", false),
            NodeTls.of(CLIENT).clientEngine(),
            new byte[1],
            new byte[1]);
    assertRefused(asServer.client());
  }

  static Stream<Stranger> refused() throws Exception {
    java.security.KeyPair rsa = Stranger.generate("RSA");
    java.security.KeyPair ec = Stranger.generate("EC");
    java.security.KeyPair one = Stranger.generate("Ed25519");
    java.security.KeyPair two = Stranger.generate("Ed25519");
    return Stream.of(
        new Stranger("no certificate", Optional.empty(), List.of()),
        Stranger.with("an RSA key", rsa, Stranger.selfSigned(rsa, rsa, "SHA256withRSA", 0)),
        Stranger.with("an EC key", ec, Stranger.selfSigned(ec, ec, "SHA256withECDSA", 0)),
        Stranger.with(
            "an RSA signature over it", one, Stranger.selfSigned(one, rsa, "SHA256withRSA", 0)),
        Stranger.with("another key's signature", one, Stranger.selfSigned(one, two, "Ed25519", 0)),
        Stranger.with("another issuer", one, Stranger.certificate("CN=b", one, one, "Ed25519", 0)),
        Stranger.with(
            "an expired certificate", one, Stranger.selfSigned(one, one, "Ed25519", -1000)),
        Stranger.with(
            "a certificate of the future", one, Stranger.selfSigned(one, one, "Ed25519", 1000)),
        Stranger.with(
            "two certificates",
            one,
            Stranger.selfSigned(one, one, "Ed25519", 0),
            Stranger.selfSigned(two, two, "Ed25519", 0)));
  }

  private record Both(Future<Seen> server, Future<Seen> client) {}

  private Both connect(SSLEngine server, SSLEngine client, byte[] fromServer, byte[] fromClient)
      throws IOException {
    ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Future<Seen> serving =
        threads.submit(
            () -> {
              try (listening;
                  TlsConnection connection = open(listening.accept(), server)) {
                connection.handshake();
                byte[] received = connection.receive(fromClient.length);
                connection.send(fromServer);
                return seen(connection, Bytes.of(received));
              }
            });
    Future<Seen> dialling =
        threads.submit(
            () -> {
              Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort());
              try (TlsConnection connection = open(socket, client)) {
                connection.handshake();
                connection.send(fromClient);
                byte[] received = connection.receive(fromServer.length);
                return seen(connection, Bytes.of(received));
              }
            });
    return new Both(serving, dialling);
  }

  private static TlsConnection open(Socket socket, SSLEngine engine) throws IOException {
    socket.setSoTimeout(20_000);
    return new TlsConnection(socket, engine);
  }

  private static Seen seen(TlsConnection connection, Bytes received)
      throws SSLPeerUnverifiedException {
    SSLSession session = connection.engine().getSession();
    return new Seen(NodeTls.peerKey(session), session.getProtocol(), received);
  }

  private static void assertRefused(Future<Seen> side) {
    assertThatThrownBy(() -> side.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class)
        .cause()
        .isNotInstanceOf(SocketTimeoutException.class);
  }

  private static byte[] content(int seed, int length) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }
}
