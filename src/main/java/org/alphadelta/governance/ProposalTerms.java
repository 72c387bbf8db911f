package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;

/**
 * The immutable part of a network upgrade proposal, as submitted. {@code alphaParams} and {@code
 * deltaParams} are the content ids of the two parameter files, {@code successor} is N.
 */
public record ProposalTerms(
    NetworkId sourceNetwork,
    NetworkId targetNetwork,
    int targetGeneration,
    long activationHeight,
    Hash alphaExpectedHash,
    Cid alphaParams,
    Hash deltaExpectedHash,
    Cid deltaParams,
    long deltaMinAlphaBlocks,
    int minGovernorValidators,
    int minPublicValidators,
    boolean readinessRequired,
    GenesisHeader alphaHeader,
    GenesisHeader deltaHeader,
    Committee successor)
    implements Canonical {
  public static final Codec<ProposalTerms> CODEC =
      Codec.of(
          "proposal terms",
          Committee.MAX_BYTES,
          Field.of(1, "source_network", NetworkId.TYPE, ProposalTerms::sourceNetwork),
          Field.of(2, "target_network", NetworkId.TYPE, ProposalTerms::targetNetwork),
          Field.of(3, "target_generation", FieldType.UINT32, ProposalTerms::targetGeneration),
          Field.of(4, "activation_height", FieldType.UINT64, ProposalTerms::activationHeight),
          Field.of(5, "alpha_expected_hash", FieldType.HASH, ProposalTerms::alphaExpectedHash),
          Field.of(6, "alpha_params", FieldType.CID, ProposalTerms::alphaParams),
          Field.of(7, "delta_expected_hash", FieldType.HASH, ProposalTerms::deltaExpectedHash),
          Field.of(8, "delta_params", FieldType.CID, ProposalTerms::deltaParams),
          Field.of(
              9, "delta_min_alpha_blocks", FieldType.UINT64, ProposalTerms::deltaMinAlphaBlocks),
          Field.of(
              10,
              "min_governor_validators",
              FieldType.UINT32,
              ProposalTerms::minGovernorValidators),
          Field.of(
              11, "min_public_validators", FieldType.UINT32, ProposalTerms::minPublicValidators),
          Field.of(12, "readiness_required", FieldType.BOOL, ProposalTerms::readinessRequired),
          Field.of(
              13,
              "alpha_header",
              FieldType.message(GenesisHeader.CODEC),
              ProposalTerms::alphaHeader),
          Field.of(
              14,
              "delta_header",
              FieldType.message(GenesisHeader.CODEC),
              ProposalTerms::deltaHeader),
          Field.of(15, "successor", FieldType.message(Committee.CODEC), ProposalTerms::successor),
          ProposalTerms::new);

  public ProposalTerms {
    if (targetGeneration < 0
        || activationHeight < 0
        || deltaMinAlphaBlocks < 0
        || minGovernorValidators < 0
        || minPublicValidators < 0) {
      throw new IllegalArgumentException(
          "a proposal's numbers are not negative, found " + activationHeight);
    }
  }

  /**
   * The proposal's id: commits to the source chain, all submitted fields, proposer and sequence
   * number.
   */
  public Hash id(ChainId source, PublicKey proposer, long sequence) {
    Bytes by = new CanonicalWriter().bytes(1, proposer.bytes()).uint(2, sequence).toBytes();
    return Sha256.tagged("adn/proposal", source.canonical(), canonical(), by);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
