package org.alphadelta.consensus;

import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/**
 * Why a certificate is invalid, a peer's message is refused before any of it is kept, or the sign-
 * state refuses a signature.
 */
final class ConsensusRejections {
  private ConsensusRejections() {}

  // Certificates.

  static Rejection unknownSigner(PublicKey signer) {
    return Rejection.of(
        "certificate-unknown-signer", signer.hex(), "members of the committee of that height");
  }

  static Rejection tooLittleWeight(long weight, long needed) {
    return Rejection.of("certificate-too-little-weight", "weight " + weight, "weight " + needed);
  }

  static Rejection badCertificateSignature(PublicKey signer) {
    return Rejection.of(
        "certificate-bad-signature",
        "a signature that does not verify for " + signer,
        "signatures of the rebuilt vote");
  }

  // Messages.

  static Rejection notAMember(Object key) {
    return Rejection.of("not-a-member", String.valueOf(key), "a member of this height's committee");
  }

  static Rejection badSignature(Object author) {
    return Rejection.of(
        "bad-signature", "a signature that does not verify for " + author, "a valid one");
  }

  static Rejection notTheProposer(Object key, Object proposer) {
    return Rejection.of("not-the-proposer", String.valueOf(key), String.valueOf(proposer));
  }

  static Rejection badValidRound(int validRound, int round) {
    return Rejection.of("bad-valid-round", validRound + " in round " + round, "a lower round");
  }

  static Rejection foreignCertificate() {
    return Rejection.of(
        "foreign-certificate", "a certificate for something else", "the polka of the valid round");
  }

  static Rejection bodyMismatch(Object value) {
    return Rejection.of("body-mismatch", "other bytes", "the body of " + value);
  }

  static Rejection refusedBefore(Object value) {
    return Rejection.of(
        "refused-before", value + ", which was refused before this start", "a valid value");
  }

  static Rejection answerTooLong(int found, int limit) {
    return Rejection.of("answer-too-long", found + " entries", "at most " + limit);
  }

  // Signatures.

  static Rejection belowWatermark(Position wanted, Position watermark) {
    return Rejection.of("sign-below-watermark", wanted.toString(), "above " + watermark);
  }

  static Rejection otherContent(Position position) {
    return Rejection.of(
        "sign-other-content", "other bytes at " + position, "the bytes signed there before");
  }

  static Rejection pastMark(long height, long lastHeight) {
    return Rejection.of(
        "sign-past-mark",
        "height " + height,
        "at most height " + lastHeight + ", the last this key signs on this chain");
  }

  static Rejection otherIdentity(String what) {
    return Rejection.of("sign-other-identity", what, "the key and chain of this record");
  }
}
