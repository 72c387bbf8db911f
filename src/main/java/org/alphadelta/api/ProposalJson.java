package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.Readiness;

/** A network upgrade proposal as JSON, with the field names of the original struct. */
final class ProposalJson {
  private ProposalJson() {}

  /** A stored proposal. {@code network} is the source network, whose addresses people know. */
  static ObjectNode proposal(Proposal proposal) {
    NetworkId source = proposal.terms().sourceNetwork();
    ObjectNode json = Json.object();
    json.put("proposal_id", proposal.id().hex());
    json.put("status", proposal.status().label());
    json.set("proposer", Json.address(source, proposal.proposer()));
    json.set("sequence", Json.number(proposal.sequence()));
    json.set("created_at_height", Json.number(proposal.createdAtHeight()));
    json.set("voting_ends_height", Json.number(proposal.votingEndsHeight()));
    counters(json, "governor", proposal.governors());
    counters(json, "public", proposal.publics());
    json.setAll(terms(proposal.terms()));
    return json;
  }

  /** The submitted terms. */
  static ObjectNode terms(ProposalTerms terms) {
    ObjectNode json = Json.object();
    json.put("source_network", terms.sourceNetwork().label());
    json.put("target_network", terms.targetNetwork().label());
    json.put("target_generation", terms.targetGeneration());
    json.set("activation_height", Json.number(terms.activationHeight()));
    json.put("alpha_expected_hash", terms.alphaExpectedHash().hex());
    json.put("alpha_params_hash", terms.alphaParams().toString());
    json.put("delta_expected_hash", terms.deltaExpectedHash().hex());
    json.put("delta_params_hash", terms.deltaParams().toString());
    json.set("delta_min_alpha_blocks", Json.number(terms.deltaMinAlphaBlocks()));
    json.put("min_governor_validators", terms.minGovernorValidators());
    json.put("min_public_validators", terms.minPublicValidators());
    json.put("readiness_required", terms.readinessRequired());
    json.set("alpha_header", GenesisJson.header(terms.alphaHeader()));
    json.set("delta_header", GenesisJson.header(terms.deltaHeader()));
    json.set("successor", ChainJson.committee(terms.targetNetwork(), terms.successor()));
    return json;
  }

  /** One voter's ballot; the caller adds role and readiness. */
  static ObjectNode vote(NetworkId network, PublicKey voter, CastBallot cast) {
    ObjectNode json = Json.object();
    json.set("voter", Json.address(network, voter));
    json.put("ballot", cast.ballot().label());
    json.set("height", Json.number(cast.height()));
    json.put("transaction", cast.transaction().hex());
    return json;
  }

  /** The genesis hashes a voter computed, and whether they are the expected ones. */
  static ObjectNode readiness(ProposalTerms terms, Readiness attested) {
    ObjectNode json = Json.object();
    json.put("alpha", attested.alpha().hex());
    json.put("delta", attested.delta().hex());
    json.set("height", Json.number(attested.height()));
    json.put(
        "matches",
        attested.alpha().equals(terms.alphaExpectedHash())
            && attested.delta().equals(terms.deltaExpectedHash()));
    return json;
  }

  static ObjectNode closure(Closure closure) {
    ObjectNode json = Json.object();
    json.set("height", Json.number(closure.height()));
    return json;
  }

  private static void counters(ObjectNode json, String electorate, BallotCount count) {
    json.put(electorate + "_yes", count.yes());
    json.put(electorate + "_no", count.no());
    json.put(electorate + "_abstain", count.abstain());
  }
}
