package org.alphadelta.crypto;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** A TLS engine on a real socket, for tests: blocking, one thread. */
final class TlsConnection implements AutoCloseable {
  private static final int SIZE = 1 << 16;

  private final Socket socket;
  private final SSLEngine engine;
  private final ByteBuffer received = ByteBuffer.allocate(SIZE).flip();
  private final ByteBuffer plain = ByteBuffer.allocate(2 * SIZE).flip();

  TlsConnection(Socket socket, SSLEngine engine) {
    this.socket = socket;
    this.engine = engine;
  }

  SSLEngine engine() {
    return engine;
  }

  void handshake() throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  void send(byte[] content) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(content);
    while (source.hasRemaining()) {
      wrap(source);
    }
  }

  byte[] receive(int length) throws IOException {
    byte[] content = new byte[length];
    int have = 0;
    while (have < length) {
      if (!plain.hasRemaining()) {
        unwrap();
        runTasks();
        continue;
      }
      int part = Math.min(length - have, plain.remaining());
      plain.get(content, have, part);
      have += part;
    }
    return content;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void wrap(ByteBuffer source) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(SIZE);
    SSLEngineResult result = engine.wrap(source, out);
    socket.getOutputStream().write(out.array(), 0, out.position());
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new SSLException("closed by our own engine");
    }
  }

  private void unwrap() throws IOException {
    plain.compact();
    SSLEngineResult result;
    try {
      result = engine.unwrap(received, plain);
    } catch (SSLException e) {
      // The alert that tells the peer why is still to be sent.
      wrapAlert();
      throw e;
    } finally {
      plain.flip();
    }
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new EOFException("the peer closed TLS");
    }
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      fill();
    }
  }

  private void wrapAlert() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(SIZE);
    try {
      engine.wrap(ByteBuffer.allocate(0), out);
    } catch (SSLException e) {
      return;
    }
    socket.getOutputStream().write(out.array(), 0, out.position());
  }

  private void fill() throws IOException {
    InputStream in = socket.getInputStream();
    received.compact();
    int count = in.read(received.array(), received.position(), received.remaining());
    if (count < 0) {
      throw new EOFException("the peer closed the connection");
    }
    received.position(received.position() + count);
    received.flip();
  }

  private void runTasks() throws IOException {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
    // A failed task shows itself with the next wrap or unwrap.
    if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
      wrapOrAlert();
    }
  }

  private void wrapOrAlert() throws IOException {
    try {
      wrap(ByteBuffer.allocate(0));
    } catch (SSLException e) {
      wrapAlert();
      throw e;
    }
  }
}
