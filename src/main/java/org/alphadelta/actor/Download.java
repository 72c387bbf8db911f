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

  private record Piece(ChainKind kind, int index) {}

  private final GenesisAgreement.Result.Agreed agreed;
  private final Map<Piece, Bytes> held = new LinkedHashMap<>();
  private final Map<Piece, Session> asked = new LinkedHashMap<>();
  private final Map<Piece, Set<Session>> refusedBy = new LinkedHashMap<>();
  private int turn;

  Download(GenesisAgreement.Result.Agreed agreed) {
    this.agreed = agreed;
  }

  GenesisAgreement.Result.Agreed agreed() {
    return agreed;
  }

  /** Asks the peers in turn for what is missing and was not asked for yet. */
  void request(List<Session> sessions) {
    for (ChainKind kind : ChainKind.values()) {
      for (int i = 0; i < manifest(kind).chunks().size(); i++) {
        Piece piece = new Piece(kind, i);
        if (!held.containsKey(piece) && !asked.containsKey(piece) && asked.size() < MAX_ASKED) {
          next(piece, sessions)
              .ifPresent(
                  to -> {
                    asked.put(piece, to);
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
    if (!from.equals(asked.get(piece)) || !chunk.alpha().equals(agreed.pair().alpha())) {
      return;
    }
    asked.remove(piece);
    if (Manifest.chunkHash(chunk.content()).equals(manifest(piece.kind()).chunks().get(piece.index()))) {
      held.put(piece, chunk.content());
    } else {
      refusedBy.computeIfAbsent(piece, p -> new LinkedHashSet<>()).add(from);
    }
  }

  void forget(Session session) {
    asked.values().removeIf(session::equals);
    refusedBy.values().forEach(s -> s.remove(session));
  }

  /** The pair, once every chunk is there. That it is what was attested follows from the chunks' hashes. */
  Optional<GenesisPair> finished() {
    int wanted = agreed.alpha().chunks().size() + agreed.delta().chunks().size();
    if (held.size() < wanted) {
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
