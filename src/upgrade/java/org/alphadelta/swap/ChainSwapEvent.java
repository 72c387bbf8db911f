package org.alphadelta.swap;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.UpgradeCertificate;

/** Events on the way from a source chain to its successor. Stream {@code succession}. */
public sealed interface ChainSwapEvent extends Canonical {
  Hash proposal();

  /** Both genesis blocks were rebuilt and are as expected; the disk has room for the upgrade. */
  record Preflighted(
      Hash proposal, GenesisPairId source, GenesisPairId target, long activationHeight)
      implements ChainSwapEvent {
    public static final Codec<Preflighted> CODEC =
        Codec.of(
            "preflighted",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, Preflighted::proposal),
            Field.of(2, "source", FieldType.message(GenesisPairId.CODEC), Preflighted::source),
            Field.of(3, "target", FieldType.message(GenesisPairId.CODEC), Preflighted::target),
            Field.of(4, "activation_height", FieldType.UINT64, Preflighted::activationHeight),
            Preflighted::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * Alpha of {@code source} approved the proposal in {@code block} at {@code height}, proven by the
   * certificate.
   */
  record Activated(
      Hash proposal, GenesisPairId source, long height, Hash block, UpgradeCertificate certificate)
      implements ChainSwapEvent {
    public static final Codec<Activated> CODEC =
        Codec.of(
            "activated",
            UpgradeCertificate.MAX_BYTES + Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, Activated::proposal),
            Field.of(2, "source", FieldType.message(GenesisPairId.CODEC), Activated::source),
            Field.of(3, "height", FieldType.UINT64, Activated::height),
            Field.of(4, "block", FieldType.HASH, Activated::block),
            Field.of(
                5,
                "certificate",
                FieldType.message(UpgradeCertificate.CODEC),
                Activated::certificate),
            Activated::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** Alpha's genesis, rebuilt after activation, is as expected, and so is Delta's. */
  record AlphaGenesisVerified(Hash proposal, Hash alpha) implements ChainSwapEvent {
    public static final Codec<AlphaGenesisVerified> CODEC =
        Codec.of(
            "alpha genesis verified",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, AlphaGenesisVerified::proposal),
            Field.of(2, "alpha", FieldType.HASH, AlphaGenesisVerified::alpha),
            AlphaGenesisVerified::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * Sign-state, attestation, chain directory and pointer of the new pair are durable; its Alpha
   * runs.
   */
  record AlphaStarted(Hash proposal, GenesisPairId target) implements ChainSwapEvent {
    public static final Codec<AlphaStarted> CODEC =
        Codec.of(
            "alpha started",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, AlphaStarted::proposal),
            Field.of(2, "target", FieldType.message(GenesisPairId.CODEC), AlphaStarted::target),
            AlphaStarted::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The new Alpha has finalized as many blocks as Delta's genesis requires. */
  record AlphaStable(Hash proposal, long height, Hash head) implements ChainSwapEvent {
    public static final Codec<AlphaStable> CODEC =
        Codec.of(
            "alpha stable",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, AlphaStable::proposal),
            Field.of(2, "height", FieldType.UINT64, AlphaStable::height),
            Field.of(3, "head", FieldType.HASH, AlphaStable::head),
            AlphaStable::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** Delta's stored genesis is as expected and names the running Alpha. */
  record DeltaGenesisVerified(Hash proposal, Hash delta) implements ChainSwapEvent {
    public static final Codec<DeltaGenesisVerified> CODEC =
        Codec.of(
            "delta genesis verified",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, DeltaGenesisVerified::proposal),
            Field.of(2, "delta", FieldType.HASH, DeltaGenesisVerified::delta),
            DeltaGenesisVerified::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record DeltaStarted(Hash proposal, GenesisPairId target) implements ChainSwapEvent {
    public static final Codec<DeltaStarted> CODEC =
        Codec.of(
            "delta started",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, DeltaStarted::proposal),
            Field.of(2, "target", FieldType.message(GenesisPairId.CODEC), DeltaStarted::target),
            DeltaStarted::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The new Delta has executed a block. */
  record Completed(Hash proposal, long height, Hash block) implements ChainSwapEvent {
    public static final Codec<Completed> CODEC =
        Codec.of(
            "completed",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, Completed::proposal),
            Field.of(2, "height", FieldType.UINT64, Completed::height),
            Field.of(3, "block", FieldType.HASH, Completed::block),
            Completed::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * The source's closing Delta block is final on this machine; this validator has no more duty on
   * the source.
   */
  record SourceClosed(Hash proposal, long height, Hash block) implements ChainSwapEvent {
    public static final Codec<SourceClosed> CODEC =
        Codec.of(
            "source closed",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, SourceClosed::proposal),
            Field.of(2, "height", FieldType.UINT64, SourceClosed::height),
            Field.of(3, "block", FieldType.HASH, SourceClosed::block),
            SourceClosed::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The upgrade waits for its operator. The next successful step lifts this. */
  record Blocked(
      Hash proposal,
      GenesisPairId source,
      GenesisPairId target,
      long activationHeight,
      Obstacle obstacle)
      implements ChainSwapEvent {
    /** Room for the three texts of an obstacle. */
    public static final int MAX_BYTES = 8 * Codec.SMALL_BYTES;

    public static final Codec<Blocked> CODEC =
        Codec.of(
            "blocked",
            MAX_BYTES,
            Field.of(1, "proposal", FieldType.HASH, Blocked::proposal),
            Field.of(2, "source", FieldType.message(GenesisPairId.CODEC), Blocked::source),
            Field.of(3, "target", FieldType.message(GenesisPairId.CODEC), Blocked::target),
            Field.of(4, "activation_height", FieldType.UINT64, Blocked::activationHeight),
            Field.of(5, "obstacle", FieldType.message(Obstacle.CODEC), Blocked::obstacle),
            Blocked::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** Another build runs the target, and everything it needs is in this home. */
  record HandedOver(Hash proposal, GenesisPairId target) implements ChainSwapEvent {
    public static final Codec<HandedOver> CODEC =
        Codec.of(
            "handed over",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, HandedOver::proposal),
            Field.of(2, "target", FieldType.message(GenesisPairId.CODEC), HandedOver::target),
            HandedOver::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }
}
