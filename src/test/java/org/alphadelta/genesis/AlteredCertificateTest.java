package org.alphadelta.genesis;

import static org.alphadelta.governance.Actors.committee;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.crypto.Ed25519;
import org.junit.jupiter.api.Test;

/** An upgrade certificate as bytes, on its way through the decoder that a joiner uses. */
class AlteredCertificateTest {
  private static final SignatureVerifier VERIFIER = Ed25519.verifier();
  private static final GenesisPair SOURCE =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(4, 1), Optional.empty());
  private static final UpgradeCertificate CERTIFICATE =
      TestGenesis.upgrade(
              SOURCE,
              NetworkId.TESTNET,
              1,
              committee(List.of(1, 2, 3, 5), List.of(6)),
              List.of(1, 2, 3, 5))
          .certificate();

  @Test
  void theUnalteredBytesProveTheUpgrade() {
    assertThat(proves(CERTIFICATE.canonical().toArray())).isTrue();
  }

  /** One flipped bit in every byte, at a place that walks through the byte. */
  @Test
  void oneFlippedBitInAnyByteFails() {
    byte[] bytes = CERTIFICATE.canonical().toArray();
    for (int at = 0; at < bytes.length; at++) {
      byte mask = (byte) (1 << (at % 8));
      bytes[at] ^= mask;
      assertThat(proves(bytes)).as("byte %d of %d", at, bytes.length).isFalse();
      bytes[at] ^= mask;
    }
    assertThat(proves(bytes)).isTrue();
  }

  @Test
  void missingOrAddedBytesFail() {
    Bytes bytes = CERTIFICATE.canonical();
    for (int length = 0; length < bytes.length(); length += 97) {
      assertThat(proves(bytes.slice(0, length).toArray())).isFalse();
    }
    byte[] longer = Arrays.copyOf(bytes.toArray(), bytes.length() + 1);
    assertThat(proves(longer)).isFalse();
  }

  private static boolean proves(byte[] bytes) {
    return UpgradeCertificate.CODEC
        .decode(Bytes.of(bytes))
        .toOptional()
        .map(c -> UpgradeCertificates.verify(c, TestGenesis.pins(SOURCE), VERIFIER))
        .filter(UpgradeVerdict.Verified.class::isInstance)
        .isPresent();
  }
}
