package org.alphadelta.app;

import akka.Done;
import akka.actor.BootstrapSetup;
import akka.actor.CoordinatedShutdown;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.http.javadsl.ServerBinding;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.chain.ChainSettings;
import org.alphadelta.actor.node.ClusterTls;
import org.alphadelta.actor.node.LiveNode;
import org.alphadelta.actor.node.Node;
import org.alphadelta.actor.node.NodeSetup;
import org.alphadelta.actor.peer.PeerSettings;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.api.AdminServer;
import org.alphadelta.api.BindFailure;
import org.alphadelta.api.RestServer;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.HomeFiles;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.config.PeerAddress;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.NodeTls;
import org.alphadelta.genesis.Pins;
import org.alphadelta.serial.AdnSerialization;
import org.alphadelta.store.Disk;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.wire.ListenAddress;

/**
 * Runs one node: starts the actor system and the HTTP ports, and stops both. The caller holds the
 * home's lock.
 */
final class NodeProcess {
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(50);
  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final CliContext context;
  private final NodeConfig config;
  private final Pins pins;
  private final KeyPair nodeKey;
  private final Optional<Signer> validator;
  private final HomeLayout home;
  private final Disk disk;
  private final InstantSource clock = InstantSource.system();
  private final CompletableFuture<Node.Stop> stop = new CompletableFuture<>();

  /** What a node signs with: its identity on the wire and, for a validator, its votes. */
  record Keys(KeyPair node, Optional<KeyPair> validator) {}

  NodeProcess(CliContext context, NodeConfig config, Pins pins, Keys keys, Disk disk) {
    this.context = context;
    this.disk = disk;
    this.config = config;
    this.pins = pins;
    this.nodeKey = keys.node();
    this.validator = keys.validator().map(key -> key);
    this.home = HomeFiles.layout(config.home());
  }

