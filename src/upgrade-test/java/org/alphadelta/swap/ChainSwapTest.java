package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.Machine;
import org.alphadelta.actor.Succession.Activate;
import org.alphadelta.actor.Succession.Attested;
import org.alphadelta.actor.Succession.ChainAdvanced;
import org.alphadelta.actor.Succession.Command;
import org.alphadelta.actor.Succession.DeltaClosed;
import org.alphadelta.actor.Succession.Order;
import org.alphadelta.actor.Succession.Prepare;
import org.alphadelta.actor.Succession.Progress;
import org.alphadelta.actor.Succession.Recovered;
import org.alphadelta.actor.Succession.RetireSource;
import org.alphadelta.actor.Succession.Retry;
import org.alphadelta.actor.Succession.StartAlpha;
import org.alphadelta.actor.Succession.StartDelta;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Shell;
import org.alphadelta.cli.Surroundings;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.inspect.JournalCopy;
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

/** The actor with a real disk, a real LevelDB journal and our serializers; each process is an actor system of its own. */
class ChainSwapTest {
  private static final SwapWorld WORLD = new SwapWorld();
  private static final EventCodecs CODECS = NodeEvents.codecs().and(SwapCodecs.ALL);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path home;
  private Machine machine;
  private Process process;

  /** One life of the node's process. */
  private final class Process implements AutoCloseable {
    final ActorTestKit kit;
    final TestProbe<Order> node;
    final ActorRef<Command> swap;

    Process() {
      Config config =
          ConfigFactory.parseMap(
                  Map.of(
                      "akka.actor.provider", "local",
                      "akka.persistence.journal.leveldb.dir", machine.home().journal().toString(),
                      "akka.persistence.snapshot-store.local.dir",
                          machine.home().snapshots().toString(),
                      "akka.loglevel", "WARNING"))
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
          ChainSwap.create(node.getRef(), machine, CODECS, InstantSource.system());
      Props disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
      swap = kit.spawn(behavior, "succession", disk);
    }

    /** The next order that is not progress. */
    Order order() {
      while (true) {
        Order order = node.receiveMessage(PATIENCE);
        if (!(order instanceof Progress)) {
          return order;
        }
      }
    }

