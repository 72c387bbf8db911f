package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.alphadelta.actor.Machine;
import org.alphadelta.actor.Succession.Attested;
import org.alphadelta.actor.Succession.HandOver;
import org.alphadelta.actor.Succession.Recovered;
import org.alphadelta.actor.Succession.RetireSource;
import org.alphadelta.actor.Succession.StartAlpha;
import org.alphadelta.actor.Succession.StartDelta;
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

  private Machine settled(SwapWorld world, int validator) {
    Machine machine = world.machine(disk, HOME, validator);
    world.settle(machine);
    return machine;
  }

  @Test
  void anUnexpectedGenesisIsBlockedByItsFirstDifferingFieldAndNothingIsTouched() {
    Machine machine = settled(WORLD, 1);
    GenesisPair other = WORLD.otherTarget();
    WORLD.pin(machine, other.alpha().parameters());
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

    GenesisCheck check = new SwapFiles(machine).preflight(WORLD.sourceId(), wrong);

    assertThat(disk.operations()).isEqualTo(operations);
    Obstacle obstacle = ((GenesisCheck.Obstructed) check).obstacle();
    assertThat(obstacle.kind()).isEqualTo(Obstacle.Kind.GENESIS_DIFFERS);
    assertThat(obstacle.subject()).isEqualTo("alpha parameters");
    assertThat(obstacle.found()).isEqualTo(other.alpha().parameters().cid().digest().toString());
    assertThat(obstacle.expected()).isEqualTo(right.alphaParams().digest().toString());
  }

  @Test
  void anExpectedHashThatNoHeaderHasIsADifference() {
    Machine machine = settled(WORLD, 1);
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

    GenesisCheck check = new SwapFiles(machine).rebuild(WORLD.sourceId(), wrong);

    assertThat(((GenesisCheck.Obstructed) check).obstacle().subject()).isEqualTo("delta hash");
  }

  @Test
  void lostParametersBlockAnActivatedUpgradeUntilTheyAreBack() {
    Machine machine = settled(WORLD, 1);
    SortedMap<Path, Bytes> before = Saga.files(disk, HOME);
    Path params = LAYOUT.parameters(WORLD.proposal.terms().deltaParams());
    disk.delete(params);

    Saga saga = new Saga(WORLD, machine, journal).run();

    Upgrade upgrade = saga.upgrade();
    assertThat(upgrade.step()).isEqualTo(Step.ACTIVATED);
    assertThat(upgrade.obstacle().orElseThrow().kind()).isEqualTo(Obstacle.Kind.PARAMETERS_MISSING);
    assertThat(disk.exists(LAYOUT.pair(WORLD.targetId()))).isFalse();
    assertThat(new ChainPointer(disk, LAYOUT).read()).contains(WORLD.sourceId());
    before.forEach(
        (path, content) -> {
          if (!path.equals(params)) {
            assertThat(Saga.files(disk, HOME)).containsEntry(path, content);
          }
        });

    WORLD.pin(machine, WORLD.target.delta().parameters());
    saga.deliver(new org.alphadelta.actor.Succession.Retry());

    assertThat(saga.upgrade().step()).isEqualTo(Step.COMPLETED);
  }

  @Test
  void aFlippedBitInAParameterFileBlocksByName() {
    Machine machine = settled(WORLD, 1);
    disk.flip(LAYOUT.parameters(WORLD.proposal.terms().alphaParams()), 5, 3);

    GenesisCheck check = new SwapFiles(machine).preflight(WORLD.sourceId(), WORLD.proposal.terms());

    assertThat(((GenesisCheck.Obstructed) check).obstacle().kind())
        .isEqualTo(Obstacle.Kind.PARAMETERS_DAMAGED);
  }

  @Test
  void aFullDiskIsFoundDaysBefore() {
    Machine machine = settled(WORLD, 1);
    disk.fill(1000);

    GenesisCheck check = new SwapFiles(machine).preflight(WORLD.sourceId(), WORLD.proposal.terms());

    assertThat(((GenesisCheck.Obstructed) check).obstacle().kind())
        .isEqualTo(Obstacle.Kind.DISK_FAILED);
    disk.fill(Long.MAX_VALUE);
    assertThat(Saga.files(disk, LAYOUT.temporary())).isEmpty();
  }

  @Test
  void theNodeIsOrderedInTheOrderOfTheSteps() {
    Saga saga = new Saga(WORLD, settled(WORLD, 1), journal).run();

    assertThat(
            saga.orders.stream()
                .filter(o -> !(o instanceof org.alphadelta.actor.Succession.Progress))
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
    Machine machine = settled(WORLD, 1);
    List<org.alphadelta.actor.Succession.Order> first =
        new Saga(WORLD, machine, journal).run().orders;
    SortedMap<Path, Bytes> files = Saga.files(disk, HOME);

    List<org.alphadelta.actor.Succession.Order> again =
        new Saga(WORLD, machine, journal).run().orders;

    assertThat(again.get(0)).isEqualTo(new Recovered(Optional.of(WORLD.targetId())));
    assertThat(again.subList(1, 5)).isSubsetOf(first);
    assertThat(Saga.files(disk, HOME)).isEqualTo(files);
  }

  @Test
  void aGovernorOfTheTargetGivesItsWordOnce() {
    Machine machine = settled(WORLD, 5);
    new Saga(WORLD, machine, journal).run();

    AttestationSlot slot =
        new AttestationSlot(disk, LAYOUT, NetworkId.TESTNET, 1, WORLD.key(5).publicKey());
    assertThat(slot.read()).contains(WORLD.attestation(WORLD.target, 5));
  }

  @Test
  void aGovernorThatGaveItsWordOnAnotherPairIsBlockedBeforeAnythingIsMade() {
    Machine machine = settled(WORLD, 1);
    new AttestationSlot(disk, LAYOUT, NetworkId.TESTNET, 1, WORLD.key(1).publicKey())
        .record(WORLD.attestation(WORLD.otherTarget(), 1));

    Saga saga = new Saga(WORLD, machine, journal).run();

    assertThat(saga.upgrade().step()).isEqualTo(Step.ALPHA_GENESIS_VERIFIED);
    assertThat(saga.upgrade().obstacle().orElseThrow().kind())
        .isEqualTo(Obstacle.Kind.OTHER_ATTESTED);
    assertThat(disk.exists(LAYOUT.pair(WORLD.targetId()))).isFalse();
    assertThat(new ChainPointer(disk, LAYOUT).read()).contains(WORLD.sourceId());
  }

  @Test
  void aYesVoterOutsideTheTargetBecomesAnObserver() {
    SwapWorld world = new SwapWorld(NetworkId.TESTNET, List.of(1, 2, 3, 4, 5));
    Machine machine = settled(world, 4);

    Saga saga = new Saga(world, machine, journal).run();

    assertThat(saga.upgrade().step()).isEqualTo(Step.COMPLETED);
    assertThat(saga.orders).noneMatch(o -> o instanceof Attested);
    for (ChainKind kind : ChainKind.values()) {
      assertThat(
              disk.exists(LAYOUT.signState(world.targetId().chain(kind), world.key(4).publicKey())))
          .isFalse();
    }
  }

  @Test
  void aSignStateThatVanishedAfterTheStartIsNeverMadeAgain() {
    Machine machine = settled(WORLD, 1);
    new Saga(WORLD, machine, journal).run();
    Path state =
        LAYOUT.signState(WORLD.targetId().chain(ChainKind.DELTA), WORLD.key(1).publicKey());
    disk.delete(state);

    assertThatThrownBy(() -> new Saga(WORLD, machine, journal).run())
        .isInstanceOf(StoreDamage.class)
        .hasMessageContaining("no sign-state");
    assertThat(disk.exists(state)).isFalse();
  }

  @Test
  void aSignStateThatVanishedBesideAMadeDirectoryIsNeverMadeAgain() {
    Machine machine = settled(WORLD, 1);
    new Saga(WORLD, machine, journal).run();
    int started =
        journal.indexOf(new ChainSwapEvent.AlphaStarted(WORLD.proposal.id(), WORLD.targetId()));
    List<ChainSwapEvent> beforeTheStart = new ArrayList<>(journal.subList(0, started));
    disk.delete(
        LAYOUT.signState(WORLD.targetId().chain(ChainKind.ALPHA), WORLD.key(1).publicKey()));

    assertThatThrownBy(() -> new Saga(WORLD, machine, beforeTheStart).run())
        .isInstanceOf(StoreDamage.class);
  }

  @Test
  void aHandoverWritesTheInfoAndSaysSoAgainAfterEachRestart() {
    SwapWorld world = new SwapWorld(NetworkId.MAINNET, List.of(1, 2, 3, 5));
    Machine machine = settled(world, 1);

    Saga saga = new Saga(world, machine, journal).run();

    assertThat(saga.orders.get(saga.orders.size() - 2))
        .isEqualTo(new HandOver(world.proposal.id()));
    assertThat(saga.orders).noneMatch(o -> o instanceof StartAlpha || o instanceof Attested);
    String info = disk.read(LAYOUT.upgradeInfo(), 10_000).orElseThrow().utf8();
    assertThat(info)
        .contains(
            "\"build\" : \"mainnet\"", world.proposal.id().hex(), world.targetId().alpha().hex());
    assertThat(disk.exists(LAYOUT.genesis(world.targetId()))).isTrue();

    Saga again = new Saga(world, machine, journal).run();

    assertThat(again.orders.get(0)).isEqualTo(new Recovered(Optional.empty()));
    assertThat(again.orders).contains(new HandOver(world.proposal.id()));
  }
}
