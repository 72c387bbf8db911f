package org.alphadelta.core;

import java.util.Optional;

/**
 * A block's header. {@code timeMillis} is informative only (milliseconds since 1970-01-01 UTC,
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
  public static final Codec<Header> CODEC =
      Codec.of(
          "block header",
          Codec.SMALL_BYTES,
          Field.of(1, "chain", FieldType.message(ChainId.CODEC), Header::chain),
          Field.of(2, "height", FieldType.UINT64, Header::height),
          Field.of(3, "time_millis", FieldType.UINT64, Header::timeMillis),
          Field.of(4, "previous", FieldType.HASH, Header::previous),
          Field.of(5, "transaction_root", FieldType.HASH, Header::transactionRoot),
          Field.of(6, "state_root", FieldType.HASH, Header::stateRoot),
          Field.of(7, "committee", FieldType.HASH, Header::committee),
          Field.of(8, "next_committee", FieldType.HASH, Header::nextCommittee),
          Field.of(9, "proposer", FieldType.PUBLIC_KEY, Header::proposer),
          Field.optional(10, "upgrade", FieldType.HASH, Header::upgrade),
          Field.optional(11, "anchor", FieldType.message(Anchor.CODEC), Header::anchor),
          Header::new);

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

  /** The identity of the block, which votes and certificates name. */
  public Hash hash() {
    return Sha256.tagged("adn/block-header", canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
