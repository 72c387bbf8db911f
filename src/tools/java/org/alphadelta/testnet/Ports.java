package org.alphadelta.testnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds free TCP ports on loopback, below the range that systems use for outgoing connections, so
 * that none is taken by one before its node starts.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 31_999;

  private Ports() {}

  /**
   * Finds {@code count} free ports, searching upwards from a port that depends on {@code offset}.
   *
   * @throws MissionFailed when there are fewer
   */
  public static List<Integer> free(int count, int offset) {
    int range = LAST - FIRST + 1;
    List<Integer> found = new ArrayList<>();
    int start = Math.floorMod(offset, range);
    for (int i = 0; i < range && found.size() < count; i++) {
      int port = FIRST + (start + i) % range;
      if (isFree(port)) {
        found.add(port);
      }
    }
    if (found.size() < count) {
      throw new MissionFailed(
          "ports",
          "found "
              + found.size()
              + " free ports from "
              + FIRST
              + " to "
              + LAST
              + ", expected "
              + count);
    }
    return List.copyOf(found);
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
