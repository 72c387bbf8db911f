package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Proposal;

/**
 * Protocol between a node and the code that carries out an approved upgrade, which some builds do
 * not have. Commands go to a cluster singleton, so each of them can be serialized.
 */
public final class UpgradeProtocol {
  private UpgradeProtocol() {}

  /** Commands of the node to the upgrade. */
  public sealed interface Command extends ClusterMessage {}

  /**
   * This validator voted Yes on an open proposal and both parameter files are pinned: prepare and
   * check both genesis blocks long before activation. Repeated after every restart and after a
   * change; idempotent.
   */
  public record Prepare(GenesisPairId source, Proposal proposal) implements Command {}

  /**
   * The source chain approved a proposal on which this validator voted Yes; {@code certificate}
   * proves it. Idempotent.
   */
  public record Activate(GenesisPairId source, UpgradeCertificate certificate) implements Command {}

  /**
   * A chain of the pair has executed block {@code head} at {@code height}. Delivered for every pair
   * of this node, at least once per height.
   */
  public record ChainAdvanced(GenesisPairId pair, ChainKind kind, long height, Hash head)
      implements Command {}

  /** The source's closing Delta block is final on this machine. */
  public record DeltaClosed(GenesisPairId source, long height, Hash block) implements Command {}

  /** Try a blocked upgrade again, e.g. after parameters arrived. */
  public record Retry() implements Command {}

  /**
   * Notifications of the upgrade to the node on its machine. Each is idempotent and may be repeated
   * after a restart.
   */
  public sealed interface Notification extends ClusterMessage {}

  /**
   * The journal is recovered and this disk has everything decided so far. {@code current}: the pair
   * this node runs because of a finished or started upgrade; empty: the one of its genesis
   * acceptance.
   */
  public record Recovered(Optional<GenesisPairId> current) implements Notification {}

  /**
   * This validator has left Alpha of {@code source} at {@code height}: sign nothing above, serve,
   * close Delta.
   */
  public record RetireSource(GenesisPairId source, long height) implements Notification {}

  /** A governor's attestation of the new pair, to be stored and gossiped. */
  public record Attested(SignedAttestation attestation) implements Notification {}

  /** Run Alpha of the new pair; its directory, sign-state and the pointer are durable. */
  public record StartAlpha(GenesisPair pair) implements Notification {}

  /** Run Delta of the new pair beside it. */
  public record StartDelta(GenesisPairId pair) implements Notification {}

  /** The upgrade's newest step, for status. */
  public record Progress(
      Hash proposal,
      String step,
      Optional<GenesisPairId> target,
      Optional<String> blocked,
      String sentence)
      implements Notification {}

  /** Another build continues: stop with exit code 20. */
  public record HandOver(Hash proposal) implements Notification {}

  /**
   * Port to the upgrade code of this build. {@code node} receives the notifications.
   * Implementations journal under the persistence id {@code succession}.
   */
  @FunctionalInterface
  public interface Upgrades {
    /** The actor that carries out upgrades; empty in a build without that code. */
    Optional<Behavior<Command>> behavior(ActorRef<Notification> node, NodeEnvironment environment);
  }
}
