package org.alphadelta.swap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.genesis.UpgradeVerdict;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.store.AtomicFile;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.CertificateStore;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.DiskFile;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.StoreDamage;

/**
 * What an upgrade does to this machine's files. Every action may be repeated after a crash anywhere
 * in it; none touches a file of the old chain, none deletes what was kept. It decides no step.
 *
 * <p>Order of the new pair's files: attestation, sign-states, chain directory, pointer; each
 * durable before the next, so that a chain directory without its sign-state is always a safety
 * stop.
 */
public final class SwapFiles {
  private static final int INFO_LIMIT = 64 * 1024;

  /** Room for what is written besides the genesis: sign-states, slot, certificate, journal. */
  private static final long SPARE_BYTES = 256 * 1024;

  private static final int PROBE_BYTES = 256 * 1024;

  private final NodeEnvironment environment;
  private final Rebuild rebuild;
  private final CertificateStore certificates;
  private final ChainPointer pointer;

  public SwapFiles(NodeEnvironment environment) {
    this.environment = environment;
    this.rebuild = new Rebuild(environment);
    this.certificates = new CertificateStore(environment.disk(), environment.home());
    this.pointer = new ChainPointer(environment.disk(), environment.home());
  }

  /** Rebuilds both genesis blocks from the parameter files and compares every field. */
  public RebuiltPair rebuild(GenesisPairId source, ProposalTerms terms) {
    return rebuild.check(source, terms);
  }

  /**
   * {@link #rebuild}, and the disk must take as much as the upgrade will write. Scratch alone is
   * written.
   */
  public RebuiltPair preflight(GenesisPairId source, ProposalTerms terms) {
    try {
      RebuiltPair check = rebuild(source, terms);
      if (check instanceof RebuiltPair.Ready ready) {
        probe(ready.pair().canonical().length() + SPARE_BYTES);
      }
      return check;
    } catch (DiskFailure failure) {
      return new RebuiltPair.Obstructed(Obstacle.disk(failure));
    }
  }

  /** Verifies with the source's own governors, as this node's genesis of the source names them. */
  public UpgradeVerdict verify(GenesisPairId source, UpgradeCertificate certificate) {
    Pins trusted =
        directory(source)
            .genesis()
            .map(
                g ->
                    new Pins(
                        source.network(), source.generation(), g.committee().keys(Role.GOVERNOR)))
            .orElse(environment.pins());
    return UpgradeCertificates.verify(
        certificate, trusted, Optional.of(source), environment.verifier());
  }

  /** Durable when it returns. */
  public void keep(UpgradeCertificate certificate) {
    certificates.keep(certificate);
    environment.disk().syncDirectory(environment.home().certificates());
  }

  /** After activation: keeps the certificate, then rebuilds. */
  public RebuiltPair check(Upgrade upgrade) {
    try {
      keep(upgrade.proof());
      return rebuild(upgrade.source(), upgrade.terms());
    } catch (DiskFailure failure) {
      return new RebuiltPair.Obstructed(obstacle(failure));
    }
  }

  /** Writes everything the new pair needs before it runs; what is in the way, if anything is. */
  public Optional<Obstacle> place(Upgrade upgrade) {
    try {
      return switch (rebuild(upgrade.source(), upgrade.terms())) {
        case RebuiltPair.Obstructed obstructed -> Optional.of(obstructed.obstacle());
        case RebuiltPair.Ready ready -> place(upgrade, ready.pair());
      };
    } catch (DiskFailure failure) {
      return Optional.of(obstacle(failure));
    }
  }

  /**
   * Ensures on this disk what was decided of an upgrade that started. A missing sign-state is never
   * made again.
   *
   * @throws StoreDamage when a sign-state is missing: a restored disk, or another machine's
   */
  public void ensure(Upgrade upgrade) {
    keep(upgrade.proof());
    signer(upgrade).ifPresent(key -> requireSignStates(upgrade, key));
    if (!directory(upgrade.target()).exists()) {
      switch (rebuild(upgrade.source(), upgrade.terms())) {
        case RebuiltPair.Ready ready -> directory(upgrade.target()).ensure(ready.pair());
        case RebuiltPair.Obstructed obstructed ->
            throw new IllegalStateException(
                "the genesis of "
                    + upgrade.target()
                    + " is gone, "
                    + obstructed.obstacle().sentence());
      }
    }
    pointAt(upgrade.target());
  }

  /** The genesis of a placed pair, read and checked again. */
  public GenesisPair stored(GenesisPairId pair) {
    GenesisPair genesis =
        directory(pair)
            .genesis()
            .orElseThrow(
                () -> new IllegalStateException("no genesis of " + pair + " in its directory"));
    Optional<Rejection> broken = GenesisGenerator.check(genesis);
    if (broken.isPresent()) {
      throw new StoreDamage(environment.home().genesis(pair), 0, broken.get().sentence());
    }
    return genesis;
  }

  /** The hash of Delta's stored genesis; it names Alpha's, or this does not return. */
  public Hash delta(Upgrade upgrade) {
    return stored(upgrade.target()).delta().hash();
  }

