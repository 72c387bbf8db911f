package org.alphadelta.governance;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.alphadelta.core.NetworkId;

/**
 * Allowed targets of an upgrade ({@code docs/governance.md}): a lower network id at generation 0,
 * or the same non-mainnet network with the next generation. Mainnet is terminal.
 */
public final class Progression {
  private Progression() {}

  public static boolean allows(
      NetworkId source, int generation, NetworkId target, int targetGeneration) {
    if (target.number() < source.number()) {
      return targetGeneration == 0;
    }
    return target == source
        && source != NetworkId.MAINNET
        && (long) targetGeneration == generation + 1L;
  }

  /** Every allowed target, for error messages. */
  static String allowed(NetworkId source, int generation) {
    if (source == NetworkId.MAINNET) {
      return "no target: mainnet is terminal";
    }
    String lower =
        Arrays.stream(NetworkId.values())
            .filter(n -> n.number() < source.number())
            .map(n -> n + " g0")
            .collect(Collectors.joining(", "));
    return lower + " or " + source + " g" + (generation + 1L);
  }
}
