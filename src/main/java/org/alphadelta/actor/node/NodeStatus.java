package org.alphadelta.actor.node;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;

/**
 * What a node says of itself. {@code phase} is one of {@code unknown} (no genesis yet), {@code
 * fetching}, {@code verified}, {@code running}, {@code switching} (an upgrade is under way), {@code
 * handed-over}. {@code upgrade} is the state of the newest upgrade in a word and a sentence. {@code
 * evidence}: how many offences are journaled, and against whom.
 */
public record NodeStatus(
    NetworkId network,
    int generation,
    String build,
    String version,
    PublicKey nodeKey,
    Optional<PublicKey> validator,
    String phase,
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
   * Counting the pinned governors' word. {@code sentence} says it for people: "4 of 5 needed".
   * {@code source}: import, peers, cache or succession.
   */
  public record GenesisProgress(
      boolean verified, long have, long needed, long pinned, String sentence, String source) {}

  /**
   * One chain this node holds. {@code role}: governor, public or observer at the next height.
   * {@code activity}: agreeing, syncing, closing, stopped, archived. {@code signedHeight}: newest
   * height for which this node's own precommit is in a commit certificate it stores, 0 if none.
   * {@code tolerates}: Byzantine validators.
   */
  public record ChainProgress(
      GenesisPairId pair,
      String kind,
      long height,
      Hash headHash,
      Hash genesis,
      String role,
      String activity,
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
      String scope,
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
