package org.alphadelta.actor.node;

import java.util.function.Consumer;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainSettings;
import org.alphadelta.actor.peer.PeerSettings;

/**
 * Everything a node is started with. {@code stop} ends the process in order and may be called more
 * than once.
 */
public record NodeSetup(
    NodeEnvironment environment,
    PeerSettings peers,
    ChainSettings chains,
    Journaling journaling,
    UpgradeProtocol.Upgrades upgrades,
    String build,
    String version,
    Consumer<Node.Stop> stop) {}
