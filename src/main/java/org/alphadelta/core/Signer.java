package org.alphadelta.core;

/**
 * Port to one private key. Deterministic (RFC 8032): the same message always gives the same
 * signature.
 */
public interface Signer {
  PublicKey publicKey();

  Signature sign(Bytes message);
}
