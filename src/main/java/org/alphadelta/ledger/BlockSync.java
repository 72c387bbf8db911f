package org.alphadelta.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.PublicKey;

/**
 * Decides which peer is asked for which final blocks, and keeps responses until they are applied.
 * Time comes in as an argument; {@link Ledger} decides whether a block is valid, and the result is
 * reported back here. Confined to one thread.
 *
 * <p>Peers lie about heights (rule 18). A claimed height is a reason to ask and nothing else:
 * however high it is, claimants take turns, newcomers come last, one is asked at a time, and each
 * has one answer per request. A peer that does not answer in time, or only with useless blocks, is
 * suspended, twice as long each time, and is asked only when every other claimant is suspended too.
 * So a stalling peer costs one timeout and then nothing while any other can help.
 *
 * @param <P> a connection; a peer that reconnects is another one
 */
public final class BlockSync<P> {
  /** Most blocks of one response. */
  public static final int MAX_BLOCKS = 50;

  /** A node one block behind gives agreement this long before it requests the block from peers. */
  static final long PATIENCE_MILLIS = 400;

  static final long ANSWER_MILLIS = 3_000;
  static final long REST_MILLIS = 3_000;
  private static final int MOST_DOUBLINGS = 4;

  /** While every peer is suspended, a failure is followed by a pause of this length. */
  static final long PAUSE_MILLIS = 150;

  /** Request blocks from this height on from this peer. */
  public record Ask<P>(P peer, long from, int count) {}

  /**
   * @param askedFrom the request that is not answered yet; 0 when there is none
   */
  private record Standing(
      long claim, long turn, int failures, long restsUntilMillis, long askedFrom) {
    Standing claiming(long height) {
      return new Standing(height, turn, failures, restsUntilMillis, askedFrom);
    }

    Standing asked(long next, long from) {
      return new Standing(claim, next, failures, restsUntilMillis, from);
    }

    Standing answered() {
      return new Standing(claim, turn, failures, restsUntilMillis, 0);
    }

    Standing helped() {
      return new Standing(claim, turn, 0, 0, askedFrom);
    }

    Standing failed(long nowMillis) {
      long rest = REST_MILLIS << Math.min(failures, MOST_DOUBLINGS);
      return new Standing(claim, turn, failures + 1, nowMillis + rest, askedFrom);
    }
  }

  private record Offer<P>(CertifiedBlock block, Optional<P> from) {}

  private record Asked<P>(P peer, long untilMillis) {}

  private final Optional<PublicKey> self;
  private final Map<P, Standing> standings = new LinkedHashMap<>();
  private final Deque<Offer<P>> offers = new ArrayDeque<>();
  private Optional<Asked<P>> asked = Optional.empty();
  private long turns;
  private long advancedAtMillis;
  private long silentUntilMillis;

  /**
   * @param self this validator, which may leave the chain
   */
  public BlockSync(Optional<PublicKey> self, long nowMillis) {
    this.self = self;
    this.advancedAtMillis = nowMillis;
    this.silentUntilMillis = nowMillis;
  }

  public void joined(P peer) {
    standings.put(peer, new Standing(0, turns++, 0, 0, 0));
  }

  public void left(P peer) {
    standings.remove(peer);
    asked = asked.filter(a -> !a.peer().equals(peer));
  }

  /** The peers to tell when this node has another block. */
  public List<P> peers() {
    return List.copyOf(standings.keySet());
  }

  public void claimed(P peer, long height) {
    standings.computeIfPresent(peer, (p, s) -> s.claiming(Math.max(s.claim(), height)));
  }

  /**
   * A leaver needs this chain up to the split and no further; nobody needs more than a concluded
   * chain has.
   */
  public boolean finished(ChainHead head) {
    return head.concluded() || self.filter(head::departed).isPresent();
  }

  /** The request to send now, if any; called periodically and after each answer. */
  public Optional<Ask<P>> due(ChainHead head, long nowMillis) {
    giveUp(nowMillis);
    if (asked.isPresent() || finished(head) || next(head).isPresent()) {
      return Optional.empty();
    }
    boolean patient = nowMillis - advancedAtMillis < PATIENCE_MILLIS;
    Optional<P> chosen = choose(head.height() + (patient ? 1 : 0), nowMillis);
    chosen.ifPresent(
        peer -> {
          standings.computeIfPresent(peer, (p, s) -> s.asked(turns++, head.nextHeight()));
          asked = Optional.of(new Asked<>(peer, nowMillis + ANSWER_MILLIS));
        });
    return chosen.map(peer -> new Ask<>(peer, head.nextHeight(), MAX_BLOCKS));
  }

