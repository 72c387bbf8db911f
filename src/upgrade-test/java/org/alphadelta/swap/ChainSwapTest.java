package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol.Activate;
import org.alphadelta.actor.UpgradeProtocol.Attested;
import org.alphadelta.actor.UpgradeProtocol.ChainAdvanced;
import org.alphadelta.actor.UpgradeProtocol.Command;
import org.alphadelta.actor.UpgradeProtocol.DeltaClosed;
import org.alphadelta.actor.UpgradeProtocol.Notification;
import org.alphadelta.actor.UpgradeProtocol.Prepare;
import org.alphadelta.actor.UpgradeProtocol.Progress;
import org.alphadelta.actor.UpgradeProtocol.Recovered;
import org.alphadelta.actor.UpgradeProtocol.RetireSource;
import org.alphadelta.actor.UpgradeProtocol.Retry;
import org.alphadelta.actor.UpgradeProtocol.StartAlpha;
import org.alphadelta.actor.UpgradeProtocol.StartDelta;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Typed;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.config.PinFile;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.serial.AdnSerialization;
import org.alphadelta.serial.MessageCodecs;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.HomeLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The actor with a real disk, a real LevelDB journal and our serializers; each process is an actor
 * system of its own.
 */
class ChainSwapTest {
  private static final SwapWorld WORLD = new SwapWorld();
  private static final EventCodecs CODECS = NodeEvents.codecs().and(SwapCodecs.ALL);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path home;
  private NodeEnvironment environment;
  private Life life;

  /** One life of the node. */
  private final class Life implements AutoCloseable {
    final ActorTestKit kit;
    final TestProbe<Notification> node;
    final ActorRef<Command> swap;

    Life() {
      Config config =
          ConfigFactory.parseMap(
                  Map.of(
                      "akka.actor.provider",
                      "local",
                      "akka.persistence.journal.leveldb.dir",
                      environment.home().journal().toString(),
                      "akka.persistence.snapshot-store.local.dir",
                      environment.home().snapshots().toString(),
                      "akka.loglevel",
                      "WARNING"))
              .withFallback(ConfigFactory.parseResources("adn-akka.conf"))
              .withFallback(ConfigFactory.defaultReferenceUnresolved())
              .resolve();
      akka.actor.ActorSystem system =
          akka.actor.ActorSystem.create(
              "adn",
              ActorSystemSetup.create(
                  BootstrapSetup.create(config),
                  AdnSerialization.setup(CODECS, MessageCodecs.of(List.of(), List.of()))));
      ActorSystem<Void> typed = Adapter.toTyped(system);
      kit = ActorTestKit.create(typed);
      node = kit.createTestProbe();
      Behavior<Command> behavior =
          ChainSwap.create(
              node.getRef(), environment, new Journaling(CODECS, InstantSource.system()));
      Props disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
      swap = kit.spawn(behavior, "succession", disk);
    }

    /** The next order that is not progress. */
    Notification order() {
      while (true) {
        Notification notification = node.receiveMessage(PATIENCE);
        if (!(notification instanceof Progress)) {
          return notification;
        }
      }
    }

    Progress progress(String step) {
      while (true) {
        Notification notification = node.receiveMessage(PATIENCE);
        if (notification instanceof Progress progress && progress.step().equals(step)) {
          return progress;
        }
      }
    }

    @Override
    public void close() {
      kit.shutdownTestKit();
    }
  }

  @BeforeEach
  void settle() {
    environment = WORLD.machine(new FileDisk(), home, 1);
    WORLD.settle(environment);
    life = new Life();
  }

  @AfterEach
  void end() {
    life.close();
  }

  private void restart() {
    life.close();
    life = new Life();
  }

  private void advance(ChainKind kind, long height) {
    life.swap.tell(
        new ChainAdvanced(WORLD.targetId(), kind, height, SwapWorld.hash(kind + " " + height)));
  }

