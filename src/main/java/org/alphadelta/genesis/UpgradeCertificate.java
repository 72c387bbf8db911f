package org.alphadelta.genesis;

import java.util.List;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Proof, from a source chain's governors alone, that the chain approved one successor: verifiable
 * offline. The terms carry both new genesis headers and N. Rules: {@code UpgradeCertificates}.
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
  public UpgradeCertificate {
    attestations = List.copyOf(attestations);
    yesVotes = List.copyOf(yesVotes);
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, source).message(2, committee);
    attestations.forEach(a -> out.message(3, a));
    out.hash(4, proposal).message(5, terms).bytes(6, proposer.bytes()).uint(7, sequence);
    yesVotes.forEach(v -> out.message(8, v));
    out.message(9, stayers).message(10, activation).message(11, commit);
  }
}
