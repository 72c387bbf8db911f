package org.alphadelta.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.NodeTls;
import org.alphadelta.wire.Admission;
import org.alphadelta.wire.Envelope;
import org.alphadelta.wire.FrameRead;
import org.alphadelta.wire.FrameReader;
import org.alphadelta.wire.Frames;
import org.alphadelta.wire.Handshake;
import org.alphadelta.wire.HandshakeMessage;
import org.alphadelta.wire.HandshakeState;
import org.alphadelta.wire.HandshakeStep;
import org.alphadelta.wire.Hello;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Phase;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Side;
import org.alphadelta.wire.Wanted;
import org.alphadelta.wire.WireMessage;

/**
 * A dialed connection to a node over a blocking socket, for the running pair. One thread reads, any
 * may write.
 */
final class WireClient implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HANDSHAKE_MILLIS = 20_000;
  private static final int CHUNK = 16 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Socket plain;
  private final SSLSocket socket;
  private final OutputStream out;
  private final FrameReader reader = new FrameReader();
  private final byte[] chunk = new byte[CHUNK];
  private Phase phase = Phase.DIALING;

  private WireClient(Socket plain, SSLSocket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  /**
   * Dials a port of this machine and performs the handshake; with a validator key it authenticates
   * as that validator.
   *
   * @throws IOException when the port is closed, or the node refuses
   */
  static WireClient dial(int port, GenesisPairId pair, KeyPair nodeKey, Optional<Signer> validator)
      throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      plain.setSoTimeout(HANDSHAKE_MILLIS);
      SSLSocket socket = NodeTls.of(nodeKey).clientSocket(plain);
      socket.startHandshake();
      WireClient client = new WireClient(plain, socket);
      client.shake(pair, nodeKey, validator, NodeTls.peerKey(socket.getSession()));
      plain.setSoTimeout(0);
      return client;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private void shake(
      GenesisPairId pair, KeyPair nodeKey, Optional<Signer> validator, PublicKey there)
      throws IOException {
    byte[] nonce = new byte[Hello.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    Hello hello =
        new Hello(
            Hello.OLDEST_PROTOCOL,
            Hello.NEWEST_PROTOCOL,
            new Wanted.Pair(pair),
            Bytes.of(nonce),
            nodeKey.publicKey(),
            validator.map(Signer::publicKey),
            Optional.empty(),
            Optional.empty(),
            "adn chaos");
    Handshake handshake =
        new Handshake(
            Side.DIALER,
            hello,
            nodeKey,
            validator,
            there,
            Ed25519.verifier(),
            dialer -> new Admission.Decision.Granted(Scope.FULL));
    HandshakeStep step = handshake.begin();
    while (true) {
      for (HandshakeMessage message : step.send()) {
        write(Frames.encode(message).toArray());
      }
      switch (step) {
        case HandshakeStep.Established done -> {
          phase = done.result().scope().phase();
          return;
        }
        case HandshakeStep.Failed failed ->
            throw new IOException("no session: " + failed.rejection().sentence());
        case HandshakeStep.Continue next ->
            step = handshake.on(next.state(), awaited(next.state()));
      }
    }
  }

  private HandshakeMessage awaited(HandshakeState state) throws IOException {
    if (read() instanceof HandshakeMessage message) {
      return message;
    }
    throw new IOException("found another message, expected " + state.awaited());
  }

  /** The next message of the other side; pings are answered meanwhile. */
  PeerMessage next() throws IOException {
    while (true) {
      if (read() instanceof PeerMessage message) {
        if (message instanceof PeerMessage.Ping ping) {
          send(new PeerMessage.Pong(ping.nonce()));
        }
        return message;
      }
    }
  }

  private WireMessage read() throws IOException {
    while (true) {
      switch (reader.next(phase)) {
        case FrameRead.Whole whole -> {
          switch (Envelope.decode(whole.kind(), whole.content())) {
            case Decoded.Ok<WireMessage> ok -> {
              return ok.value();
            }
            case Decoded.Malformed<WireMessage> bad ->
                throw new IOException(bad.rejection().sentence());
          }
        }
        case FrameRead.Broken broken -> throw new IOException(broken.rejection().sentence());
        case FrameRead.NeedsMore more -> fill();
      }
    }
  }

  private void fill() throws IOException {
    int count = socket.getInputStream().read(chunk);
    if (count < 0) {
      throw new EOFException("the other side hung up");
    }
    reader.feed(Bytes.of(Arrays.copyOf(chunk, count)));
  }

  void send(PeerMessage message) throws IOException {
    write(Frames.encode(message).toArray());
  }

  /** Writes any bytes, also such as no node sends; blocks while the other side does not read. */
  synchronized void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Closes the connection; a blocked reader or writer fails. */
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
