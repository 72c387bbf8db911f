package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.alphadelta.actor.genesis.GenesisSource;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.actor.node.NodeStatus.ChainProgress;
import org.alphadelta.actor.node.NodeStatus.ConnectedPeer;
import org.alphadelta.actor.node.NodeStatus.GenesisProgress;
import org.alphadelta.actor.node.NodeStatus.UpgradeProgress;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;

/** A node's status and its journal as JSON. */
final class NodeJson {
  private NodeJson() {}

  static ObjectNode identity(NodeStatus status) {
    ObjectNode json = Json.object();
    json.put("network", status.network().label());
    json.put("generation", status.generation());
    json.put("node_key", status.nodeKey().hex());
    json.set("validator", Json.optional(status.validator(), v -> validator(status.network(), v)));
    return json;
  }

  static ObjectNode version(NodeStatus status) {
    ObjectNode json = Json.object();
    json.put("version", status.version());
    json.put("build", status.build());
    json.put("java", Runtime.version().toString());
    return json;
  }

  static ObjectNode status(NodeStatus status) {
    ObjectNode json = Json.object();
    json.put("network", status.network().label());
    json.put("generation", status.generation());
    json.put("build", status.build());
    json.put("version", status.version());
    json.put("node_key", status.nodeKey().hex());
    json.set("validator", Json.optional(status.validator(), v -> validator(status.network(), v)));
    json.put("phase", status.phase().label());
    json.set("pair", Json.optional(status.pair(), GenesisJson::pair));
    json.set("genesis", genesis(status.genesis()));
    json.set("chains", Json.array(status.chains(), NodeJson::chain));
    json.put("peers", status.peers().size());
    json.set("upgrade", Json.optional(status.upgrade(), NodeJson::upgrade));
    json.put("evidence", status.evidence());
    json.set("offenders", Json.array(status.offenders(), o -> Json.address(status.network(), o)));
    json.set("warnings", Json.array(status.warnings(), Json::text));
    return json;
  }

  private static ObjectNode validator(NetworkId network, PublicKey key) {
    ObjectNode json = Json.object();
    json.set("address", Json.address(network, key));
    json.put("key", key.hex());
    return json;
  }

  private static ObjectNode genesis(GenesisProgress genesis) {
    ObjectNode json = Json.object();
    json.put("verified", genesis.verified());
    json.put("have", genesis.have());
    json.put("needed", genesis.needed());
    json.put("pinned", genesis.pinned());
    json.put("sentence", genesis.sentence());
    json.put("source", genesis.source().map(GenesisSource::label).orElse("none"));
    return json;
  }

  static ObjectNode chain(ChainProgress chain) {
    ObjectNode json = Json.object();
    json.put("network", chain.pair().network().label());
    json.put("generation", chain.pair().generation());
    json.put("chain", chain.kind().label());
    json.put("genesis_hash", chain.genesis().hex());
    json.set("height", Json.number(chain.height()));
    json.put("head_hash", chain.headHash().hex());
    json.put("role", chain.role().map(Role::label).orElse("observer"));
    json.put("activity", chain.activity().label());
    json.put("round", chain.round());
    json.set("signed_height", Json.number(chain.signedHeight()));
    json.put("committee_size", chain.committeeSize());
    json.put("tolerates", tolerance(chain.tolerates()));
    json.put("concluded", chain.concluded());
    return json;
  }

  /**
   * How many Byzantine validators agreement tolerates; zero is written as a word, because people
   * overlook a zero.
   */
  static String tolerance(int tolerates) {
    return tolerates == 0 ? "none" : Integer.toString(tolerates);
  }

  static ObjectNode peer(NetworkId network, ConnectedPeer peer) {
    ObjectNode json = Json.object();
    json.put("node_key", peer.nodeKey().hex());
    json.set("validator", Json.optional(peer.validator(), v -> Json.address(network, v)));
    json.put("address", peer.address());
    json.put("inbound", peer.inbound());
    json.put("scope", peer.scope().toString());
    json.put("pair", peer.pair());
    return json;
  }

  static ObjectNode upgrade(UpgradeProgress upgrade) {
    ObjectNode json = Json.object();
    json.put("proposal_id", upgrade.proposal().hex());
    json.put("step", upgrade.step());
    json.set("target", Json.optional(upgrade.target(), GenesisJson::pair));
    json.set("blocked", Json.optional(upgrade.blocked(), Json::text));
    json.put("sentence", upgrade.sentence());
    return json;
  }

  /** A journal record for people, with its meaning if this build can read it. */
  static ObjectNode event(EventCodecs codecs, JournalRecord record) {
    ObjectNode json = Json.object();
    json.set("sequence", Json.number(record.sequence()));
    json.put("manifest", record.manifest());
    json.put("time_millis", record.timeMillis());
    json.put("previous", record.previous().hex());
    json.put("link", record.link().hex());
    json.put("payload", record.payload().hex());
    switch (codecs.read(record)) {
      case EventReading.Known(Object event, String sentence) ->
          json.put("reading", "known").put("sentence", sentence);
      case EventReading.Unknown(String manifest) ->
          json.put("reading", "unknown").put("sentence", "this build has no codec for " + manifest);
      case EventReading.Malformed(String manifest, String why) ->
          json.put("reading", "malformed").put("sentence", "no " + manifest + ": " + why);
    }
    return json;
  }
}
