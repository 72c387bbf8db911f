package org.alphadelta.core;

/**
 * Port to the one signature verifier. Pure: the same arguments always give the same verdict; never
 * throws on bytes a peer chose.
 */
@FunctionalInterface
public interface SignatureVerifier {
  boolean verify(PublicKey key, Bytes message, Signature signature);
}
