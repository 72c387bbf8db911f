package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol.Attested;
import org.alphadelta.actor.UpgradeProtocol.HandOver;
import org.alphadelta.actor.UpgradeProtocol.Recovered;
import org.alphadelta.actor.UpgradeProtocol.RetireSource;
import org.alphadelta.actor.UpgradeProtocol.StartAlpha;
import org.alphadelta.actor.UpgradeProtocol.StartDelta;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.CertificateStore;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.StoreDamage;
import org.junit.jupiter.api.Test;

class SwapFilesTest {
  private static final Path HOME = Path.of("/home/v");
  private static final HomeLayout LAYOUT = new HomeLayout(HOME);
  private static final SwapWorld WORLD = new SwapWorld();

  private final FaultyDisk disk = new FaultyDisk();
  private final List<ChainSwapEvent> journal = new ArrayList<>();

  private NodeEnvironment settled(SwapWorld world, int validator) {
    NodeEnvironment environment = world.machine(disk, HOME, validator);
    world.settle(environment);
    return environment;
  }

  @Test
  void anUnexpectedGenesisIsBlockedByItsFirstDifferingFieldAndNothingIsTouched() {
    NodeEnvironment environment = settled(WORLD, 1);
    GenesisPair other = WORLD.otherTarget();
    WORLD.pin(environment, other.alpha().parameters());
    ProposalTerms right = WORLD.proposal.terms();
    ProposalTerms wrong =
        new ProposalTerms(
            right.sourceNetwork(),
            right.targetNetwork(),
            right.targetGeneration(),
            right.activationHeight(),
            right.alphaExpectedHash(),
            other.alpha().parameters().cid(),
            right.deltaExpectedHash(),
            right.deltaParams(),
            right.deltaMinAlphaBlocks(),
            right.minGovernorValidators(),
            right.minPublicValidators(),
            right.readinessRequired(),
            right.alphaHeader(),
            right.deltaHeader(),
            right.successor());
    long operations = disk.operations();

    RebuiltPair check = new SwapFiles(environment).preflight(WORLD.sourceId(), wrong);

    assertThat(disk.operations()).isEqualTo(operations);
    Obstacle obstacle = ((RebuiltPair.Obstructed) check).obstacle();
    assertThat(obstacle.kind()).isEqualTo(Obstacle.Kind.GENESIS_DIFFERS);
    assertThat(obstacle.subject()).isEqualTo("alpha parameters");
    assertThat(obstacle.found()).isEqualTo(other.alpha().parameters().cid().digest().toString());
    assertThat(obstacle.expected()).isEqualTo(right.alphaParams().digest().toString());
  }

  @Test
  void anExpectedHashThatNoHeaderHasIsADifference() {
    NodeEnvironment environment = settled(WORLD, 1);
    ProposalTerms right = WORLD.proposal.terms();
    ProposalTerms wrong =
        new ProposalTerms(
            right.sourceNetwork(),
            right.targetNetwork(),
            right.targetGeneration(),
            right.activationHeight(),
            right.alphaExpectedHash(),
            right.alphaParams(),
            SwapWorld.hash("another delta"),
            right.deltaParams(),
            right.deltaMinAlphaBlocks(),
            right.minGovernorValidators(),
            right.minPublicValidators(),
            right.readinessRequired(),
            right.alphaHeader(),
            right.deltaHeader(),
            right.successor());

    RebuiltPair check = new SwapFiles(environment).rebuild(WORLD.sourceId(), wrong);

    assertThat(((RebuiltPair.Obstructed) check).obstacle().subject()).isEqualTo("delta hash");
  }

