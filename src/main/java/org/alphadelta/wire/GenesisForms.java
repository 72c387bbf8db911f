package org.alphadelta.wire;

import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.proto.AttestationForm;
import org.alphadelta.wire.proto.DoubleAttestationForm;
import org.alphadelta.wire.proto.GenesisAccountForm;
import org.alphadelta.wire.proto.GenesisForm;
import org.alphadelta.wire.proto.GenesisPairForm;
import org.alphadelta.wire.proto.GenesisParametersForm;
import org.alphadelta.wire.proto.ManifestForm;
import org.alphadelta.wire.proto.SignedAttestationForm;
import org.alphadelta.wire.proto.UpgradeCertificateForm;

/** Generated messages to genesis values; to be called within a {@link Decoder} only. */
public final class GenesisForms {
  private GenesisForms() {}

  public static GenesisAccount account(GenesisAccountForm form) {
    return new GenesisAccount(Fields.key(form.getOwner()), Fields.uint64(form.getBalance()));
  }

  public static GenesisParameters parameters(GenesisParametersForm form) {
    return GenesisParameters.of(
        Fields.network(form.getNetwork()),
        Fields.uint32(form.getGeneration()),
        Fields.kind(form.getKind()),
        CoreForms.parameters(form.getChain()),
        Fields.uint64(form.getDeltaMinAlphaBlocks()),
        CoreForms.committee(form.getCommittee()),
        form.getAccountsList().stream().map(GenesisForms::account).toList());
  }

  public static Genesis genesis(GenesisForm form) {
    return new Genesis(CoreForms.genesisHeader(form.getHeader()), parameters(form.getParameters()));
  }

  public static GenesisPair pair(GenesisPairForm form) {
    return new GenesisPair(genesis(form.getAlpha()), genesis(form.getDelta()));
  }

  public static Manifest manifest(ManifestForm form) {
    return new Manifest(
        Fields.uint64(form.getSize()), form.getChunksList().stream().map(Fields::hash).toList());
  }

  public static Attestation attestation(AttestationForm form) {
    return new Attestation(
        CoreForms.pairId(form.getPair()),
        manifest(form.getAlpha()),
        manifest(form.getDelta()),
        Fields.key(form.getGovernor()));
  }

  public static SignedAttestation signedAttestation(SignedAttestationForm form) {
    return new SignedAttestation(
        attestation(form.getAttestation()), Fields.signature(form.getSignature()));
  }

  public static DoubleAttestation doubleAttestation(DoubleAttestationForm form) {
    return new DoubleAttestation(
        signedAttestation(form.getFirst()), signedAttestation(form.getSecond()));
  }

  public static UpgradeCertificate upgradeCertificate(UpgradeCertificateForm form) {
    return new UpgradeCertificate(
        CoreForms.genesisHeader(form.getSource()),
        CoreForms.committee(form.getCommittee()),
        form.getAttestationsList().stream().map(GenesisForms::signedAttestation).toList(),
        Fields.hash(form.getProposal()),
        GovernanceForms.terms(form.getTerms()),
        Fields.key(form.getProposer()),
        Fields.uint64(form.getSequence()),
        form.getYesVotesList().stream().map(LedgerForms::signedTransaction).toList(),
        CoreForms.committee(form.getStayers()),
        CoreForms.header(form.getActivation()),
        ConsensusForms.commit(form.getCommit()));
  }
}
