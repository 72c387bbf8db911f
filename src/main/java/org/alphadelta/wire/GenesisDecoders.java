package org.alphadelta.wire;

import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.proto.UpgradeCertificateForm;

/** The decoder of upgrade certificates. It does not know whether what one claims is true. */
public final class GenesisDecoders {
  public static final Decoder<UpgradeCertificate> UPGRADE_CERTIFICATE =
      Decoder.of(
          "upgrade certificate",
          Limits.UPGRADE_CERTIFICATE_BYTES,
          UpgradeCertificateForm.getDescriptor(),
          UpgradeCertificateForm.parser(),
          GenesisForms::upgradeCertificate);

  private GenesisDecoders() {}
}