  private void giveUp(long nowMillis) {
    Optional<Asked<P>> late = asked.filter(a -> nowMillis >= a.untilMillis());
    late.ifPresent(a -> failed(a.peer(), nowMillis));
    asked = late.isPresent() ? Optional.empty() : asked;
  }

  private Optional<P> choose(long above, long nowMillis) {
    List<Map.Entry<P, Standing>> claimants =
        standings.entrySet().stream().filter(e -> e.getValue().claim() > above).toList();
    Optional<P> awake =
        claimants.stream()
            .filter(e -> e.getValue().restsUntilMillis() <= nowMillis)
            .min(Comparator.comparingLong(e -> e.getValue().turn()))
            .map(Map.Entry::getKey);
    if (awake.isPresent() || nowMillis < silentUntilMillis) {
      return awake;
    }
    return claimants.stream()
        .min(Comparator.comparingLong(e -> e.getValue().restsUntilMillis()))
        .map(Map.Entry::getKey);
  }

  /**
   * An answer, also a late one. Blocks that were not requested, or that do not follow, are dropped.
   */
  public void answered(P peer, List<CertifiedBlock> blocks, ChainHead head, long nowMillis) {
    long from = Optional.ofNullable(standings.get(peer)).map(Standing::askedFrom).orElse(0L);
    if (from == 0) {
      return;
    }
    standings.computeIfPresent(peer, (p, s) -> s.answered());
    asked = asked.filter(a -> !a.peer().equals(peer));
    List<CertifiedBlock> following = following(blocks, head.nextHeight());
    if (following.isEmpty() && from == head.nextHeight()) {
      standings.computeIfPresent(peer, (p, s) -> s.claiming(0));
      failed(peer, nowMillis);
    } else if (next(head).isEmpty()) {
      following.forEach(block -> offers.add(new Offer<>(block, Optional.of(peer))));
    }
  }

  private static List<CertifiedBlock> following(List<CertifiedBlock> blocks, long next) {
    List<CertifiedBlock> following = new ArrayList<>();
    for (CertifiedBlock block : blocks) {
      if (block.block().height() == next + following.size() && following.size() < MAX_BLOCKS) {
        following.add(block);
      }
    }
    return following;
  }

  /** Agreement decided this block here, and it cannot be applied yet. */
  public void keep(CertifiedBlock decided) {
    offers.clear();
    offers.add(new Offer<>(decided, Optional.empty()));
  }

  /** The block to apply next; it stays until {@link #advanced} or {@link #refused}. */
  public Optional<CertifiedBlock> next(ChainHead head) {
    if (finished(head)) {
      offers.clear();
    }
    while (!offers.isEmpty() && offers.peekFirst().block().block().height() < head.nextHeight()) {
      offers.removeFirst();
    }
    return Optional.ofNullable(offers.peekFirst()).map(Offer::block);
  }

  /** A block from here or from agreement was applied; {@code head} is the head after it. */
  public void advanced(ChainHead head, long nowMillis) {
    advancedAtMillis = nowMillis;
    Optional.ofNullable(offers.peekFirst())
        .filter(offer -> offer.block().block().height() == head.height())
        .flatMap(Offer::from)
        .ifPresent(peer -> standings.computeIfPresent(peer, (p, s) -> s.helped()));
    next(head);
  }

  /** The block from {@link #next} is not final; returns its sender, if that was a peer. */
  public Optional<P> refused(long nowMillis) {
    Optional<P> from = Optional.ofNullable(offers.peekFirst()).flatMap(Offer::from);
    offers.clear();
    from.ifPresent(peer -> failed(peer, nowMillis));
    return from;
  }

  private void failed(P peer, long nowMillis) {
    standings.computeIfPresent(peer, (p, s) -> s.failed(nowMillis));
    silentUntilMillis = nowMillis + PAUSE_MILLIS;
  }
}
