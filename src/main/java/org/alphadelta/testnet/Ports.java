package org.alphadelta.testnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds TCP ports on loopback that nobody has. They lie below the range from which systems take
 * ports of outgoing connections, so that none is lost to one before its node starts.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 31_999;

  private Ports() {}

  /**
   * So many free ports, searched upwards from a place that {@code offset} chooses.
   *
   * @throws MissionFailed when there are not as many
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