    Progress progress(String step) {
      while (true) {
        Order order = node.receiveMessage(PATIENCE);
        if (order instanceof Progress progress && progress.step().equals(step)) {
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
    machine = WORLD.machine(new FileDisk(), home, 1);
    WORLD.settle(machine);
    process = new Process();
  }

  @AfterEach
  void end() {
    process.close();
  }

  private void restart() {
    process.close();
    process = new Process();
  }

  private void advance(ChainKind kind, long height) {
    process.swap.tell(
        new ChainAdvanced(WORLD.targetId(), kind, height, SwapWorld.hash(kind + " " + height)));
  }

  @Test
  void carriesOutAnUpgradeOverRestartsAtEveryStep() {
    assertThat(process.order()).isEqualTo(new Recovered(Optional.empty()));
    process.swap.tell(new Prepare(WORLD.sourceId(), WORLD.proposal));
    process.progress("preflighted");

    restart();
    assertThat(process.order()).isEqualTo(new Recovered(Optional.empty()));
    process.progress("preflighted");
    process.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    assertThat(process.order()).isEqualTo(new RetireSource(WORLD.sourceId(), SwapWorld.HEIGHT));
    assertThat(process.order()).isEqualTo(new Attested(WORLD.attestation(WORLD.target, 1)));
    assertThat(process.order()).isEqualTo(new StartAlpha(WORLD.target));
    assertThat(new ChainPointer(machine.disk(), machine.home()).read()).contains(WORLD.targetId());

    restart();
    assertThat(process.order()).isEqualTo(new Recovered(Optional.of(WORLD.targetId())));
    assertThat(process.order()).isEqualTo(new RetireSource(WORLD.sourceId(), SwapWorld.HEIGHT));
    assertThat(process.order()).isInstanceOf(Attested.class);
    assertThat(process.order()).isEqualTo(new StartAlpha(WORLD.target));
    advance(ChainKind.ALPHA, 2);
    advance(ChainKind.ALPHA, 3);
    assertThat(process.order()).isEqualTo(new StartDelta(WORLD.targetId()));
    process.swap.tell(new DeltaClosed(WORLD.sourceId(), 41, SwapWorld.hash("D")));

    restart();
    assertThat(process.order()).isEqualTo(new Recovered(Optional.of(WORLD.targetId())));
    process.progress("delta-started");
    advance(ChainKind.DELTA, 1);
    assertThat(process.progress("completed").sentence()).contains("closed");

    process.close();
    assertThat(told("history"))
        .containsSubsequence(
            "were rebuilt here",
            "activated proposal",
            "runs here; the old chain's files stay",
            "finalized height 3",
            "Delta of testnet g1",
            "The old Delta closed",
            "is carried out");
    assertThat(told("status")).contains("completed", WORLD.targetId().directory());
    requireSound();
  }

  @Test
  void aBlockedUpgradeGoesOnWhenItIsTriedAgain() throws Exception {
    Path params = machine.home().parameters(WORLD.proposal.terms().alphaParams());
    byte[] content = Files.readAllBytes(params);
    Files.delete(params);
    process.swap.tell(new Prepare(WORLD.sourceId(), WORLD.proposal));
    Progress blocked = process.progress("blocked");
    assertThat(blocked.blocked().orElseThrow()).startsWith("parameters-missing at alpha parameters");
    process.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    process.progress("activated");
    process.progress("blocked");

    Files.write(params, content);
    process.swap.tell(new Retry());

    process.progress("alpha-started");
  }

  @Test
  void aBlockedPreflightIsRepairedByTryingAgain() throws Exception {
    Path params = machine.home().parameters(WORLD.proposal.terms().alphaParams());
    byte[] content = Files.readAllBytes(params);
    Files.delete(params);
    process.swap.tell(new Prepare(WORLD.sourceId(), WORLD.proposal));
    process.progress("blocked");

    Files.write(params, content);
    process.swap.tell(new Retry());

    process.progress("preflighted");
  }

  @Test
  void twoCertificatesOfOneChainStopTheActorAndAreBothKept() {
    process.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    process.progress("alpha-started");
    SwapWorld other = new SwapWorld(NetworkId.TESTNET, List.of(1, 2, 3, 4, 5));

    process.swap.tell(new Activate(WORLD.sourceId(), other.certificate));

    process.node.expectTerminated(process.swap, PATIENCE);
    Path certificates = new HomeLayout(home).certificates();
    assertThat(machine.disk().list(certificates)).hasSize(2);
  }

  @Test
  void aLostSignStateStopsTheActorBeforeTheNodeHearsAnything() throws Exception {
    process.swap.tell(new Activate(WORLD.sourceId(), WORLD.certificate));
    process.progress("alpha-started");
    process.close();
    Files.delete(
        machine
            .home()
            .signState(WORLD.targetId().chain(ChainKind.ALPHA), WORLD.key(1).publicKey()));

    process = new Process();

    process.node.expectTerminated(process.swap, PATIENCE);
    process.node.expectNoMessage(Duration.ZERO);
  }

  private void requireSound() {
    JournalCopy.Outcome outcome = JournalCopy.read(machine.home(), machine.home().temporary());
    assertThat(outcome).isInstanceOf(JournalCopy.Read.class);
  }

  private String told(String verb) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    write(home.resolve("config").resolve("adn.conf"), "adn.network = testnet\n");
    Shell shell =
        new Shell(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Map.of(),
            Optional.empty(),
            new SecureRandom());
    Surroundings around =
        new Surroundings(
            shell,
            new BuildInfo(BuildInfo.Kind.NETWORK_UPGRADES, "1.2.3", List.of()),
            List.of(UpgradeCommand.FREE_SPACE),
            CODECS,
            List.of());
    int exitCode =
        Commands.root(around, List.of(UpgradeCommand.tree(around)))
            .execute("upgrade", verb, "--home", home.toString());
    assertThat(exitCode).as(err.toString()).isZero();
    return out.toString();
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
