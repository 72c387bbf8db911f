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
 * Decides which peer is asked for which final blocks, and keeps those that came until they are
 * applied. It knows neither connections nor clocks, and not whether a block is good: {@link Ledger}
 * says that, and what it said comes back here. Confined to one thread.
 *
 * <p>Peers lie about heights (rule 18). A claim is a reason to ask and nothing else: however high
 * it is, claimants take turns, newcomers come last, one is asked at a time, and each has one answer
 * for each question. Who does not answer in time, or with nothing that leads on, rests, twice as
 * long each time, and is asked only when every other claimant rests too. So one that stalls costs
 * one time-out and then nothing while anybody else can help.
 *
 * @param <P> a connection; a peer that comes again is another one
 */
public final class BlockSync<P> {
  /** Most blocks of one answer. */
  public static final int MAX_BLOCKS = 50;

  /** A node one block behind gives agreement this long before it asks others for the block. */
  static final long PATIENCE_MILLIS = 400;

  static final long ANSWER_MILLIS = 3_000;
  static final long REST_MILLIS = 3_000;
  private static final int MOST_DOUBLINGS = 4;

  /** While everybody rests, a failure is followed by this much silence. */
  static final long PAUSE_MILLIS = 150;

  /** Ask this peer for blocks from this height on. */
  public record Ask<P>(P peer, long from, int count) {}

  /**
   * @param askedFrom the question that is not answered yet; 0 when there is none
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
   * @param self this validator, whose part of a chain may end
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

  /** Everybody to tell when this node has another block. */
  public List<P> peers() {
    return List.copyOf(standings.keySet());
  }

  public void claimed(P peer, long height) {
    standings.computeIfPresent(peer, (p, s) -> s.claiming(Math.max(s.claim(), height)));
  }

  /**
   * Whoever voted for the upgrade needs this chain up to the split, and not a block more; nobody
   * needs more than there is.
   */
  public boolean finished(ChainHead head) {
    return head.concluded() || self.filter(head::departed).isPresent();
  }

  /** Whom to ask now, if anybody; to be called again and again, and after each answer. */
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

  /** An answer, also a late one. Blocks nobody asked for, or that do not follow, are dropped. */
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

  /** A block was applied, from here or from agreement; this is the head after it. */
  public void advanced(ChainHead head, long nowMillis) {
    advancedAtMillis = nowMillis;
    Optional.ofNullable(offers.peekFirst())
        .filter(offer -> offer.block().block().height() == head.height())
        .flatMap(Offer::from)
        .ifPresent(peer -> standings.computeIfPresent(peer, (p, s) -> s.helped()));
    next(head);
  }

  /** What {@link #next} gave is not final; names who sent it, if that was a peer. */
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
