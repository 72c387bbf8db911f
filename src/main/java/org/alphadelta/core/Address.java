package org.alphadelta.core;

/**
 * Public name of a validator or an account: bech32m of its 32-byte public key with the network's
 * prefix.
 */
public record Address(NetworkId network, PublicKey key) {
  /**
   * Reads an address of one network.
   *
   * @throws IllegalArgumentException with what was found and what was expected
   */
  public static Address parse(NetworkId network, String text) {
    Bech32m.Decoded decoded =
        Bech32m.decode(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "found '" + text + "', expected a bech32m address"));
    if (!decoded.prefix().equals(network.addressPrefix())) {
      throw new IllegalArgumentException(
          "found an address with prefix '"
              + decoded.prefix()
              + "', expected '"
              + network.addressPrefix()
              + "' ("
              + network
              + ")");
    }
    Bytes key =
        decoded
            .toBytes()
            .filter(b -> b.length() == PublicKey.LENGTH)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "found '" + text + "', expected an address of a 32-byte key"));
    return new Address(network, new PublicKey(key));
  }

  @Override
  public String toString() {
    return Bech32m.encode(network.addressPrefix(), key.bytes());
  }
}