  /** Checks often, because a disk fills as fast as any process writes to it. */
  private void watchRoom(ActorSystem<Node.Command> system) {
    RoomOnDisk room = new RoomOnDisk(home.home());
    system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO,
            LOOK_FOR_ROOM,
            () ->
                room.shortage()
                    .ifPresent(why -> stop.complete(new Node.Stop(ExitCodes.SAFETY_STOP, why))),
            system.executionContext());
  }

  /** Runs until the node stops or is told to; returns the exit code. */
  int run() throws IOException {
    emptyScratch();
    NodeTls tls = NodeTls.of(nodeKey);
    PeerSettings peers = peerSettings(tls);
    ActorSystem<Node.Command> system =
        ActorSystem.create(Node.create(setup(peers)), "adn", actorSetup(tls));
    Cluster.get(system).manager().tell(Join.create(Cluster.get(system).selfMember().address()));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseActorSystemTerminate(),
            "told-to-stop",
            () -> {
              stop.complete(new Node.Stop(ExitCodes.DONE, "told to stop"));
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    watchRoom(system);
    try {
      open(system, peers);
    } catch (CompletionException e) {
      end(system);
      return refused(e);
    }
    Node.Stop why = stop.join();
    end(system);
    if (why.exitCode() != ExitCodes.DONE) {
      context
          .shell()
          .say(
              "adn: "
                  + (why.exitCode() == ExitCodes.SAFETY_STOP ? "safety stop: " : "")
                  + why.reason());
    }
    return why.exitCode();
  }

  private int refused(CompletionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String line =
        cause instanceof BindFailure bind
            ? String.valueOf(bind.getMessage())
            : "adn.p2p.port: found "
                + config.p2p().port()
                + ", which cannot be bound ("
                + cause.getMessage()
                + "), expected a free port";
    context.shell().say("adn: " + line);
    return ExitCodes.USAGE;
  }

  private void open(ActorSystem<Node.Command> system, PeerSettings peers) throws IOException {
    LiveNode node = new LiveNode(system, pins.network());
    ActorRef<Peers.Command> connections =
        AskPattern.<Node.Command, ActorRef<Peers.Command>>ask(
                system, Node.AskPeers::new, PATIENCE, system.scheduler())
            .toCompletableFuture()
            .join();
    Peers.bind(system, peers, connections).toCompletableFuture().join();
    ServerBinding rest =
        bound(
            new RestServer(system, node, context.codecs())
                .bind(config.rest().host(), config.rest().port()));
    String token = token();
    ServerBinding admin = bound(new AdminServer(system, node, token).bind(config.adminPort()));
    tellAdmin(admin.localAddress().getPort(), rest, token);
    context
        .shell()
        .say(
            "adn "
                + context.build().version()
                + " ("
                + context.build().kind()
                + ") "
                + config.network()
                + ", p2p "
                + peers.listen()
                + ", rest http://"
                + rest.localAddress().getHostString()
                + ":"
                + rest.localAddress().getPort());
  }

  private static ServerBinding bound(CompletionStage<ServerBinding> binding) {
    return binding.toCompletableFuture().join();
  }

  private void end(ActorSystem<Node.Command> system) {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Files.deleteIfExists(home.admin());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException
        | IOException e) {
      context.shell().say("adn: the node did not end in order: " + e);
    }
  }

  private NodeSetup setup(PeerSettings peers) {
    NodeEnvironment environment =
        new NodeEnvironment(disk, home, Ed25519.verifier(), validator, pins);
    Journaling journaling = new Journaling(context.codecs(), clock);
    return new NodeSetup(
        environment,
        peers,
        new ChainSettings(
            timeouts(config.consensus()),
            config.mempoolMaxTransactions(),
            nodeKey.publicKey(),
            clock),
        journaling,
        Upgrades.succession(journaling),
        context.build().kind().label(),
        context.build().version(),
        stop::complete);
  }

  private static Timeouts timeouts(NodeConfig.Consensus c) {
    return new Timeouts(
        c.propose().toMillis(),
        c.prevote().toMillis(),
        c.precommit().toMillis(),
        c.repair().toMillis(),
        c.growth().toMillis());
  }

  private PeerSettings peerSettings(NodeTls tls) throws IOException {
    int port = config.p2p().port() == 0 ? freePort() : config.p2p().port();
    Map<ListenAddress, Optional<PublicKey>> named = new LinkedHashMap<>();
    for (PeerAddress peer : config.p2p().peers()) {
      named.put(new ListenAddress(peer.host(), peer.port()), peer.nodeKey());
    }
    return new PeerSettings(
        nodeKey,
        tls,
        new ListenAddress(config.p2p().host(), port),
        config.p2p().dialableHost().map(host -> new ListenAddress(host, port)),
        named,
        config.p2p().maxPeers(),
        HANDSHAKE,
        SILENCE,
        "adn " + context.build().version() + " " + context.build().kind(),
        clock);
  }

  private int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(config.p2p().host()))) {
      return socket.getLocalPort();
    }
  }

  private ActorSystemSetup actorSetup(NodeTls tls) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("akka.persistence.journal.leveldb.dir", home.journal().toString());
    values.put("akka.persistence.journal.leveldb.native", config.journalNative());
    values.put("akka.persistence.snapshot-store.local.dir", home.snapshots().toString());
    values.put("akka.remote.artery.canonical.port", config.clusterPort());
    Config akka =
        ConfigFactory.parseMap(values)
            .withFallback(ConfigFactory.parseResources("adn-akka.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    return ActorSystemSetup.create(
        BootstrapSetup.create(akka),
        AdnSerialization.setup(context.codecs(), ClusterMessages.codecs()),
        new ClusterTls.Identity(tls, nodeKey.publicKey()));
  }

  private void tellAdmin(int port, ServerBinding rest, String token) throws IOException {
    String json =
        "{\"port\":"
            + port
            + ",\"token\":\""
            + token
            + "\",\"pid\":"
            + ProcessHandle.current().pid()
            + ",\"rest\":\"http://"
            + rest.localAddress().getHostString()
            + ":"
            + rest.localAddress().getPort()
            + "\"}\n";
    Files.deleteIfExists(home.admin());
    HomeFiles.write(home.admin(), json, true);
  }

  private static String token() {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  /**
   * Empties the directory, which holds only files that LevelDB's native library leaves behind after
   * a kill.
   */
  private void emptyScratch() throws IOException {
    Path scratch = home.temporary();
    Files.createDirectories(scratch);
    try (var entries = Files.list(scratch)) {
      for (Path entry : entries.toList()) {
        Files.deleteIfExists(entry);
      }
    }
    System.setProperty("java.io.tmpdir", scratch.toString());
    System.setProperty("library.leveldbjni.path", scratch.toString());
    if (!config.journalNative()) {
      System.setProperty("adn.leveldb.native", "off");
    }
  }
}
