package org.alphadelta.core;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A network, by its number in every signed byte string. Lower numbers are nearer to production. */
public enum NetworkId {
  MAINNET(0, "mainnet", "ax"),
  TESTNET(1, "testnet", "axtest"),
  DEVNET(2, "devnet", "axdev");

  /** As a field of a value. */
  public static final FieldType<NetworkId> TYPE =
      FieldType.numbered("network", NetworkId::ofNumber, NetworkId::number);

  private final int number;
  private final String label;
  private final String addressPrefix;

  NetworkId(int number, String label, String addressPrefix) {
    this.number = number;
    this.label = label;
    this.addressPrefix = addressPrefix;
  }

  public int number() {
    return number;
  }

  /** The lower-case name that configuration, routes and people use. */
  public String label() {
    return label;
  }

  /** The human-readable part of this network's bech32m addresses. */
  public String addressPrefix() {
    return addressPrefix;
  }

  public static Optional<NetworkId> ofNumber(long number) {
    return Arrays.stream(values()).filter(n -> n.number == number).findFirst();
  }

  public static Optional<NetworkId> ofLabel(String label) {
    return Arrays.stream(values()).filter(n -> n.label.equals(label)).findFirst();
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
