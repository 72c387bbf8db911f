package org.alphadelta.core;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A network, by its number in every signed byte string. Lower numbers are nearer to production. */
public enum NetworkId implements Numbered, Labeled {
  MAINNET(0, "mainnet", "ax"),
  TESTNET(1, "testnet", "axtest"),
  DEVNET(2, "devnet", "axdev");

  /** As a field of a value. */
  public static final FieldType<NetworkId> TYPE = Numbered.type("network", NetworkId.class);

  private final int number;
  private final String label;
  private final String addressPrefix;

  NetworkId(int number, String label, String addressPrefix) {
    this.number = number;
    this.label = label;
    this.addressPrefix = addressPrefix;
  }

  @Override
  public int number() {
    return number;
  }

  /** The lower-case name that configuration, routes and people use. */
  @Override
  public String label() {
    return label;
  }

  /** The human-readable part of this network's bech32m addresses. */
  public String addressPrefix() {
    return addressPrefix;
  }

  public static Optional<NetworkId> ofLabel(String label) {
    return Labeled.of(NetworkId.class, label);
  }

  /** "mainnet, testnet, devnet", for error messages. */
  public static String labels() {
    return Arrays.stream(values()).map(NetworkId::label).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return label;
  }
}
