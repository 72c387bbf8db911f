package org.alphadelta.actor.node;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainSettings;
import org.alphadelta.actor.peer.PeerSettings;
import org.alphadelta.journal.EventCodecs;

/**
 * Everything a node is started with. {@code stop} ends the process in order; it may be called more
 * than once.
 */
public record NodeSetup(
    NodeEnvironment environment,
    PeerSettings peers,
    ChainSettings chains,
    EventCodecs codecs,
    UpgradeProtocol.Upgrades upgrades,
    InstantSource clock,
    String build,
    String version,
    Consumer<Node.Stop> stop) {}
