package org.alphadelta.actor;

import akka.actor.testkit.typed.javadsl.TestProbe;
import java.util.Optional;
import java.util.function.Consumer;
import org.alphadelta.actor.peer.Peer;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;

/** Another operator's node, in the hands of the test. */
public final class Caller {
  public final PeerConnection connection;
  private final TestProbe<Peer.Command> heard;
  private final Consumer<PeerConnection.Event> to;

  public Caller(Life life, String name, Consumer<PeerConnection.Event> to) {
    this.heard = life.probe();
    this.to = to;
    this.connection =
        new PeerConnection(
            heard.getRef(),
            KeyPair.ofSeed(Sha256.plain(Bytes.utf8(name)).bytes()).publicKey(),
            Optional.empty(),
            new Wanted.Unknown(NetworkId.TESTNET, 0),
            Scope.BOOTSTRAP,
            false,
            name + ":1");
  }

  public Caller connects() {
    to.accept(new PeerConnection.Opened(connection));
    return this;
  }

  public void hangsUp() {
    to.accept(new PeerConnection.Closed(connection));
  }

  public Caller says(PeerMessage message) {
    to.accept(new PeerConnection.Received(connection, message));
    return this;
  }

  /** The next message of this kind; others before it are passed over. */
  public <T extends PeerMessage> T hears(Class<T> type) {
    while (true) {
      Peer.Command command = heard.receiveMessage(Life.PATIENCE);
      if (command instanceof Peer.Send send && type.isInstance(send.message())) {
        return type.cast(send.message());
      }
    }
  }

  public void hearsNothing() {
    heard.expectNoMessage(Life.SILENCE);
  }
}