  @Test
  void lostParametersBlockAnActivatedUpgradeUntilTheyAreBack() {
    NodeEnvironment environment = settled(WORLD, 1);
    SortedMap<Path, Bytes> before = Saga.files(disk, HOME);
    Path params = LAYOUT.parameters(WORLD.proposal.terms().deltaParams());
    disk.delete(params);

    Saga saga = new Saga(WORLD, environment, journal).run();

    Upgrade upgrade = saga.upgrade();
    assertThat(upgrade.step()).isEqualTo(UpgradeStep.ACTIVATED);
    assertThat(upgrade.obstacle().orElseThrow().kind()).isEqualTo(Obstacle.Kind.PARAMETERS_MISSING);
    assertThat(disk.exists(LAYOUT.pair(WORLD.targetId()))).isFalse();
    assertThat(new ChainPointer(disk, LAYOUT).read()).contains(WORLD.sourceId());
    before.forEach(
        (path, content) -> {
          if (!path.equals(params)) {
            assertThat(Saga.files(disk, HOME)).containsEntry(path, content);
          }
        });

    WORLD.pin(environment, WORLD.target.delta().parameters());
    saga.deliver(new org.alphadelta.actor.UpgradeProtocol.Retry());

    assertThat(saga.upgrade().step()).isEqualTo(UpgradeStep.COMPLETED);
  }

  @Test
  void aFlippedBitInAParameterFileBlocksByName() {
    NodeEnvironment environment = settled(WORLD, 1);
    disk.flip(LAYOUT.parameters(WORLD.proposal.terms().alphaParams()), 5, 3);

    RebuiltPair check =
        new SwapFiles(environment).preflight(WORLD.sourceId(), WORLD.proposal.terms());

    assertThat(((RebuiltPair.Obstructed) check).obstacle().kind())
        .isEqualTo(Obstacle.Kind.PARAMETERS_DAMAGED);
  }

  @Test
  void aFullDiskIsFoundDaysBefore() {
    NodeEnvironment environment = settled(WORLD, 1);
    disk.fill(1000);

    RebuiltPair check =
        new SwapFiles(environment).preflight(WORLD.sourceId(), WORLD.proposal.terms());

    assertThat(((RebuiltPair.Obstructed) check).obstacle().kind())
        .isEqualTo(Obstacle.Kind.DISK_FAILED);
    disk.fill(Long.MAX_VALUE);
    assertThat(Saga.files(disk, LAYOUT.temporary())).isEmpty();
  }

  @Test
  void theNodeIsOrderedInTheOrderOfTheSteps() {
    Saga saga = new Saga(WORLD, settled(WORLD, 1), journal).run();

    assertThat(
            saga.orders.stream()
                .filter(o -> !(o instanceof org.alphadelta.actor.UpgradeProtocol.Progress))
                .<Class<?>>map(Object::getClass)
                .toList())
        .containsExactly(
            Recovered.class,
            RetireSource.class,
            Attested.class,
            StartAlpha.class,
            StartDelta.class);
    assertThat(saga.orders.get(0)).isEqualTo(new Recovered(Optional.empty()));
    assertThat(saga.orders)
        .contains(
            new RetireSource(WORLD.sourceId(), SwapWorld.HEIGHT), new StartAlpha(WORLD.target));
    assertThat(new CertificateStore(disk, LAYOUT).all()).containsExactly(WORLD.certificate);
  }

  @Test
  void afterARestartTheNodeIsToldThePairAndAllOrdersAgain() {
    NodeEnvironment environment = settled(WORLD, 1);
    List<org.alphadelta.actor.UpgradeProtocol.Notification> first =
        new Saga(WORLD, environment, journal).run().orders;
    SortedMap<Path, Bytes> files = Saga.files(disk, HOME);

    List<org.alphadelta.actor.UpgradeProtocol.Notification> again =
        new Saga(WORLD, environment, journal).run().orders;

    assertThat(again.get(0)).isEqualTo(new Recovered(Optional.of(WORLD.targetId())));
    assertThat(again.subList(1, 5)).isSubsetOf(first);
    assertThat(Saga.files(disk, HOME)).isEqualTo(files);
  }

  @Test
  void aGovernorOfTheTargetGivesItsWordOnce() {
    NodeEnvironment environment = settled(WORLD, 5);
    new Saga(WORLD, environment, journal).run();

    AttestationSlot slot =
        new AttestationSlot(disk, LAYOUT, NetworkId.TESTNET, 1, WORLD.key(5).publicKey());
    assertThat(slot.read()).contains(WORLD.attestation(WORLD.target, 5));
  }

