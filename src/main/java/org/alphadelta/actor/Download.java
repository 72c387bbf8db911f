package org.alphadelta.actor;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.wire.Decoded;
import org.alphadelta.wire.GenesisDecoders;
import org.alphadelta.wire.GenesisMessage;

/**
 * The chunks of an agreed pair as they arrive from several peers; each is checked against the attested hash before it is
 * kept. It does not know who is right: the attestations said so.
 */
final class Download {
  /** Chunks asked of all peers together and not answered yet. */
  private static final int MAX_ASKED = 16;

  /** A peer that has said nothing for so many calls of {@link #tick} after it was asked has refused. */
  static final int PATIENCE_TICKS = 10;

  private record Piece(ChainKind kind, int index) {}

  private record Asked(Session of, long tick) {}

  private final GenesisAgreement.Result.Agreed agreed;
  private final Map<Piece, Bytes> held = new LinkedHashMap<>();
  private final Map<Piece, Asked> asked = new LinkedHashMap<>();
  private final Map<Piece, Set<Session>> refusedBy = new LinkedHashMap<>();
  private int turn;
  private long ticks;

  Download(GenesisAgreement.Result.Agreed agreed) {
    this.agreed = agreed;
  }

  GenesisAgreement.Result.Agreed agreed() {
    return agreed;
  }

  /** Time has passed: who was asked long ago and is silent has refused, so that another is asked. */
  void tick(List<Session> sessions) {
    ticks++;
    asked
        .entrySet()
        .removeIf(
            entry -> {
              boolean silent = ticks - entry.getValue().tick() >= PATIENCE_TICKS;
              if (silent) {
                refused(entry.getKey(), entry.getValue().of());
              }
              return silent;
            });
    request(sessions);
  }

  /** Asks the peers in turn for what is missing and is not being asked for. */
  void request(List<Session> sessions) {
    for (ChainKind kind : ChainKind.values()) {
      for (int i = 0; i < manifest(kind).chunks().size(); i++) {
        Piece piece = new Piece(kind, i);
        if (!held.containsKey(piece) && !asked.containsKey(piece) && asked.size() < MAX_ASKED) {
          next(piece, sessions)
              .ifPresent(
                  to -> {
                    asked.put(piece, new Asked(to, ticks));
                    to.send(
                        new GenesisMessage.GenesisChunkRequest(agreed.pair(), kind, piece.index()));
                  });
        }
      }
    }
  }

  /** A peer that has answered wrongly or not at all is asked last; when all have, everybody may try again. */
  private Optional<Session> next(Piece piece, List<Session> sessions) {
    Set<Session> refused = refusedBy.computeIfAbsent(piece, p -> new LinkedHashSet<>());
    if (refused.containsAll(sessions)) {
      refused.clear();
    }
    List<Session> willing = sessions.stream().filter(s -> !refused.contains(s)).toList();
    return willing.isEmpty()
        ? Optional.empty()
        : Optional.of(willing.get(Math.floorMod(turn++, willing.size())));
  }

  void take(Session from, GenesisMessage.GenesisChunk chunk) {
    Piece piece = new Piece(chunk.chain(), chunk.index());
    Asked waiting = asked.get(piece);
    if (waiting == null || !from.equals(waiting.of()) || !chunk.alpha().equals(agreed.pair().alpha())) {
      return;
    }
    asked.remove(piece);
    if (Manifest.chunkHash(chunk.content()).equals(manifest(piece.kind()).chunks().get(piece.index()))) {
      held.put(piece, chunk.content());
    } else {
      refused(piece, from);
    }
  }

  private void refused(Piece piece, Session by) {
    refusedBy.computeIfAbsent(piece, p -> new LinkedHashSet<>()).add(by);
  }

  void forget(Session session) {
    asked.values().removeIf(waiting -> waiting.of().equals(session));
    refusedBy.values().forEach(s -> s.remove(session));
  }

  /** Whether every chunk is there. */
  boolean complete() {
    return held.size() == agreed.alpha().chunks().size() + agreed.delta().chunks().size();
  }

  /**
   * The pair, once every chunk is there; empty when the attested bytes are no genesis. That they are what was attested
   * follows from the chunks' hashes.
   */
  Optional<GenesisPair> finished() {
    if (!complete()) {
      return Optional.empty();
    }
    Optional<Genesis> alpha = genesis(ChainKind.ALPHA);
    Optional<Genesis> delta = genesis(ChainKind.DELTA);
    return alpha.isPresent() && delta.isPresent()
        ? Optional.of(new GenesisPair(alpha.get(), delta.get()))
        : Optional.empty();
  }

  private Optional<Genesis> genesis(ChainKind kind) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int i = 0; i < manifest(kind).chunks().size(); i++) {
      content.writeBytes(held.getOrDefault(new Piece(kind, i), Bytes.EMPTY).toArray());
    }
    return switch (GenesisDecoders.GENESIS.decode(Bytes.of(content.toByteArray()))) {
      case Decoded.Ok<Genesis> ok -> Optional.of(ok.value());
      case Decoded.Malformed<Genesis> malformed -> Optional.empty();
    };
  }

  private Manifest manifest(ChainKind kind) {
    return switch (kind) {
      case ALPHA -> agreed.alpha();
      case DELTA -> agreed.delta();
    };
  }
}
