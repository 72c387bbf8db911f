package org.alphadelta.wire;

import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.BlockLimits;
import org.alphadelta.ledger.CertifiedBlock;

/** Limits of sizes (bytes) and counts in peers' messages, checked before anything is decoded. */
public final class Limits {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** A value without lists: headers, votes, transfers, parameters. */
  public static final int SMALL_BYTES = Codec.SMALL_BYTES;

  /** A committee, or a value that holds one or two. */
  public static final int COMMITTEE_BYTES = Committee.MAX_BYTES;

  /** A certificate: one signature of each member. */
  public static final int CERTIFICATE_BYTES = Certificates.MAX_BYTES;

  /** A transaction; the largest one submits a proposal. */
  public static final int TRANSACTION_BYTES = BlockLimits.MAX_TRANSACTION_BYTES;

  /** Two signed proposals, each with a polka certificate. */
  public static final int EVIDENCE_BYTES = Evidence.MAX_BYTES;

  public static final int BLOCK_BYTES = Block.MAX_BYTES;
  public static final int CERTIFIED_BLOCK_BYTES = CertifiedBlock.MAX_BYTES;

  /** The manifests of two of the largest genesis blocks. */
  public static final int ATTESTATION_BYTES = Attestation.MAX_BYTES;

  /** One upgrade certificate in a refusal, a response or a file. */
  public static final int UPGRADE_CERTIFICATE_BYTES = UpgradeCertificate.MAX_BYTES;

  public static final int PARAMETERS_BYTES = 8 * MIB;

  /** A proposal with its body and the polka certificate of its valid round. */
  public static final int PROPOSAL_MESSAGE_BYTES = ConsensusMessage.MAX_PROPOSAL_BYTES;

  public static final int GENESIS_CHUNK_BYTES = Manifest.CHUNK_BYTES + KIB;
  public static final int HEIGHT_ANSWER_BYTES = ConsensusMessage.MAX_ANSWER_BYTES;
  public static final int BLOCKS_RESPONSE_BYTES = 8 * MIB;
  public static final int ATTESTATIONS_BYTES = 8 * MIB;
  public static final int UPGRADE_CERTIFICATES_BYTES = 16 * MIB;
  public static final int GOSSIP_BYTES = MIB;
  public static final int ENDPOINTS_BYTES = 128 * KIB;
  public static final int HANDSHAKE_BYTES = 64 * KIB;

  /** Has room for certificates to a dialer. */
  public static final int REFUSAL_BYTES = HANDSHAKE_BYTES + UPGRADE_CERTIFICATE_BYTES;

  public static final int PARAMETERS_RESPONSE_BYTES = PARAMETERS_BYTES + SMALL_BYTES;

  public static final int MAX_CHUNKS = Manifest.MAX_CHUNKS;
  public static final int MAX_ANSWERED_PROPOSALS = ConsensusMessage.HeightAnswer.MAX_PROPOSALS;
  public static final int MAX_ANSWERED_VOTES = ConsensusMessage.HeightAnswer.MAX_VOTES;
  public static final int MAX_ANSWERED_POLKAS = ConsensusMessage.HeightAnswer.MAX_POLKAS;
  public static final int MAX_GOSSIPED_TRANSACTIONS = 100;
  public static final int MAX_BLOCKS = 50;
  public static final int MAX_ATTESTATIONS = Committee.MAX_MEMBERS;
  public static final int MAX_ENDPOINTS = Committee.MAX_MEMBERS;
  public static final int MAX_CERTIFICATES = 4;

  private Limits() {}
}