  @Test
  void carriesOutAnUpgradeOverRestartsAtEveryStep() {
    assertThat(life.order()).isEqualTo(new Recovered(Optional.empty()));
    life.swap.tell(new Prepare(WORLD.sourceId(), WORLD.proposal));
    life.progress("preflighted");

    restart();
    assertThat(life.order()).isEqualTo(new Recovered(Optional.empty()));
    life.progress("preflighted");
    life.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    assertThat(life.order()).isEqualTo(new RetireSource(WORLD.sourceId(), SwapWorld.HEIGHT));
    assertThat(life.order()).isEqualTo(new Attested(WORLD.attestation(WORLD.target, 1)));
    assertThat(life.order()).isEqualTo(new StartAlpha(WORLD.target));
    assertThat(new ChainPointer(environment.disk(), environment.home()).read())
        .contains(WORLD.targetId());

    restart();
    assertThat(life.order()).isEqualTo(new Recovered(Optional.of(WORLD.targetId())));
    assertThat(life.order()).isEqualTo(new RetireSource(WORLD.sourceId(), SwapWorld.HEIGHT));
    assertThat(life.order()).isInstanceOf(Attested.class);
    assertThat(life.order()).isEqualTo(new StartAlpha(WORLD.target));
    advance(ChainKind.ALPHA, 2);
    advance(ChainKind.ALPHA, 3);
    assertThat(life.order()).isEqualTo(new StartDelta(WORLD.targetId()));
    life.progress("delta-started");
    life.swap.tell(new DeltaClosed(WORLD.sourceId(), 41, SwapWorld.hash("D")));
    life.progress("delta-started"); // said again when the closing is in the journal

    restart();
    assertThat(life.order()).isEqualTo(new Recovered(Optional.of(WORLD.targetId())));
    life.progress("delta-started");
    advance(ChainKind.DELTA, 1);
    assertThat(life.progress("completed").sentence()).contains("closed");

    life.close();
    assertThat(told(0, "upgrade", "history"))
        .containsSubsequence(
            "were rebuilt here",
            "activated proposal",
            "runs here; the old chain's files stay",
            "finalized height 3",
            "Delta of testnet g1",
            "The old Delta closed",
            "is carried out");
    assertThat(told(0, "upgrade", "status")).contains("completed", WORLD.targetId().directory());
    assertThat(told(0, "journal", "verify")).contains("ok: 9 events");
    assertThat(told(31, "upgrade", "preflight", WORLD.proposal.id().hex()))
        .contains("found none with id");
  }

  @Test
  void aBlockedUpgradeGoesOnWhenItIsTriedAgain() throws Exception {
    Path params = environment.home().parameters(WORLD.proposal.terms().alphaParams());
    byte[] content = Files.readAllBytes(params);
    Files.delete(params);
    life.swap.tell(new Prepare(WORLD.sourceId(), WORLD.proposal));
    Progress blocked = life.progress("blocked");
    assertThat(blocked.blocked().orElseThrow())
        .startsWith("parameters-missing at alpha parameters");
    life.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    life.progress("activated");
    life.progress("blocked");

    Files.write(params, content);
    life.swap.tell(new Retry());

    life.progress("alpha-started");
  }

  @Test
  void aBlockedPreflightIsRepairedByTryingAgain() throws Exception {
    Path params = environment.home().parameters(WORLD.proposal.terms().alphaParams());
    byte[] content = Files.readAllBytes(params);
    Files.delete(params);
    life.swap.tell(new Prepare(WORLD.sourceId(), WORLD.proposal));
    life.progress("blocked");

    Files.write(params, content);
    life.swap.tell(new Retry());

    life.progress("preflighted");
  }

  @Test
  void twoCertificatesOfOneChainStopTheActorAndAreBothKept() {
    life.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    life.progress("alpha-started");
    SwapWorld other = new SwapWorld(NetworkId.TESTNET, List.of(1, 2, 3, 4, 5));

    life.swap.tell(new Activate(WORLD.sourceId(), other.certificate));

    life.node.expectTerminated(life.swap, PATIENCE);
    Path certificates = new HomeLayout(home).certificates();
    assertThat(environment.disk().list(certificates)).hasSize(2);
  }

  @Test
  void aLostSignStateStopsTheActorBeforeTheNodeHearsAnything() throws Exception {
    life.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    life.progress("alpha-started");
    life.close();
    Files.delete(
        environment
            .home()
            .signState(WORLD.targetId().chain(ChainKind.ALPHA), WORLD.key(1).publicKey()));

    life = new Life();

    life.node.expectTerminated(life.swap, PATIENCE);
    life.node.expectNoMessage(Duration.ZERO);
  }

  private String told(int exitCode, String... verb) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(List.of("--home", home.toString()));
    Typed typed = new Typed();
    write(home.resolve("config").resolve("adn.conf"), "adn.network = testnet\n");
    write(home.resolve("config").resolve("pins.json"), PinFile.text(WORLD.pins()));
    CliContext context =
        new CliContext(
            typed.shell(),
            new BuildInfo(BuildInfo.Kind.NETWORK_UPGRADES, "1.2.3", List.of()),
            List.of(UpgradeCommand.FREE_SPACE),
            CODECS,
            List.of(SuccessionCheck::new));
    int is =
        Commands.root(context, List.of(UpgradeCommand.tree(context)))
            .execute(arguments.toArray(new String[0]));
    assertThat(is).as(typed.err()).isEqualTo(exitCode);
    return typed.out();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
