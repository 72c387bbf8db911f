package org.alphadelta.core;

import java.util.Optional;

/**
 * A block's header. {@code timeMillis} is information only (milliseconds since 1970-01-01 UTC,
 * greater than the parent's). {@code previous} is the parent's header hash, at height 1 the genesis
 * hash. {@code upgrade} names the approved proposal in the activation block. {@code anchor} is
 * present for Delta only.
 */
public record Header(
    ChainId chain,
    long height,
    long timeMillis,
    Hash previous,
    Hash transactionRoot,
    Hash stateRoot,
    Hash committee,
    Hash nextCommittee,
    PublicKey proposer,
    Optional<Hash> upgrade,
    Optional<Anchor> anchor)
    implements Canonical {
  public Header {
    if (height < 1 || timeMillis < 0) {
      throw new IllegalArgumentException(
          "a block has height 1 or more and a time, found height "
              + height
              + ", time "
              + timeMillis);
    }
    if (anchor.isPresent() != (chain.kind() == ChainKind.DELTA)) {
      throw new IllegalArgumentException(
          "an anchor belongs to delta alone, found " + chain.kind() + " with " + anchor);
    }
  }

  /** The identity of the block; what votes and certificates name. */
  public Hash hash() {
    return Sha256.tagged("adn/block-header", canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, chain)
        .uint(2, height)
        .uint(3, timeMillis)
        .hash(4, previous)
        .hash(5, transactionRoot)
        .hash(6, stateRoot)
        .hash(7, committee)
        .hash(8, nextCommittee)
        .bytes(9, proposer.bytes())
        .hash(10, upgrade);
    anchor.ifPresent(a -> out.message(11, a));
  }
}
