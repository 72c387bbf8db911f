package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;

/**
 * What a proposer submits: everything of a network upgrade proposal that does not change
 * afterwards. {@code alphaParams} and {@code deltaParams} are the content ids of the two parameter
 * files, {@code successor} is N.
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
   * The proposal's id: covers the source chain, all submitted fields, proposer and sequence number.
   */
  public Hash id(ChainId source, PublicKey proposer, long sequence) {
    Bytes by = new CanonicalWriter().bytes(1, proposer.bytes()).uint(2, sequence).toBytes();
    return Sha256.tagged("adn/proposal", source.canonical(), canonical(), by);
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, sourceNetwork.number())
        .uint(2, targetNetwork.number())
        .uint(3, targetGeneration)
        .uint(4, activationHeight)
        .hash(5, alphaExpectedHash)
        .hash(6, alphaParams.digest())
        .hash(7, deltaExpectedHash)
        .hash(8, deltaParams.digest())
        .uint(9, deltaMinAlphaBlocks)
        .uint(10, minGovernorValidators)
        .uint(11, minPublicValidators)
        .bool(12, readinessRequired)
        .message(13, alphaHeader)
        .message(14, deltaHeader)
        .message(15, successor);
  }
}
