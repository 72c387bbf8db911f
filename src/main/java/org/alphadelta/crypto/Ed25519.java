package org.alphadelta.crypto;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;

/**
 * The one Ed25519 verifier (RFC 8032, 5.1.7, pure), on BouncyCastle's arithmetic without a security
 * provider. Verifiers differ on edge cases; tests freeze this one's results.
 */
public final class Ed25519 {
  private Ed25519() {}

  /**
   * Accepts when {@code [8][s]B = [8]R + [8][k]A} (the cofactored equation), key and R are
   * canonical encodings, s is below the group order and the key is not of small order. A
   * cofactorless verifier, such as the JDK's, refuses some signatures that this one accepts; only
   * the holder of the secret can craft them. Malformed input gives {@code false}; nothing throws.
   */
  public static SignatureVerifier verifier() {
    return Ed25519::verify;
  }

  /**
   * Whether a key may enter a committee: a canonical encoding of a point of the prime-order
   * subgroup, not the neutral element. It is no proof that anybody holds the secret.
   */
  public static boolean isValid(PublicKey key) {
    return org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(key.bytes().toArray(), 0);
  }

  private static boolean verify(PublicKey key, Bytes message, Signature signature) {
    byte[] content = message.toArray();
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature.bytes().toArray(), 0, key.bytes().toArray(), 0, content, 0, content.length);
  }
}
