package org.alphadelta.wire;

import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.wire.proto.UpgradeCertificateForm;

/** Generated messages to genesis values; to be called within a {@link Decoder} only. */
public final class GenesisForms {
  private GenesisForms() {}

  public static UpgradeCertificate upgradeCertificate(UpgradeCertificateForm form) {
    return new UpgradeCertificate(
        CoreForms.genesisHeader(form.getSource()),
        CoreForms.committee(form.getCommittee()),
        form.getAttestationsList().stream()
            .map(a -> Fields.nested(SignedAttestation.CODEC, a))
            .toList(),
        Fields.hash(form.getProposal()),
        Fields.nested(ProposalTerms.CODEC, form.getTerms()),
        Fields.key(form.getProposer()),
        Fields.uint64(form.getSequence()),
        form.getYesVotesList().stream()
            .map(v -> Fields.nested(SignedTransaction.CODEC, v))
            .toList(),
        CoreForms.committee(form.getStayers()),
        CoreForms.header(form.getActivation()),
        ConsensusForms.commit(form.getCommit()));
  }
}
