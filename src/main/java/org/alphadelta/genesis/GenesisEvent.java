package org.alphadelta.genesis;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;

/** Events about the genesis that this node accepts. Stream {@code genesis}. */
public sealed interface GenesisEvent extends Canonical {
  GenesisPairId pair();

  /** The operator imported the pair; it agrees with the pins. */
  record GenesisImported(GenesisPairId pair) implements GenesisEvent {
    public static final Codec<GenesisImported> CODEC =
        Codec.of(
            "genesis imported",
            Codec.SMALL_BYTES,
            Field.of(1, "pair", FieldType.message(GenesisPairId.CODEC), GenesisImported::pair),
            GenesisImported::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * Enough of the {@code pinned} governors attest the pair; {@code attestations} are those counted.
   */
  record GenesisAccepted(GenesisPairId pair, int pinned, List<SignedAttestation> attestations)
      implements GenesisEvent {
    /** Room for the attestations of a whole committee. Bytes. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    public static final Codec<GenesisAccepted> CODEC =
        Codec.of(
            "genesis accepted",
            MAX_BYTES,
            Field.of(1, "pair", FieldType.message(GenesisPairId.CODEC), GenesisAccepted::pair),
            Field.of(2, "pinned", FieldType.UINT32, GenesisAccepted::pinned),
            Field.list(
                3,
                "attestations",
                Committee.MAX_MEMBERS,
                FieldType.message(SignedAttestation.CODEC),
                GenesisAccepted::attestations),
            GenesisAccepted::new);

    public GenesisAccepted {
      attestations = List.copyOf(attestations);
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** This governor attested the pair. */
  record GenesisAttested(GenesisPairId pair, SignedAttestation attestation)
      implements GenesisEvent {
    public static final Codec<GenesisAttested> CODEC =
        Codec.of(
            "genesis attested",
            Attestation.MAX_BYTES,
            Field.of(1, "pair", FieldType.message(GenesisPairId.CODEC), GenesisAttested::pair),
            Field.of(
                2,
                "attestation",
                FieldType.message(SignedAttestation.CODEC),
                GenesisAttested::attestation),
            GenesisAttested::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** A governor attested two pairs: it counts for no pair of that generation any more. */
  record AttestedTwice(DoubleAttestation evidence) implements GenesisEvent {
    public static final Codec<AttestedTwice> CODEC =
        Codec.of(
            "attested twice",
            DoubleAttestation.MAX_BYTES,
            Field.of(
                1, "evidence", FieldType.message(DoubleAttestation.CODEC), AttestedTwice::evidence),
            AttestedTwice::new);

    @Override
    public GenesisPairId pair() {
      return evidence.first().attestation().pair();
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The cached pair failed its check at a start and was quarantined; it is fetched again. */
  record CacheQuarantined(GenesisPairId pair, String reason) implements GenesisEvent {
    public static final Codec<CacheQuarantined> CODEC =
        Codec.of(
            "cache quarantined",
            Codec.SMALL_BYTES,
            Field.of(1, "pair", FieldType.message(GenesisPairId.CODEC), CacheQuarantined::pair),
            Field.of(2, "reason", FieldType.TEXT, CacheQuarantined::reason),
            CacheQuarantined::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }
}
