package org.alphadelta.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.config.ConfigKeys;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.config.Setting;

/**
 * Checks that the configured ports can be bound before anything is touched. Each port is released
 * at once, so another process may still take it: the real bind must check again.
 */
final class Listening {
  private static final String LOOPBACK = "127.0.0.1";

  private Listening() {}

  /** Exit code 2 with the key of the first port that cannot be bound; 0 means any free one. */
  static void requireFree(NodeConfig config) {
    require(ConfigKeys.P2P_PORT, config.p2p().host(), config.p2p().port());
    require(ConfigKeys.REST_PORT, config.rest().host(), config.rest().port());
    require(ConfigKeys.ADMIN_PORT, LOOPBACK, config.adminPort());
    require(ConfigKeys.CLUSTER_PORT, LOOPBACK, config.clusterPort());
  }

  private static void require(Setting<Integer> key, String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of the previous process may still linger
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("unknown host");
      }
      socket.bind(address);
    } catch (IOException e) {
      throw CommandFailure.usage(
          key.key(),
          host + ":" + port + ", which cannot be bound (" + e.getMessage() + ")",
          "a free port of this machine");
    }
  }
}
