package org.alphadelta.core;

/**
 * Port to the signature verifier. Pure: the same arguments always give the same result. Never
 * throws, whatever bytes a peer chose.
 */
@FunctionalInterface
public interface SignatureVerifier {
  boolean verify(PublicKey key, Bytes message, Signature signature);
}
