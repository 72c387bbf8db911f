package org.alphadelta.swap;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.GenesisPairId;

/**
 * {@code upgrade-info.json}: tells people and supervisors which build goes on, and with what. No
 * node trusts it.
 */
final class UpgradeInfo {
  private static final JsonMapper JSON = new JsonMapper();

  private UpgradeInfo() {}

  static Bytes text(Upgrade upgrade) {
    ObjectNode json = JSON.createObjectNode();
    json.put("proposal_id", upgrade.proposal().hex());
    json.put("activation_height", String.valueOf(upgrade.activationHeight()));
    json.put("activation_block", upgrade.proof().activation().hash().hex());
    json.set("source", pair(upgrade.source()));
    json.set("target", pair(upgrade.target()));
    json.put("build", upgrade.target().network().label());
    json.put("certificates", "signing/certificates");
    return Bytes.utf8(json.toPrettyString().replace("\r\n", "\n") + "\n");
  }

  private static ObjectNode pair(GenesisPairId pair) {
    ObjectNode json = JSON.createObjectNode();
    json.put("network", pair.network().label());
    json.put("generation", pair.generation());
    json.put("alpha", pair.alpha().hex());
    json.put("delta", pair.delta().hex());
    json.put("directory", "chains/" + pair.directory());
    return json;
  }
}
