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
 * File operations of an upgrade. Each can be repeated after a crash at any point; none touches a
 * file of the old chain or deletes anything that must be kept.
 *
 * <p>Order of the new pair's files: attestation, sign-states, chain directory, pointer, each
 * durable before the next, so that a chain directory without its sign-state always means a lost
 * file: a safety stop.
 */
public final class SwapFiles {
  private static final int INFO_LIMIT = 64 * 1024;

  /** Room for everything besides the genesis: sign-states, slot, certificate, journal. */
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
   * Like {@link #rebuild}, and checks that the disk has room for the upgrade. Writes temporary
   * files only.
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

  /** Verifies a certificate against the source's governors in this node's genesis of the source. */
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

  /** Durable on return. */
  public void keep(UpgradeCertificate certificate) {
    certificates.keep(certificate);
    environment.disk().syncDirectory(environment.home().certificates());
  }

  /** After activation: keeps the certificate, then rebuilds both genesis blocks. */
  public RebuiltPair check(Upgrade upgrade) {
    try {
      keep(upgrade.proof());
      return rebuild(upgrade.source(), upgrade.terms());
    } catch (DiskFailure failure) {
      return new RebuiltPair.Obstructed(obstacle(failure));
    }
  }

  /** Writes the files that the new pair needs before it runs; returns the obstacle, if any. */
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
   * Restores the files of an upgrade that has started. A missing sign-state is never created again.
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

  /** The genesis of a placed pair, read and verified again. */
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

  /**
   * The hash of Delta's stored genesis.
   *
   * @throws StoreDamage when it does not name Alpha's
   */
  public Hash delta(Upgrade upgrade) {
    return stored(upgrade.target()).delta().hash();
  }

  /** This validator's attestation of the new pair, if it made one. */
  public Optional<SignedAttestation> attestation(Upgrade upgrade) {
    return signer(upgrade).flatMap(key -> slot(upgrade.target(), key).read());
  }

  /**
   * Writes what the other build needs to go on: pointer and {@code upgrade-info.json}, durable on
   * return.
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

  /**
   * A governor of N attests the pair once; a mainnet pair is attested by the build that runs it.
   */
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
    // After a crash between a rename and the sync of its directory, only that sync is missing.
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
   * The key that signs for the new pair; empty for an observer, which a Yes voter outside N becomes
   * too.
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
   * A full or forbidden disk is an obstacle; after a failed sync the durable content is unknown, so
   * the node stops.
   */
  private static Obstacle obstacle(DiskFailure failure) {
    if (failure.operation().startsWith("sync")) {
      throw failure;
    }
    return Obstacle.disk(failure);
  }
}
