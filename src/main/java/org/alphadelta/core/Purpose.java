package org.alphadelta.core;

/** Purpose of a signature, which is valid for one purpose, network, generation and chain only. */
public enum Purpose {
  PROPOSAL("adn/sign/proposal"),
  PREVOTE("adn/sign/prevote"),
  PRECOMMIT("adn/sign/precommit"),
  TRANSACTION("adn/sign/transaction"),
  ATTESTATION("adn/sign/attestation"),
  HANDSHAKE("adn/sign/handshake"),
  ENDPOINT("adn/sign/endpoint");

  private final String tag;

  Purpose(String tag) {
    this.tag = tag;
  }

  public String tag() {
    return tag;
  }

  /**
   * The bytes to sign: purpose, network, generation, genesis hash of the chain, then the content.
   */
  public Bytes signingBytes(ChainId chain, Bytes content) {
    return new CanonicalWriter().text(1, tag).message(2, chain).bytes(3, content).toBytes();
  }
}
