package org.alphadelta.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;

/**
 * An Ed25519 private key with its public key (RFC 8032, 5.1.5). It signs anything; the caller
 * decides whether a signature may be made. The secret leaves this package only encrypted or inside
 * TLS.
 */
public final class KeyPair implements Signer {
  public static final int SEED_LENGTH = 32;

  private final byte[] seed;
  private final PublicKey publicKey;

  private KeyPair(byte[] seed) {
    this.seed = seed;
    byte[] point = new byte[PublicKey.LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, point, 0);
    this.publicKey = PublicKey.of(point);
  }

  public static KeyPair generate(SecureRandom random) {
    byte[] seed = new byte[SEED_LENGTH];
    random.nextBytes(seed);
    return new KeyPair(seed);
  }

  /**
   * The key of a 32-byte seed, RFC 8032's private key.
   *
   * @throws IllegalArgumentException when there are not 32 bytes; the message does not show them
   */
  public static KeyPair ofSeed(Bytes seed) {
    if (seed.length() != SEED_LENGTH) {
      throw new IllegalArgumentException(
          "a private key has " + SEED_LENGTH + " bytes, found " + seed.length());
    }
    return new KeyPair(seed.toArray());
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public Signature sign(Bytes message) {
    byte[] content = message.toArray();
    byte[] signature = new byte[Signature.LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, publicKey.bytes().toArray(), 0, content, 0, content.length, signature, 0);
    return Signature.of(signature);
  }

  byte[] seed() {
    return seed.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPair pair && Arrays.equals(seed, pair.seed);
  }

  @Override
  public int hashCode() {
    return publicKey.hashCode();
  }

  /** Shows the public key alone. */
  @Override
  public String toString() {
    return "key pair of " + publicKey.hex();
  }
}