  /** This validator's word on the new pair, if it gave one. */
  public Optional<SignedAttestation> attestation(Upgrade upgrade) {
    return signer(upgrade).flatMap(key -> slot(upgrade.target(), key).read());
  }

  /**
   * What the other build needs to go on: pointer and {@code upgrade-info.json}, durable when it
   * returns.
   */
  public void handOver(Upgrade upgrade) {
    keep(upgrade.proof());
    pointAt(upgrade.target());
    AtomicFile info = new AtomicFile(environment.disk(), environment.home().upgradeInfo());
    Bytes content = UpgradeInfo.text(upgrade);
    if (info.read(INFO_LIMIT).filter(content::equals).isEmpty()) {
      info.replace(content);
    }
  }

  private Optional<Obstacle> place(Upgrade upgrade, GenesisPair pair) {
    Optional<Signer> signer = signer(upgrade);
    if (signer.isPresent()) {
      Optional<Obstacle> obstacle = attest(upgrade, pair, signer.get());
      if (obstacle.isPresent()) {
        return obstacle;
      }
      makeSignStates(upgrade, signer.get());
    }
    directory(upgrade.target()).ensure(pair);
    environment.disk().syncDirectory(environment.home().pair(upgrade.target()));
    if (!upgrade.isHandover()) {
      pointAt(upgrade.target());
    }
    return Optional.empty();
  }

  /** A governor of N gives its word once; a mainnet pair is attested by the build that runs it. */
  private Optional<Obstacle> attest(Upgrade upgrade, GenesisPair pair, Signer key) {
    boolean governor =
        upgrade
            .terms()
            .successor()
            .role(key.publicKey())
            .filter(r -> r == Role.GOVERNOR)
            .isPresent();
    if (!governor || upgrade.isHandover()) {
      return Optional.empty();
    }
    Attestation attestation = Attestation.of(pair, key.publicKey());
    SignedAttestation signed =
        new SignedAttestation(attestation, key.sign(attestation.signingBytes()));
    return switch (slot(upgrade.target(), key).record(signed)) {
      case AttestationSlot.Recorded recorded -> Optional.empty();
      case AttestationSlot.Refused refused ->
          Optional.of(Obstacle.attested(refused.earlier().attestation().pair(), upgrade.target()));
    };
  }

  private void makeSignStates(Upgrade upgrade, Signer key) {
    if (directory(upgrade.target()).exists()) {
      requireSignStates(upgrade, key);
    }
    for (ChainKind kind : ChainKind.values()) {
      signState(upgrade, kind, key, FileSignState::ensure);
    }
    // A crash between a file's rename and the sync of its name leaves both done but the second.
    environment.disk().syncDirectory(environment.home().signing());
  }

  private void requireSignStates(Upgrade upgrade, Signer key) {
    for (ChainKind kind : ChainKind.values()) {
      Path path = environment.home().signState(upgrade.target().chain(kind), key.publicKey());
      if (!environment.disk().exists(path)) {
        throw new StoreDamage(path, 0, "no sign-state, expected one beside " + upgrade.target());
      }
    }
  }

  private interface OnSignState {
    void run(FileSignState state) throws IOException;
  }

  private void signState(Upgrade upgrade, ChainKind kind, Signer key, OnSignState action) {
    FileSignState state =
        new FileSignState(
            environment.disk(), environment.home(), upgrade.target().chain(kind), key.publicKey());
    try {
      action.run(state);
    } catch (IOException e) {
      if (e.getCause() instanceof DiskFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } finally {
      state.close();
    }
  }

  private void pointAt(GenesisPairId pair) {
    if (pointer.read().filter(pair::equals).isEmpty()) {
      pointer.pointAt(pair);
    }
    environment.disk().syncDirectory(environment.home().chains());
  }

  private void probe(long bytes) {
    Path scratch = environment.home().temporary().resolve("preflight");
    environment.disk().mkdirs(environment.home().temporary());
    environment.disk().delete(scratch);
    try (DiskFile file = environment.disk().create(scratch)) {
      Bytes zeros = Bytes.of(new byte[PROBE_BYTES]);
      for (long at = 0; at < bytes; at += PROBE_BYTES) {
        file.write(at, zeros);
      }
      file.sync();
    } catch (DiskFailure failure) {
      environment.disk().delete(scratch);
      throw failure;
    }
    environment.disk().delete(scratch);
  }

  /**
   * The key that signs for the new pair; none for an observer, which is also what a YES voter
   * outside N becomes.
   */
  private Optional<Signer> signer(Upgrade upgrade) {
    return environment
        .validator()
        .filter(key -> upgrade.terms().successor().contains(key.publicKey()));
  }

  private AttestationSlot slot(GenesisPairId pair, Signer key) {
    return new AttestationSlot(
        environment.disk(), environment.home(), pair.network(), pair.generation(), key.publicKey());
  }

  private ChainDirectory directory(GenesisPairId pair) {
    return new ChainDirectory(environment.disk(), environment.home(), pair);
  }

  /**
   * A full or forbidding disk is the operator's to mend; a failed sync leaves unknown what is
   * durable: stop.
   */
  private static Obstacle obstacle(DiskFailure failure) {
    if (failure.operation().startsWith("sync")) {
      throw failure;
    }
    return Obstacle.disk(failure);
  }
}
