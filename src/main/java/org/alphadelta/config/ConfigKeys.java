package org.alphadelta.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.NetworkId;

/**
 * The configuration keys of every build, in the order of the reference file. Builds with more keys
 * pass theirs to the loader.
 */
public final class ConfigKeys {
  private static final Duration STEP = Duration.ofMillis(1);

  public static final Setting<NetworkId> NETWORK =
      Setting.required(
          "adn.network",
          labelled(NetworkId.values(), NetworkId::label),
          "The network this node belongs to. It has no default: nobody joins a network by"
              + " accident.");
  public static final Setting<NodeConfig.NodeRole> ROLE =
      Setting.of(
          "adn.role",
          "validator",
          labelled(NodeConfig.NodeRole.values(), NodeConfig.NodeRole::label),
          "validator: signs with keys/validator.key when a committee names it. observer: has no"
              + " such key, never signs.");
  public static final Setting<String> PASSPHRASE_FILE =
      Setting.of(
          "adn.keys.passphrase-file",
          "keys/passphrase",
          ValueFormat.fileName(),
          "File whose first line opens the key files. A relative name starts at the home.");
  public static final Setting<String> P2P_HOST =
      Setting.of(
          "adn.p2p.host",
          "0.0.0.0",
          ValueFormat.host(),
          "Address that other nodes' connections come in on.");
  public static final Setting<Integer> P2P_PORT =
      Setting.of(
          "adn.p2p.port",
          "4130",
          ValueFormat.port(),
          "TCP port for other nodes; 0 takes any free one.");
  public static final Setting<Optional<String>> P2P_ADVERTISED_HOST =
      Setting.of(
          "adn.p2p.advertised-host",
          "\"\"",
          ValueFormat.optionalHost(),
          "Host that other nodes are told to dial. Empty: adn.p2p.host, unless that is a"
              + " wildcard.");
  public static final Setting<List<PeerAddress>> P2P_PEERS =
      Setting.of(
          "adn.p2p.peers",
          "[]",
          ValueFormat.peers(),
          "Peers to dial from the start, each "
              + PeerAddress.EXPECTED
              + ". With a node key, nobody else is accepted there.");
  public static final Setting<Integer> P2P_MAX_PEERS =
      Setting.of(
          "adn.p2p.max-peers",
          "64",
          ValueFormat.integer(1, 1024),
          "Most connections at once. Committee members and the peers above find a place even when"
              + " all are taken.");
  public static final Setting<String> REST_HOST =
      Setting.of(
          "adn.rest.host",
          "127.0.0.1",
          ValueFormat.host(),
          "Address of the public REST port and the console.");
  public static final Setting<Integer> REST_PORT =
      Setting.of(
          "adn.rest.port",
          "4180",
          ValueFormat.port(),
          "TCP port of the public REST port; 0 takes any free one.");
  public static final Setting<Integer> ADMIN_PORT =
      Setting.of(
          "adn.admin.port",
          "0",
          ValueFormat.port(),
          "TCP port of the admin port, always on loopback; 0 takes any free one. run/admin.json"
              + " says which.");
  public static final Setting<Integer> CLUSTER_PORT =
      Setting.of(
          "adn.cluster.port",
          "0",
          ValueFormat.port(),
          "TCP port between the machines of this one validator; 0 takes any free one.");
  public static final Setting<NodeConfig.Follow> GENESIS_FOLLOW =
      Setting.of(
          "adn.genesis.follow",
          "succession",
          labelled(NodeConfig.Follow.values(), NodeConfig.Follow::label),
          "succession: a joiner follows upgrade certificates from the pinned generation to the"
              + " newest. chain: it stays on the pinned one.");
  public static final Setting<Duration> PROPOSE_TIMEOUT =
      time("propose-timeout", "1s", "How long to wait for a proposal in round 0.");
  public static final Setting<Duration> PREVOTE_TIMEOUT =
      time(
          "prevote-timeout",
          "500ms",
          "How long to wait for more prevotes when two thirds disagree in round 0.");
  public static final Setting<Duration> PRECOMMIT_TIMEOUT =
      time(
          "precommit-timeout",
          "500ms",
          "How long to wait for more precommits when two thirds disagree in round 0.");
  public static final Setting<Duration> REPAIR_TIMEOUT =
      time(
          "repair-timeout",
          "2s",
          "How long nothing may move in round 0 before own votes are sent again.");
  public static final Setting<Duration> TIMEOUT_GROWTH =
      time("timeout-growth", "500ms", "How much longer each further round waits, in every step.");
  public static final Setting<Integer> MEMPOOL_MAX =
      Setting.of(
          "adn.mempool.max-transactions",
          "5000",
          ValueFormat.integer(1, 1_000_000),
          "Most transactions that wait for a block, per chain; more are refused.");
  public static final Setting<Boolean> JOURNAL_NATIVE =
      Setting.of(
          "adn.journal.native",
          "true",
          ValueFormat.bool(),
          "true: LevelDB's native library. false: its port to Java, for machines without one"
              + " (arm64).");

  /** All keys. */
  public static final List<Setting<?>> ALL =
      List.of(
          NETWORK,
          ROLE,
          PASSPHRASE_FILE,
          P2P_HOST,
          P2P_PORT,
          P2P_ADVERTISED_HOST,
          P2P_PEERS,
          P2P_MAX_PEERS,
          REST_HOST,
          REST_PORT,
          ADMIN_PORT,
          CLUSTER_PORT,
          GENESIS_FOLLOW,
          PROPOSE_TIMEOUT,
          PREVOTE_TIMEOUT,
          PRECOMMIT_TIMEOUT,
          REPAIR_TIMEOUT,
          TIMEOUT_GROWTH,
          MEMPOOL_MAX,
          JOURNAL_NATIVE);

  private ConfigKeys() {}

  private static Setting<Duration> time(String name, String standard, String meaning) {
    return Setting.of(
        "adn.consensus." + name,
        standard,
        ValueFormat.duration(STEP),
        meaning + " With unit (ms, s).");
  }

  private static <T> ValueFormat<T> labelled(T[] values, Function<T, String> label) {
    Map<String, T> choices = new LinkedHashMap<>();
    Arrays.stream(values).forEach(v -> choices.put(label.apply(v), v));
    return ValueFormat.oneOf(choices, List.copyOf(choices.keySet()));
  }
}
