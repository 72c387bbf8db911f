package org.alphadelta.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.NetworkId;

/**
 * What the operator of one node decided, checked and typed. Times carry their unit in their type.
 */
public record NodeConfig(
    Home home,
    NetworkId network,
    Part part,
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
  public enum Part {
    VALIDATOR("validator"),
    OBSERVER("observer");

    private final String label;

    Part(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** What a joiner does with upgrade certificates that lead on from the pinned generation. */
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
     * The host to tell others: the one named for it, else the bound one unless that is a wildcard.
     */
    public Optional<String> dialableHost() {
      return advertisedHost.or(
          () -> Optional.of(host).filter(h -> !List.of("0.0.0.0", "::", "[::]").contains(h)));
    }
  }

  public record Rest(String host, int port) {}

  /** Timeouts of round 0 and what each further round adds. */
  public record Consensus(
      Duration propose, Duration prevote, Duration precommit, Duration repair, Duration growth) {}

  static NodeConfig of(Home home, Settings s) {
    return new NodeConfig(
        home,
        s.get(Keys.NETWORK),
        s.get(Keys.ROLE),
        home.root().resolve(s.get(Keys.PASSPHRASE_FILE)),
        new P2p(
            s.get(Keys.P2P_HOST),
            s.get(Keys.P2P_PORT),
            s.get(Keys.P2P_ADVERTISED_HOST),
            s.get(Keys.P2P_PEERS),
            s.get(Keys.P2P_MAX_PEERS)),
        new Rest(s.get(Keys.REST_HOST), s.get(Keys.REST_PORT)),
        s.get(Keys.ADMIN_PORT),
        s.get(Keys.CLUSTER_PORT),
        s.get(Keys.GENESIS_FOLLOW),
        new Consensus(
            s.get(Keys.PROPOSE_TIMEOUT),
            s.get(Keys.PREVOTE_TIMEOUT),
            s.get(Keys.PRECOMMIT_TIMEOUT),
            s.get(Keys.REPAIR_TIMEOUT),
            s.get(Keys.TIMEOUT_GROWTH)),
        s.get(Keys.MEMPOOL_MAX),
        s.get(Keys.JOURNAL_NATIVE),
        s);
  }
}
