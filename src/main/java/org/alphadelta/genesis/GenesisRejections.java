package org.alphadelta.genesis;

import java.util.SortedSet;
import java.util.stream.Collectors;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Why a genesis pair, an attestation of one or an upgrade certificate is refused. The first field
 * that differs is a {@link GenesisDifference}.
 */
final class GenesisRejections {
  private GenesisRejections() {}

  /** Parameters from which no viable chain follows. */
  static Rejection impossibleParameters(ChainKind kind, String is, String wanted) {
    return Rejection.of("genesis-impossible-parameters", kind + " " + is, wanted);
  }

  static Rejection wrongNetwork(
      NetworkId network, int generation, NetworkId wanted, int wantedGeneration) {
    return Rejection.of(
        "genesis-wrong-network", network + " g" + generation, wanted + " g" + wantedGeneration);
  }

  static Rejection governorsDiffer(SortedSet<PublicKey> is, SortedSet<PublicKey> pinned) {
    return Rejection.of(
        "genesis-governors-differ",
        is.size() + " governors " + briefs(is),
        pinned.size() + " pinned governors " + briefs(pinned));
  }

  /** This node holds another pair for the same network and generation: it stops and keeps both. */
  static Rejection otherPairAccepted(GenesisPairId is, GenesisPairId accepted) {
    return Rejection.of("genesis-contradiction", is.toString(), accepted + ", accepted before");
  }

  static Rejection notAGovernor(PublicKey key) {
    return Rejection.of(
        "attestation-not-a-governor", "an attestation of " + key.hex(), "a pinned governor");
  }

  static Rejection badSignature(PublicKey key) {
    return Rejection.of(
        "attestation-bad-signature",
        "a signature that does not verify",
        "the signature of " + key.hex());
  }

  /** A governor signed two different attestations for one generation and no longer counts. */
  static Rejection conflicting(DoubleAttestation evidence) {
    Attestation second = evidence.second().attestation();
    return Rejection.of(
        "attestation-conflicting",
        second.pair() + " by " + second.governor().brief(),
        evidence.first().attestation().pair() + ", its first word");
  }

  /** A part of an upgrade certificate that differs from its only possible value. */
  static Rejection certificatePartDiffers(String part, String is, String wanted) {
    return Rejection.of("certificate-part-differs", part + " " + is, wanted);
  }

  /** A part of an upgrade certificate that breaks a rule of another package. */
  static Rejection certificatePartRefused(String part, Rejection why) {
    return Rejection.of(
        "certificate-part-refused", part + ": " + why.code() + ", " + why.found(), why.expected());
  }

  /** Too few attestations or Yes votes of governors in an upgrade certificate. */
  static Rejection certificateTooFew(String part, long have, long needed) {
    return Rejection.of("certificate-too-few", part + " " + have, "at least " + needed);
  }

  private static String briefs(SortedSet<PublicKey> keys) {
    return keys.stream().map(PublicKey::brief).collect(Collectors.joining(" "));
  }
}
