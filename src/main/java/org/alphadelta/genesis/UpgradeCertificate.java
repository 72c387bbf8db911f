package org.alphadelta.genesis;

import java.util.List;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Ascending;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Proof, from a source chain's governors alone, that the chain approved one successor: verifiable
 * offline. The terms carry both new genesis headers and N. Attestations and Yes votes ascend by
 * key. {@code UpgradeCertificates} verifies it.
 */
public record UpgradeCertificate(
    GenesisHeader source,
    Committee committee,
    List<SignedAttestation> attestations,
    Hash proposal,
    ProposalTerms terms,
    PublicKey proposer,
    long sequence,
    List<SignedTransaction> yesVotes,
    Committee stayers,
    Header activation,
    CommitCertificate commit)
    implements Canonical {
  /** Cap in a refusal, a response and a file. Bytes. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  public static final Codec<UpgradeCertificate> CODEC =
      Codec.of(
          "upgrade certificate",
          MAX_BYTES,
          Field.of(1, "source", FieldType.message(GenesisHeader.CODEC), UpgradeCertificate::source),
          Field.of(
              2, "committee", FieldType.message(Committee.CODEC), UpgradeCertificate::committee),
          Field.list(
              3,
              "attestations",
              Committee.MAX_MEMBERS,
              FieldType.message(SignedAttestation.CODEC),
              UpgradeCertificate::attestations),
          Field.of(4, "proposal", FieldType.HASH, UpgradeCertificate::proposal),
          Field.of(5, "terms", FieldType.message(ProposalTerms.CODEC), UpgradeCertificate::terms),
          Field.of(6, "proposer", FieldType.PUBLIC_KEY, UpgradeCertificate::proposer),
          Field.of(7, "sequence", FieldType.UINT64, UpgradeCertificate::sequence),
          Field.list(
              8,
              "yes_votes",
              Committee.MAX_MEMBERS,
              FieldType.message(SignedTransaction.CODEC),
              UpgradeCertificate::yesVotes),
          Field.of(9, "stayers", FieldType.message(Committee.CODEC), UpgradeCertificate::stayers),
          Field.of(
              10, "activation", FieldType.message(Header.CODEC), UpgradeCertificate::activation),
          Field.of(
              11, "commit", FieldType.message(CommitCertificate.CODEC), UpgradeCertificate::commit),
          UpgradeCertificate::new);

  public UpgradeCertificate {
    Ascending.require(
        "an upgrade certificate names each governor once",
        attestations,
        a -> a.attestation().governor());
    Ascending.require(
        "an upgrade certificate names each Yes voter once",
        yesVotes,
        v -> v.transaction().sender());
    attestations = List.copyOf(attestations);
    yesVotes = List.copyOf(yesVotes);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
