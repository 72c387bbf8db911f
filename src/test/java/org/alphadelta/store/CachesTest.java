package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Rejection;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {
  private static final GenesisPair PAIR = pair(0);
  private static final CachedGenesis CACHED =
      new CachedGenesis(PAIR, List.of(attestation(PAIR, 1), attestation(PAIR, 2)));

  @Test
  void genesisCacheGivesBackWhatWasCached(@TempDir Path home) {
    HomeLayout layout = new HomeLayout(home);
    GenesisCache cache = new GenesisCache(new FileDisk(), layout, CachesTest::check);
    assertThat(cache.read()).isEqualTo(new GenesisCache.Absent());
    cache.write(CACHED);
    assertThat(cache.read()).isEqualTo(new GenesisCache.Valid(CACHED));
    cache.write(new CachedGenesis(PAIR, List.of()));
    assertThat(cache.read()).isEqualTo(new GenesisCache.Valid(new CachedGenesis(PAIR, List.of())));
  }

  @Test
  void genesisCacheMovesAsideAFileWithAnyOneBitChanged() {
    FaultyDisk written = new FaultyDisk();
    cache(written).write(CACHED);
    Path file = Faults.HOME.genesisCache();
    int size = (int) written.open(file).size();
    for (int bit = 0; bit < size * 8; bit++) {
      FaultyDisk disk = written.copy();
      disk.flip(file, bit / 8, bit % 8);
      GenesisCache.Reading reading = cache(disk).read();
      assertThat(reading).as("bit " + bit).isInstanceOf(GenesisCache.Damaged.class);
      Path aside = ((GenesisCache.Damaged) reading).quarantined();
      assertThat(aside).isEqualTo(Faults.HOME.quarantine().resolve("genesis.cache.1"));
      assertThat(disk.exists(aside)).isTrue();
      assertThat(cache(disk).read()).isEqualTo(new GenesisCache.Absent());
    }
  }

  @Test
  void genesisCacheMovesAsideWhatItsCheckRefuses() {
    FaultyDisk disk = new FaultyDisk();
    SignedAttestation forged =
        new SignedAttestation(attestation(PAIR, 1).attestation(), attestation(PAIR, 2).signature());
    for (int i = 1; i <= 3; i++) {
      cache(disk).write(new CachedGenesis(PAIR, List.of(forged)));
      GenesisCache.Reading reading = cache(disk).read();
      assertThat(reading).isInstanceOf(GenesisCache.Damaged.class);
      assertThat(((GenesisCache.Damaged) reading).reason()).contains("bad-signature");
      assertThat(disk.list(Faults.HOME.quarantine())).hasSize(i);
    }
  }

  @Test
  void genesisCacheIsOldOrNewAtEachCrashPoint() {
    CachedGenesis old = new CachedGenesis(PAIR, List.of());
    Faults.everywhere(
        disk -> cache(disk).write(old),
        disk -> cache(disk).write(CACHED),
        (how, disk) ->
            assertThat(cache(disk).read())
                .as(how)
                .isIn(new GenesisCache.Valid(old), new GenesisCache.Valid(CACHED)));
  }

  @Test
  void parametersAreFoundByTheirContentIdAndCheckedOnEveryRead() {
    FaultyDisk disk = new FaultyDisk();
    ParameterStore store = new ParameterStore(disk, Faults.HOME);
    Bytes content = PAIR.alpha().parameters().canonical();
    Cid cid = store.write(content);
    assertThat(cid).isEqualTo(PAIR.alpha().parameters().cid());
    assertThat(store.write(content)).isEqualTo(cid);
    assertThat(store.read(cid)).isEqualTo(new ParameterStore.Found(content));
    assertThat(store.list()).containsExactly(cid);
    assertThat(store.read(Cid.ofContent(Bytes.utf8("other"))))
        .isEqualTo(new ParameterStore.Absent());
    disk.flip(Faults.HOME.parameters(cid), 5, 3);
    ParameterStore.Reading damaged = store.read(cid);
    assertThat(damaged).isInstanceOf(ParameterStore.Damaged.class);
    assertThat(((ParameterStore.Damaged) damaged).reason()).contains("expected " + cid);
    assertThat(store.read(cid)).isEqualTo(new ParameterStore.Absent());
    assertThat(store.list()).isEmpty();
    store.write(content);
    assertThat(store.read(cid)).isEqualTo(new ParameterStore.Found(content));
  }

  @Test
  void parametersAreWholeOrAbsentAtEachCrashPoint() {
    Bytes content = PAIR.alpha().parameters().canonical();
    Cid cid = Cid.ofContent(content);
    Faults.everywhere(
        disk -> {},
        disk -> new ParameterStore(disk, Faults.HOME).write(content),
        (how, disk) -> {
          ParameterStore store = new ParameterStore(disk, Faults.HOME);
          assertThat(store.read(cid))
              .as(how)
              .isIn(new ParameterStore.Absent(), new ParameterStore.Found(content));
          assertThat(store.list().size()).as(how).isLessThanOrEqualTo(1);
        });
  }

  @Test
  void aKeyAttestsOnePairPerNetworkAndGeneration() {
    FaultyDisk disk = new FaultyDisk();
    SignedAttestation first = attestation(PAIR, 1);
    SignedAttestation other = attestation(pair(1_000), 1);
    assertThat(slot(disk).read()).isEmpty();
    assertThat(slot(disk).record(first)).isEqualTo(new AttestationSlot.Recorded(first));
    assertThat(slot(disk).record(first)).isEqualTo(new AttestationSlot.Recorded(first));
    assertThat(slot(disk).record(other)).isEqualTo(new AttestationSlot.Refused(first));
    assertThat(slot(disk).read()).contains(first);
    assertThat(new AttestationSlot(disk, Faults.HOME, NetworkId.TESTNET, 1, Actors.v(1)).read())
        .isEmpty();
  }

  @Test
  void anAttestationIsNeverForgottenOnceItMayBeReleased() {
    SignedAttestation first = attestation(PAIR, 1);
    boolean[] released = new boolean[1];
    Faults.everywhere(
        disk -> {},
        disk -> {
          released[0] = false;
          slot(disk).record(first);
          released[0] = true;
        },
        (how, disk) -> {
          Optional<SignedAttestation> found = slot(disk).read();
          assertThat(found.isEmpty() || found.get().equals(first)).as(how).isTrue();
          assertThat(released[0] && found.isEmpty()).as(how).isFalse();
        });
  }

  @Test
  void aDamagedAttestationSlotStops() {
    FaultyDisk disk = new FaultyDisk();
    slot(disk).record(attestation(PAIR, 1));
    Path file = Faults.HOME.attestation(1, 0, Actors.v(1));
    disk.flip(file, 100, 0);
    assertThatThrownBy(() -> slot(disk).read())
        .isInstanceOf(StoreDamage.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void certificatesAreKeptForEverAndContradictionsBothKept() {
    FaultyDisk disk = new FaultyDisk();
    CertificateStore store = new CertificateStore(disk, Faults.HOME);
    Samples samples = new Samples(5);
    UpgradeCertificate one = samples.of(UpgradeCertificate.class);
    UpgradeCertificate unrelated = samples.of(UpgradeCertificate.class);
    UpgradeCertificate contradiction =
        new UpgradeCertificate(
            one.source(),
            one.committee(),
            one.attestations(),
            one.proposal(),
            one.terms(),
            one.proposer(),
            one.sequence(),
            one.yesVotes(),
            one.stayers(),
            unrelated.activation(),
            one.commit());
    store.keep(one);
    store.keep(one);
    store.keep(unrelated);
    assertThat(store.ofSource(one.source().hash())).containsExactly(one);
    store.keep(contradiction);
    assertThat(store.ofSource(one.source().hash())).containsExactlyInAnyOrder(one, contradiction);
    assertThat(store.all()).hasSize(3);
    String name = disk.list(Faults.HOME.certificates()).get(0);
    disk.flip(Faults.HOME.certificates().resolve(name), 50, 1);
    assertThatThrownBy(store::all).isInstanceOf(StoreDamage.class);
  }

  @Test
  void chainDirectoryIsMadeRepeatablyAndKeepsItsGenesis() {
    boolean[] said = new boolean[1];
    Faults.everywhere(
        disk -> {},
        disk -> {
          said[0] = false;
          new ChainDirectory(disk, Faults.HOME, PAIR.id()).ensure(PAIR);
          said[0] = true;
        },
        (how, disk) -> {
          ChainDirectory directory = new ChainDirectory(disk, Faults.HOME, PAIR.id());
          assertThat(said[0] && !directory.exists()).as(how).isFalse();
          directory.ensure(PAIR);
          assertThat(directory.genesis()).as(how).contains(PAIR);
          assertThat(disk.exists(Faults.HOME.chain(PAIR.id(), ChainKind.DELTA))).as(how).isTrue();
        });
    assertThatThrownBy(
            () -> new ChainDirectory(new FaultyDisk(), Faults.HOME, PAIR.id()).ensure(pair(1_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GenesisCache cache(FaultyDisk disk) {
    return new GenesisCache(disk, Faults.HOME, CachesTest::check);
  }

  private static AttestationSlot slot(FaultyDisk disk) {
    return new AttestationSlot(disk, Faults.HOME, NetworkId.TESTNET, 0, Actors.v(1));
  }

  private static Optional<Rejection> check(CachedGenesis genesis) {
    boolean signed = genesis.attestations().stream().allMatch(a -> a.verify(Ed25519.verifier()));
    return signed
        ? GenesisGenerator.check(genesis.pair())
        : Optional.of(Rejection.of("bad-signature", "one", "none"));
  }

  private static GenesisPair pair(long extraHorizon) {
    Committee committee = Actors.committee(3, 1);
    ChainParameters chain = new ChainParameters(400, 25, 12, 5, 1000 + extraHorizon, 0, 1);
    return GenesisGenerator.pair(
        GenesisParameters.of(NetworkId.TESTNET, 0, ChainKind.ALPHA, chain, 3, committee, List.of()),
        GenesisParameters.of(NetworkId.TESTNET, 0, ChainKind.DELTA, chain, 3, committee, List.of()),
        Optional.empty());
  }

  private static SignedAttestation attestation(GenesisPair pair, int governor) {
    Attestation attestation = Attestation.of(pair, Actors.v(governor));
    return new SignedAttestation(
        attestation, Actors.pair(governor).sign(attestation.signingBytes()));
  }
}
