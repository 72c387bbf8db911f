package org.alphadelta.api;

import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.chain.Activity;
import org.alphadelta.actor.genesis.GenesisSource;
import org.alphadelta.actor.node.NodePhase;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Role;
import org.alphadelta.wire.Scope;

/**
 * What the node of a {@link SmallWorld} says of itself: v1 with one peer, before and after it knows
 * its genesis.
 */
final class FakeStatus {
  private FakeStatus() {}

  static NodeStatus running(SmallWorld world) {
    return new NodeStatus(
        SmallWorld.NETWORK,
        0,
        "network-upgrades",
        "0.1.0",
        world.key(1).publicKey(),
        Optional.of(world.key(1).publicKey()),
        NodePhase.RUNNING,
        Optional.of(world.pair.id()),
        new NodeStatus.GenesisProgress(3, 3, 4, "3 of 3 needed", Optional.of(GenesisSource.IMPORT)),
        List.of(
            chain(world, ChainKind.ALPHA, 3, world.alpha.get(2).block().hash()),
            chain(world, ChainKind.DELTA, 1, world.delta.get(0).block().hash())),
        List.of(
            new NodeStatus.ConnectedPeer(
                world.key(2).publicKey(),
                Optional.of(world.key(2).publicKey()),
                "127.0.0.1:40001",
                true,
                Scope.FULL,
                world.pair.id().directory())),
        Optional.of(
            new NodeStatus.UpgradeProgress(
                world.proposal.id(),
                "preflighted",
                Optional.of(world.successor.id()),
                Optional.empty(),
                "testnet g1 is prepared; it begins at alpha height 40")),
        2,
        List.of(world.key(3).publicKey()),
        List.of("delta_min_alpha_blocks is not passed yet"));
  }

  static NodeStatus waiting(SmallWorld world) {
    return new NodeStatus(
        SmallWorld.NETWORK,
        0,
        "network-upgrades",
        "0.1.0",
        world.key(1).publicKey(),
        Optional.empty(),
        NodePhase.FETCHING,
        Optional.empty(),
        new NodeStatus.GenesisProgress(2, 3, 4, "2 of 3 needed", Optional.empty()),
        List.of(),
        List.of(),
        Optional.empty(),
        0,
        List.of(),
        List.of());
  }

  private static NodeStatus.ChainProgress chain(
      SmallWorld world, ChainKind kind, long height, Hash head) {
    return new NodeStatus.ChainProgress(
        world.pair.id(),
        kind,
        height,
        head,
        world.pair.of(kind).hash(),
        Optional.of(Role.GOVERNOR),
        Activity.AGREEING,
        0,
        height,
        world.committee.size(),
        world.committee.tolerates(),
        false);
  }
}
