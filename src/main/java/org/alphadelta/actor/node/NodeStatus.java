package org.alphadelta.actor.node;

import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.chain.Activity;
import org.alphadelta.actor.genesis.GenesisSource;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.wire.Scope;

/**
 * A node's report on itself. {@code upgrade} is the newest upgrade. {@code evidence}: how many
 * offences are journaled; {@code offenders}: by whom.
 */
public record NodeStatus(
    NetworkId network,
    int generation,
    String build,
    String version,
    PublicKey nodeKey,
    Optional<PublicKey> validator,
    NodePhase phase,
    Optional<GenesisPairId> pair,
    GenesisProgress genesis,
    List<ChainProgress> chains,
    List<ConnectedPeer> peers,
    Optional<UpgradeProgress> upgrade,
    int evidence,
    List<PublicKey> offenders,
    List<String> warnings) {
  public NodeStatus {
    chains = List.copyOf(chains);
    peers = List.copyOf(peers);
    offenders = List.copyOf(offenders);
    warnings = List.copyOf(warnings);
  }

  /**
   * Attestations of pinned governors: how many there are, how many are needed, how many could be.
   * {@code sentence} is for people: "4 of 5 needed". {@code source}: empty until a genesis is
   * accepted.
   */
  public record GenesisProgress(
      long have, long needed, long pinned, String sentence, Optional<GenesisSource> source) {
    public boolean verified() {
      return source.isPresent();
    }
  }

  /**
   * One chain of this node. {@code role}: at the next height, empty for an observer. {@code
   * signedHeight}: newest height for which this node's own precommit is in a commit certificate it
   * stores, 0 if none. {@code tolerates}: Byzantine validators.
   */
  public record ChainProgress(
      GenesisPairId pair,
      ChainKind kind,
      long height,
      Hash headHash,
      Hash genesis,
      Optional<Role> role,
      Activity activity,
      long round,
      long signedHeight,
      int committeeSize,
      int tolerates,
      boolean concluded) {}

  public record ConnectedPeer(
      PublicKey nodeKey,
      Optional<PublicKey> validator,
      String address,
      boolean inbound,
      Scope scope,
      String pair) {}

  /**
   * {@code step}: the newest event of the upgrade in lower case with hyphens; {@code blocked}: why
   * it waits for the operator.
   */
  public record UpgradeProgress(
      Hash proposal,
      String step,
      Optional<GenesisPairId> target,
      Optional<String> blocked,
      String sentence) {}
}