  @Test
  void aGovernorThatGaveItsWordOnAnotherPairIsBlockedBeforeAnythingIsMade() {
    NodeEnvironment environment = settled(WORLD, 1);
    new AttestationSlot(disk, LAYOUT, NetworkId.TESTNET, 1, WORLD.key(1).publicKey())
        .record(WORLD.attestation(WORLD.otherTarget(), 1));

    Saga saga = new Saga(WORLD, environment, journal).run();

    assertThat(saga.upgrade().step()).isEqualTo(UpgradeStep.ALPHA_GENESIS_VERIFIED);
    assertThat(saga.upgrade().obstacle().orElseThrow().kind())
        .isEqualTo(Obstacle.Kind.OTHER_ATTESTED);
    assertThat(disk.exists(LAYOUT.pair(WORLD.targetId()))).isFalse();
    assertThat(new ChainPointer(disk, LAYOUT).read()).contains(WORLD.sourceId());
  }

  @Test
  void aYesVoterOutsideTheTargetBecomesAnObserver() {
    SwapWorld world = new SwapWorld(NetworkId.TESTNET, List.of(1, 2, 3, 4, 5));
    NodeEnvironment environment = settled(world, 4);

    Saga saga = new Saga(world, environment, journal).run();

    assertThat(saga.upgrade().step()).isEqualTo(UpgradeStep.COMPLETED);
    assertThat(saga.orders).noneMatch(o -> o instanceof Attested);
    for (ChainKind kind : ChainKind.values()) {
      assertThat(
              disk.exists(LAYOUT.signState(world.targetId().chain(kind), world.key(4).publicKey())))
          .isFalse();
    }
  }

  @Test
  void aSignStateThatVanishedAfterTheStartIsNeverMadeAgain() {
    NodeEnvironment environment = settled(WORLD, 1);
    new Saga(WORLD, environment, journal).run();
    Path state =
        LAYOUT.signState(WORLD.targetId().chain(ChainKind.DELTA), WORLD.key(1).publicKey());
    disk.delete(state);

    assertThatThrownBy(() -> new Saga(WORLD, environment, journal).run())
        .isInstanceOf(StoreDamage.class)
        .hasMessageContaining("no sign-state");
    assertThat(disk.exists(state)).isFalse();
  }

  @Test
  void aSignStateThatVanishedBesideAMadeDirectoryIsNeverMadeAgain() {
    NodeEnvironment environment = settled(WORLD, 1);
    new Saga(WORLD, environment, journal).run();
    int started =
        journal.indexOf(new ChainSwapEvent.AlphaStarted(WORLD.proposal.id(), WORLD.targetId()));
    List<ChainSwapEvent> beforeTheStart = new ArrayList<>(journal.subList(0, started));
    disk.delete(
        LAYOUT.signState(WORLD.targetId().chain(ChainKind.ALPHA), WORLD.key(1).publicKey()));

    assertThatThrownBy(() -> new Saga(WORLD, environment, beforeTheStart).run())
        .isInstanceOf(StoreDamage.class);
  }

  @Test
  void aHandoverWritesTheInfoAndSaysSoAgainAfterEachRestart() {
    SwapWorld world = new SwapWorld(NetworkId.MAINNET, List.of(1, 2, 3, 5));
    NodeEnvironment environment = settled(world, 1);

    Saga saga = new Saga(world, environment, journal).run();

    assertThat(saga.orders.get(saga.orders.size() - 2))
        .isEqualTo(new HandOver(world.proposal.id()));
    assertThat(saga.orders).noneMatch(o -> o instanceof StartAlpha || o instanceof Attested);
    String info = disk.read(LAYOUT.upgradeInfo(), 10_000).orElseThrow().utf8();
    assertThat(info)
        .contains(
            "\"build\" : \"mainnet\"", world.proposal.id().hex(), world.targetId().alpha().hex());
    assertThat(disk.exists(LAYOUT.genesis(world.targetId()))).isTrue();

    Saga again = new Saga(world, environment, journal).run();

    assertThat(again.orders.get(0)).isEqualTo(new Recovered(Optional.empty()));
    assertThat(again.orders).contains(new HandOver(world.proposal.id()));
  }
}
