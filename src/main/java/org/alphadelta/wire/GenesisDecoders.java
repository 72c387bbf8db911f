package org.alphadelta.wire;

import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.proto.AttestationForm;
import org.alphadelta.wire.proto.GenesisAccountForm;
import org.alphadelta.wire.proto.GenesisForm;
import org.alphadelta.wire.proto.GenesisPairForm;
import org.alphadelta.wire.proto.GenesisParametersForm;
import org.alphadelta.wire.proto.ManifestForm;
import org.alphadelta.wire.proto.SignedAttestationForm;
import org.alphadelta.wire.proto.UpgradeCertificateForm;

/**
 * The decoders of genesis values, each with its cap. They do not know whether what a value claims
 * is true.
 */
public final class GenesisDecoders {
  public static final Decoder<GenesisAccount> ACCOUNT =
      Decoder.of(
          "genesis account",
          Limits.SMALL_BYTES,
          GenesisAccountForm.getDescriptor(),
          GenesisAccountForm.parser(),
          GenesisForms::account);

  public static final Decoder<GenesisParameters> PARAMETERS =
      Decoder.of(
          "genesis parameters",
          Limits.GENESIS_BYTES,
          GenesisParametersForm.getDescriptor(),
          GenesisParametersForm.parser(),
          GenesisForms::parameters);

  public static final Decoder<Genesis> GENESIS =
      Decoder.of(
          "genesis",
          Limits.GENESIS_BYTES,
          GenesisForm.getDescriptor(),
          GenesisForm.parser(),
          GenesisForms::genesis);

  public static final Decoder<GenesisPair> PAIR =
      Decoder.of(
          "genesis pair",
          Limits.GENESIS_PAIR_BYTES,
          GenesisPairForm.getDescriptor(),
          GenesisPairForm.parser(),
          GenesisForms::pair);

  public static final Decoder<Manifest> MANIFEST =
      Decoder.of(
          "manifest",
          Limits.ATTESTATION_BYTES,
          ManifestForm.getDescriptor(),
          ManifestForm.parser(),
          GenesisForms::manifest);

  public static final Decoder<Attestation> ATTESTATION =
      Decoder.of(
          "attestation",
          Limits.ATTESTATION_BYTES,
          AttestationForm.getDescriptor(),
          AttestationForm.parser(),
          GenesisForms::attestation);

  public static final Decoder<SignedAttestation> SIGNED_ATTESTATION =
      Decoder.of(
          "signed attestation",
          Limits.ATTESTATION_BYTES,
          SignedAttestationForm.getDescriptor(),
          SignedAttestationForm.parser(),
          GenesisForms::signedAttestation);

  public static final Decoder<UpgradeCertificate> UPGRADE_CERTIFICATE =
      Decoder.of(
          "upgrade certificate",
          Limits.UPGRADE_CERTIFICATE_BYTES,
          UpgradeCertificateForm.getDescriptor(),
          UpgradeCertificateForm.parser(),
          GenesisForms::upgradeCertificate);

  private GenesisDecoders() {}
}
