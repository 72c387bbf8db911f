package org.alphadelta.actor.peer;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.TLSClosing;
import akka.stream.TLSProtocol;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.TLS;
import akka.stream.typed.javadsl.ActorSink;
import akka.stream.typed.javadsl.ActorSource;
import akka.util.ByteString;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.NodeTls;

/**
 * One TCP connection under TLS 1.3 as streams to and from a {@link Peer}: bytes in with
 * acknowledgement, bytes out one piece at a time.
 */
final class PeerSocket {
  private PeerSocket() {}

  /**
   * Messages of the streams to the peer actor. {@code writable}: the last piece is written; send
   * the next. {@code identified}: the key that the other side has proven in TLS.
   */
  record Events<M>(
      Function<ActorRef<Acknowledged>, M> opened,
      BiFunction<ActorRef<Acknowledged>, ByteString, M> received,
      M closed,
      Function<Throwable, M> failed,
      M writable,
      Function<PublicKey, M> identified) {}

  /** The actor has consumed the bytes. */
  record Acknowledged() {}

  /** Bytes to write, or the end. */
  sealed interface Piece {}

  record Write(ByteString bytes) implements Piece {}

  record Finish() implements Piece {}

  /** The writer, and the switch that cuts the connection. */
  record Handle(ActorRef<Piece> writer, SharedKillSwitch cut) {}

  static <M> Handle run(
      ActorSystem<?> system,
      Flow<ByteString, ByteString, ?> tcp,
      Supplier<SSLEngine> engine,
      ActorRef<M> peer,
      Events<M> events) {
    SharedKillSwitch cut = KillSwitches.shared("peer");
    Source<ByteString, ActorRef<Piece>> out =
        ActorSource.<Piece, M>actorRefWithBackpressure(
                peer,
                events.writable(),
                piece ->
                    piece instanceof Finish
                        ? Optional.of(akka.stream.CompletionStrategy.draining())
                        : Optional.empty(),
                piece -> Optional.empty())
            .map(
                piece ->
                    piece instanceof Write write ? write.bytes() : ByteString.emptyByteString());
    Pair<ActorRef<Piece>, NotUsed> running =
        out.via(
                tls(engine, key -> peer.tell(events.identified().apply(key)))
                    .join(tcp.via(cut.flow())))
            .toMat(
                ActorSink.<ByteString, M, Acknowledged>actorRefWithBackpressure(
                    peer,
                    events.received()::apply,
                    events.opened()::apply,
                    new Acknowledged(),
                    events.closed(),
                    events.failed()::apply),
                Keep.both())
            .run(system);
    return new Handle(running.first(), cut);
  }

  private static BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> tls(
      Supplier<SSLEngine> engine, Consumer<PublicKey> identified) {
    BidiFlow<TLSProtocol.SslTlsOutbound, ByteString, ByteString, TLSProtocol.SslTlsInbound, NotUsed>
        tls =
            TLS.create(
                engine::get,
                session -> {
                  try {
                    identified.accept(NodeTls.peerKey(session));
                  } catch (SSLPeerUnverifiedException e) {
                    throw new UncheckedIOException("a peer without an Ed25519 key", e);
                  }
                },
                TLSClosing.eagerClose());
    Flow<ByteString, TLSProtocol.SslTlsOutbound, NotUsed> wrap =
        Flow.of(ByteString.class).map(TLSProtocol.SendBytes::new);
    Flow<TLSProtocol.SslTlsInbound, ByteString, NotUsed> unwrap =
        Flow.of(TLSProtocol.SslTlsInbound.class)
            .filter(TLSProtocol.SessionBytes.class::isInstance)
            .map(in -> ((TLSProtocol.SessionBytes) in).bytes());
    return BidiFlow.fromFlows(wrap, unwrap).atop(tls);
  }
}
