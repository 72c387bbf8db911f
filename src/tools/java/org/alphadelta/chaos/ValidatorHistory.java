package org.alphadelta.chaos;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SigningStep;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * The external history of one honest validator: its signatures and certificates on the wire, its
 * stored blocks, the start of its process and the messages received since. It checks whether the
 * next signature may come now; {@link SignatureClaim} checks whether it may come at all.
 */
final class ValidatorHistory {
  private final SortedMap<Position, Optional<Hash>> signed = new TreeMap<>();
  private final SortedSet<Round> shown = new TreeSet<>();
  private final SortedSet<Answer> answers = new TreeSet<>();
  private Optional<Round> toShow = Optional.empty();
  private long stored;
  private boolean ran;
  private long startedAt;
  private Position signState = Position.NONE;
  private Position newestBefore = Position.NONE;
  private boolean exchanged;

  /** A precommit for a value. */
  record Lock(int round, Hash value) {
    @Override
    public String toString() {
      return value.brief() + " of round " + round;
    }
  }

  private record Round(long height, int round) implements Comparable<Round> {
    private static final Comparator<Round> ORDER =
        Comparator.comparingLong(Round::height).thenComparingInt(Round::round);

    @Override
    public int compareTo(Round other) {
      return ORDER.compare(this, other);
    }
  }

  private record Answer(long height, PublicKey from) implements Comparable<Answer> {
    private static final Comparator<Answer> ORDER =
        Comparator.comparingLong(Answer::height).thenComparing(Answer::from);

    @Override
    public int compareTo(Answer other) {
      return ORDER.compare(this, other);
    }
  }

  /** The process starts, with this many blocks on its disk and {@code last} in its sign-state. */
  void starts(long blocks, Optional<OwnMessage> last) {
    newestBefore = signed.isEmpty() ? Position.NONE : signed.lastKey();
    signState = last.map(OwnMessage::position).orElse(Position.NONE);
    startedAt = ran ? blocks + 1 : 0;
    ran = true;
    exchanged = false;
    answers.clear();
    toShow = Optional.empty();
  }

  void answered(PublicKey from, long height) {
    answers.add(new Answer(height, from));
  }

  void stores(long height) {
    stored = height;
  }

  /** It sends a polka. */
  void shows(long height, int round) {
    shown.add(new Round(height, round));
  }

  void signs(OwnMessage message) {
    Position at = message.position();
    Optional<Hash> value =
        switch (message) {
          case OwnMessage.OfProposal m -> Optional.of(m.proposal().value());
          case OwnMessage.OfVote m -> m.signed().vote().value();
        };
    signed.put(at, value);
    exchanged = exchanged || at.compareTo(signState) > 0;
    toShow =
        at.step() == SigningStep.PRECOMMIT && at.round() > 0 && value.isPresent()
            ? Optional.of(new Round(at.height(), at.round()))
            : Optional.empty();
  }

  /** The newest precommit for a value before a round. */
  Optional<Lock> lock(long height, int before) {
    return signed
        .subMap(
            new Position(height, 0, SigningStep.NONE),
            new Position(height, before, SigningStep.NONE))
        .entrySet()
        .stream()
        .filter(e -> e.getKey().step() == SigningStep.PRECOMMIT)
        .flatMap(e -> e.getValue().map(v -> new Lock(e.getKey().round(), v)).stream())
        .reduce((earlier, later) -> later);
  }

  /** Whether it prevoted in this round, or may have without sending the prevote. */
  boolean hasPrevoted(Position at) {
    return at.height() == startedAt
        || signed.containsKey(new Position(at.height(), at.round(), SigningStep.PREVOTE));
  }

  /**
   * A signature is sent, perhaps again. A validator started on an old sign-state must notice before
   * it reaches its former position.
   */
  void checkShown(Position at, Consumer<String> wrong) {
    if (at.compareTo(signState) > 0 && at.compareTo(newestBefore) <= 0) {
      wrong.accept("had signed " + newestBefore + " before its start");
    }
  }

  /** Checks whether a new signature may come now. */
  void checkOrder(SignatureClaim claim, Consumer<String> wrong) {
    Position at = claim.at();
    if (at.compareTo(signState) <= 0) {
      return;
    }
    SortedSet<PublicKey> heard = new TreeSet<>();
    answers.stream().filter(a -> a.height() == at.height()).forEach(a -> heard.add(a.from()));
    if (!exchanged && claim.committee().size() > 1 && !claim.oneHonest(heard)) {
      wrong.accept("has heard from " + heard.size() + " since its start"); // rule 25
    }
    if (at.height() == startedAt) {
      return;
    }
    if (at.height() <= stored) {
      wrong.accept("has stored " + stored); // rule 12
    }
    if (!signed.isEmpty() && signed.lastKey().compareTo(at) > 0) {
      wrong.accept("had signed " + signed.lastKey()); // rule 21
    }
    toShow
        .filter(r -> r.height() == at.height() && !shown.contains(r))
        .ifPresent(r -> wrong.accept("has not shown the polka of round " + r.round())); // (b)
  }
}
