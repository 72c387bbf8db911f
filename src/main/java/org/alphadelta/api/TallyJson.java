package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedSet;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Approval;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Tally;

/** A tally as JSON. */
final class TallyJson {
  private TallyJson() {}

  static ObjectNode tally(
      Proposal proposal, Tally tally, long freezeHeight, Map<PublicKey, Long> seen) {
    NetworkId source = proposal.terms().sourceNetwork();
    ObjectNode json = Json.object();
    json.put("proposal_id", tally.proposal().hex());
    json.put("status", tally.status().label());
    json.set("height", Json.number(tally.height()));
    json.set("voting_ends_height", Json.number(proposal.votingEndsHeight()));
    json.set("freeze_height", Json.number(freezeHeight));
    json.set("activation_height", Json.number(proposal.terms().activationHeight()));
    json.set("governors", electorate(tally.governors()));
    json.set("public", electorate(tally.publics()));
    json.put("needed", tally.needed());
    json.put("missing", tally.missing());
    json.put("can_still_pass", tally.canStillPass());
    json.set("rules", Json.array(tally.rules(), TallyJson::rule));
    json.set("committed", addresses(source, tally.committed()));
    json.set("divergent", addresses(source, tally.divergent()));
    json.set(
        "stayers",
        Json.array(
            tally.stayers().members(),
            member -> {
              ObjectNode stayer = ChainJson.member(source, member);
              stayer.set("last_seen", LastSeen.json(seen, member.key()));
              return stayer;
            }));
    ObjectNode tolerates = Json.object();
    tolerates.put("staying", tolerance(tally.oldChain()));
    tolerates.put("staying_members", tally.oldChain().members());
    tolerates.put("new", tolerance(tally.newChain()));
    tolerates.put("new_members", tally.newChain().members());
    json.set("tolerates", tolerates);
    return json;
  }

  private static ObjectNode electorate(Tally.Electorate electorate) {
    ObjectNode json = Json.object();
    json.put("yes", electorate.votes().yes());
    json.put("no", electorate.votes().no());
    json.put("abstain", electorate.votes().abstain());
    json.put("silent", electorate.silent());
    json.put("total", electorate.total());
    return json;
  }

  private static ObjectNode rule(Approval.Rule rule) {
    ObjectNode json = Json.object();
    json.put("name", rule.name());
    json.put("need", rule.need());
    json.put("have", rule.have());
    json.put("ok", rule.ok());
    return json;
  }

  private static ArrayNode addresses(NetworkId network, SortedSet<PublicKey> keys) {
    return Json.array(keys, key -> Json.address(network, key));
  }

  private static String tolerance(Tally.Tolerance tolerance) {
    return NodeJson.tolerance(tolerance.faults());
  }
}
