package org.alphadelta.genesis;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;

/**
 * Downloads the chunks of an agreed pair from several peers; each chunk is checked against the
 * attested hash before it is kept. It returns requests and sends nothing.
 *
 * @param <P> a connection; a peer that reconnects is another one
 */
public final class Download<P> {
  /** Chunks requested from all peers together and not answered yet. */
  private static final int MAX_ASKED = 16;

  /** A peer fails when it sends nothing for this many calls of {@link #tick} after a request. */
  public static final int PATIENCE_TICKS = 4;

  /** Request this chunk from this peer. */
  public record Request<P>(P peer, ChainKind kind, int index) {}

  /** Content that a peer sent as chunk {@code index} of one genesis of the pair with this Alpha. */
  public record Chunk(Hash alpha, ChainKind kind, int index, Bytes content) {}

  private record Piece(ChainKind kind, int index) {}

  private record Asked<P>(P of, long tick) {}

  private final GenesisAgreement.Result.Agreed agreed;
  private final Predicate<P> vouched;
  private final Map<Piece, Bytes> held = new LinkedHashMap<>();
  private final Map<Piece, Asked<P>> asked = new LinkedHashMap<>();
  private final Map<Piece, Set<P>> everAsked = new LinkedHashMap<>();
  private final Map<P, Integer> failures = new LinkedHashMap<>();
  private int turn;
  private long ticks;

  /**
   * {@code vouched}: whether a peer has sent attestations of this pair, so that it probably has it.
   */
  public Download(GenesisAgreement.Result.Agreed agreed, Predicate<P> vouched) {
    this.agreed = agreed;
    this.vouched = vouched;
  }

  public GenesisAgreement.Result.Agreed agreed() {
    return agreed;
  }

  /**
   * Advances time: a peer that has been silent too long after a request fails, and another is
   * asked.
   */
  public List<Request<P>> tick(List<P> peers) {
    ticks++;
    asked
        .entrySet()
        .removeIf(
            entry -> {
              boolean silent = ticks - entry.getValue().tick() >= PATIENCE_TICKS;
              if (silent) {
                failed(entry.getValue().of());
              }
              return silent;
            });
    return request(peers);
  }

  /** Distributes missing chunks that are not requested yet over the peers. */
  public List<Request<P>> request(List<P> peers) {
    List<Request<P>> requests = new ArrayList<>();
    for (ChainKind kind : ChainKind.values()) {
      for (int i = 0; i < manifest(kind).chunks().size(); i++) {
        Piece piece = new Piece(kind, i);
        if (!held.containsKey(piece) && !asked.containsKey(piece) && asked.size() < MAX_ASKED) {
          next(peers)
              .ifPresent(
                  to -> {
                    asked.put(piece, new Asked<>(to, ticks));
                    everAsked.computeIfAbsent(piece, p -> new LinkedHashSet<>()).add(to);
                    requests.add(new Request<>(to, kind, piece.index()));
                  });
        }
      }
    }
    return requests;
  }

  /**
   * The peers that failed least, of them those that vouched, in turn. Many silent peers cost one
   * round of patience at most, and a single peer is asked again and again.
   */
  private Optional<P> next(List<P> peers) {
    int least = peers.stream().mapToInt(this::failures).min().orElse(0);
    List<P> best = peers.stream().filter(s -> failures(s) == least).toList();
    List<P> vouching = best.stream().filter(vouched).toList();
    List<P> willing = vouching.isEmpty() ? best : vouching;
    return willing.isEmpty()
        ? Optional.empty()
        : Optional.of(willing.get(Math.floorMod(turn++, willing.size())));
  }

  /** Accepts a chunk from a peer that was asked for it, however late: its hash proves it. */
  public void take(P from, Chunk chunk) {
    Piece piece = new Piece(chunk.kind(), chunk.index());
    boolean wanted =
        everAsked.getOrDefault(piece, Set.of()).contains(from)
            && !held.containsKey(piece)
            && chunk.alpha().equals(agreed.pair().alpha());
    if (!wanted) {
      return;
    }
    if (Manifest.chunkHash(chunk.content())
        .equals(manifest(piece.kind()).chunks().get(piece.index()))) {
      held.put(piece, chunk.content());
      asked.remove(piece);
      everAsked.remove(piece);
      failures.remove(from);
    } else {
      failed(from);
      forget(piece, from);
    }
  }

  private void forget(Piece piece, P connection) {
    Asked<P> waiting = asked.get(piece);
    if (waiting != null && waiting.of().equals(connection)) {
      asked.remove(piece);
    }
    Set<P> all = everAsked.get(piece);
    if (all != null) {
      all.remove(connection);
    }
  }

  private int failures(P connection) {
    return failures.getOrDefault(connection, 0);
  }

  private void failed(P connection) {
    failures.merge(connection, 1, Integer::sum);
  }

  public void forget(P connection) {
    asked.values().removeIf(waiting -> waiting.of().equals(connection));
    everAsked.values().forEach(all -> all.remove(connection));
    failures.remove(connection);
  }

  /** Whether every chunk has arrived. */
  public boolean complete() {
    return held.size() == agreed.alpha().chunks().size() + agreed.delta().chunks().size();
  }

  /**
   * The pair, once complete; empty when the attested bytes are no genesis. That they are the
   * attested bytes follows from the chunks' hashes.
   */
  public Optional<GenesisPair> finished() {
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
    return switch (Genesis.CODEC.decode(Bytes.of(content.toByteArray()))) {
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
