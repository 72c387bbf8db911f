package org.alphadelta.chaos;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;
import org.alphadelta.wire.Frames;
import org.alphadelta.wire.PeerMessage;

/**
 * Makes the bytes of a flood in batches. Signing is the slow part, so votes that do not depend on
 * the current height are made once. One thread.
 */
final class FloodSource {
  private static final int BATCH = 64;
  private static final int READY_MADE = 512;
  private static final int MOST_ROUND = 1_000_000_000;
  private static final int MOST_GARBAGE_BYTES = 4096;
  private static final int ROUNDS_WITH_DOUBLES = 3;
  private static final int GARBAGE_IN = 50;
  private static final List<FloodKind> QUIETLY_WRONG =
      List.of(FloodKind.FUTURE_HEIGHT, FloodKind.FUTURE_ROUND, FloodKind.EVIDENCE);

  private final GenesisPairId pair;
  private final Signer key;
  private final ToLongFunction<ChainKind> working;
  private final Random random;
  private final List<byte[]> ready = new ArrayList<>();
  private long made;

  /** {@code working}: the height that a chain's validators are agreeing on. */
  FloodSource(GenesisPairId pair, Signer key, ToLongFunction<ChainKind> working, long seed) {
    this.pair = pair;
    this.key = key;
    this.working = working;
    this.random = new Random(seed);
  }

  /** The next bytes to write. */
  byte[] next(FloodKind kind) {
    return switch (kind) {
      case FUTURE_HEIGHT -> futureHeights();
      case FUTURE_ROUND -> batch(this::futureRound);
      case GARBAGE -> garbage();
      case EVIDENCE -> batch(this::twice);
      case ALL -> next(any());
    };
  }

  /** A kind for the mix; garbage is rare, because it ends a connection. */
  private FloodKind any() {
    if (random.nextInt(GARBAGE_IN) == 0) {
      return FloodKind.GARBAGE;
    }
    return QUIETLY_WRONG.get(random.nextInt(QUIETLY_WRONG.size()));
  }

  /** Votes and frames made so far. */
  long made() {
    return made;
  }

  private interface Maker {
    void make(ByteArrayOutputStream out);
  }

  private byte[] batch(Maker maker) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < BATCH; i++) {
      maker.make(out);
      made++;
    }
    return out.toByteArray();
  }

  private byte[] futureHeights() {
    if (ready.isEmpty()) {
      for (int i = 0; i < READY_MADE; i++) {
        ChainKind kind = anyChain();
        long above = working.applyAsLong(kind) + 1;
        long height =
            switch (i % 4) {
              case 0 -> above + random.nextInt(10);
              case 1 -> above + random.nextInt(1_000_000);
              case 2 -> Long.MAX_VALUE - random.nextInt(1_000);
              default -> above + (random.nextLong() >>> 2);
            };
        ready.add(frame(kind, signed(kind, vote(height, random.nextInt(3), anyValue()))));
      }
    }
    return batch(out -> out.writeBytes(ready.get(random.nextInt(ready.size()))));
  }

  private void futureRound(ByteArrayOutputStream out) {
    ChainKind kind = anyChain();
    int round = random.nextBoolean() ? random.nextInt(MOST_ROUND) : random.nextInt(20);
    out.writeBytes(frame(kind, signed(kind, vote(height(kind), round, anyValue()))));
  }

  private void twice(ByteArrayOutputStream out) {
    ChainKind kind = anyChain();
    long height = height(kind);
    int round = random.nextInt(ROUNDS_WITH_DOUBLES);
    for (int i = 0; i < 2; i++) {
      out.writeBytes(frame(kind, signed(kind, vote(height, round, anyValue()))));
    }
  }

  private byte[] garbage() {
    made++;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (random.nextBoolean()) {
      byte[] noise = new byte[1 + random.nextInt(MOST_GARBAGE_BYTES)];
      random.nextBytes(noise);
      out.writeBytes(noise);
      return out.toByteArray();
    }
    for (int i = 0; i < BATCH; i++) {
      ChainKind kind = anyChain();
      byte[] signature = new byte[Signature.LENGTH];
      random.nextBytes(signature);
      Vote vote = vote(height(kind), 0, anyValue());
      out.writeBytes(frame(kind, new SignedVote(vote, Signature.of(signature))));
      made++;
    }
    return out.toByteArray();
  }

  private ChainKind anyChain() {
    return random.nextBoolean() ? ChainKind.ALPHA : ChainKind.DELTA;
  }

  private long height(ChainKind kind) {
    return Math.max(1, working.applyAsLong(kind));
  }

  private Optional<Hash> anyValue() {
    byte[] hash = new byte[Hash.LENGTH];
    random.nextBytes(hash);
    return Optional.of(Hash.of(hash));
  }

  private Vote vote(long height, int round, Optional<Hash> value) {
    VoteType type = random.nextBoolean() ? VoteType.PREVOTE : VoteType.PRECOMMIT;
    return new Vote(type, height, round, value, key.publicKey());
  }

  private SignedVote signed(ChainKind kind, Vote vote) {
    return new SignedVote(vote, key.sign(vote.signingBytes(pair.chain(kind))));
  }

  private static byte[] frame(ChainKind kind, SignedVote vote) {
    return Frames.encode(
            new PeerMessage.ConsensusFrame(kind, new ConsensusMessage.VoteMessage(vote)))
        .toArray();
  }
}
