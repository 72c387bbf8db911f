package org.alphadelta.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.NetworkId;

/** The configuration of one node, validated and typed. */
public record NodeConfig(
    Home home,
    NetworkId network,
    NodeRole role,
    Path passphraseFile,
    P2p p2p,
    Rest rest,
    int adminPort,
    int clusterPort,
    Follow follow,
    Consensus consensus,
    int mempoolMaxTransactions,
    boolean journalNative,
    Settings settings) {

  /** Whether this node has a validator key. */
  public enum NodeRole {
    VALIDATOR("validator"),
    OBSERVER("observer");

    private final String label;

    NodeRole(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** How a joiner uses upgrade certificates of generations after the pinned one. */
  public enum Follow {
    SUCCESSION("succession"),
    CHAIN("chain");

    private final String label;

    Follow(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  public record P2p(
      String host,
      int port,
      Optional<String> advertisedHost,
      List<PeerAddress> peers,
      int maxPeers) {
    public P2p {
      peers = List.copyOf(peers);
    }

    /**
     * The host that peers can dial: the advertised one, else the bound one unless that is a
     * wildcard.
     */
    public Optional<String> dialableHost() {
      return advertisedHost.or(
          () -> Optional.of(host).filter(h -> !List.of("0.0.0.0", "::", "[::]").contains(h)));
    }
  }

  public record Rest(String host, int port) {}

  /** Timeouts of round 0 and the increment per round. */
  public record Consensus(
      Duration propose, Duration prevote, Duration precommit, Duration repair, Duration growth) {}

  static NodeConfig of(Home home, Settings s) {
    return new NodeConfig(
        home,
        s.get(ConfigKeys.NETWORK),
        s.get(ConfigKeys.ROLE),
        home.root().resolve(s.get(ConfigKeys.PASSPHRASE_FILE)),
        new P2p(
            s.get(ConfigKeys.P2P_HOST),
            s.get(ConfigKeys.P2P_PORT),
            s.get(ConfigKeys.P2P_ADVERTISED_HOST),
            s.get(ConfigKeys.P2P_PEERS),
            s.get(ConfigKeys.P2P_MAX_PEERS)),
        new Rest(s.get(ConfigKeys.REST_HOST), s.get(ConfigKeys.REST_PORT)),
        s.get(ConfigKeys.ADMIN_PORT),
        s.get(ConfigKeys.CLUSTER_PORT),
        s.get(ConfigKeys.GENESIS_FOLLOW),
        new Consensus(
            s.get(ConfigKeys.PROPOSE_TIMEOUT),
            s.get(ConfigKeys.PREVOTE_TIMEOUT),
            s.get(ConfigKeys.PRECOMMIT_TIMEOUT),
            s.get(ConfigKeys.REPAIR_TIMEOUT),
            s.get(ConfigKeys.TIMEOUT_GROWTH)),
        s.get(ConfigKeys.MEMPOOL_MAX),
        s.get(ConfigKeys.JOURNAL_NATIVE),
        s);
  }
}
