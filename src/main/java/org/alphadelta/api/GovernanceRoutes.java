package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Tally;
import org.alphadelta.governance.VoteKey;

/** Routes for proposals, votes and tallies in Alpha's state, and for the validators. */
final class GovernanceRoutes {
  private final NodeClient client;

  GovernanceRoutes(NodeClient client) {
    this.client = client;
  }

  List<Operation> endpoints() {
    return List.of(
        Operation.get("/v1/proposals", "All proposals of this chain", this::proposals),
        Operation.get("/v1/proposals/{proposal}", "One proposal", this::proposal),
        Operation.get(
            "/v1/proposals/{proposal}/votes", "Who said what, and who is ready", this::votes),
        Operation.get(
            "/v1/proposals/{proposal}/tally",
            "What is needed, what is missing, and what both sides tolerate after the split",
            this::tally),
        Operation.get(
            "/v1/validators",
            "The validators of both chains at the next height",
            this::validators));
  }

  private CompletionStage<Answer> proposals(Call call) {
    return client.chain(
        ChainKind.ALPHA,
        view -> {
          ObjectNode json = Json.object();
          json.set("height", Json.number(view.height()));
          json.set(
              "proposals",
              Json.array(governance(view).proposals().values(), ProposalJson::proposal));
          return Answer.ok(json);
        });
  }

  private CompletionStage<Answer> proposal(Call call) {
    Hash id = call.hash("proposal");
    return client.chain(
        ChainKind.ALPHA, view -> Answer.ok(ProposalJson.proposal(present(governance(view), id))));
  }

  private CompletionStage<Answer> votes(Call call) {
    Hash id = call.hash("proposal");
    return client.chain(
        ChainKind.ALPHA,
        view -> {
          Proposal proposal = present(governance(view), id);
          return Answer.ok(votes(view, proposal));
        });
  }

  private static ObjectNode votes(LedgerView view, Proposal proposal) {
    GovernanceState governance = governance(view);
    SortedMap<VoteKey, CastBallot> votes = governance.votesOn(proposal.id());
    Committee electorate = electorate(view);
    ObjectNode json = Json.object();
    json.put("proposal_id", proposal.id().hex());
    json.set("height", Json.number(view.height()));
    json.set(
        "votes",
        Json.array(
            votes.entrySet(),
            entry -> {
              PublicKey voter = entry.getKey().voter();
              ObjectNode vote = ProposalJson.vote(view.chain().network(), voter, entry.getValue());
              vote.set("role", Json.optional(electorate.role(voter), Json::text));
              vote.set(
                  "readiness",
                  Json.optional(
                      governance.readiness(proposal.id(), voter),
                      attested -> ProposalJson.readiness(proposal.terms(), attested)));
              return vote;
            }));
    return json;
  }

  private CompletionStage<Answer> tally(Call call) {
    Hash id = call.hash("proposal");
    return client.chain(
        ChainKind.ALPHA,
        view -> {
          Proposal proposal = present(governance(view), id);
          Map<PublicKey, Long> seen = LastSeen.of(view);
          Tally tally =
              Tally.of(
                  proposal,
                  governance(view),
                  electorate(view),
                  view.genesis().parameters().chain().freeze(),
                  view.height(),
                  new TreeSet<>(seen.keySet()));
          long freeze = proposal.freezeHeight(view.genesis().parameters().chain());
          return Answer.ok(TallyJson.tally(proposal, tally, freeze, seen));
        });
  }

  private CompletionStage<Answer> validators(Call call) {
    return client
        .node()
        .read(ChainKind.ALPHA, GovernanceRoutes::validators)
        .thenCombine(
            client.node().read(ChainKind.DELTA, GovernanceRoutes::validators),
            (alpha, delta) -> {
              ObjectNode json = Json.object();
              json.set("alpha", Json.optional(alpha, found -> found));
              json.set("delta", Json.optional(delta, found -> found));
              return Answer.ok(json);
            });
  }

  private static JsonNode validators(LedgerView view) {
    Map<PublicKey, Long> seen = LastSeen.of(view);
    Committee committee = view.nextCommittee();
    ObjectNode json = Json.object();
    json.set("chain", ChainJson.chain(view.chain()));
    json.set("height", Json.number(view.height() + 1));
    json.put("tolerates", NodeJson.tolerance(committee.tolerates()));
    json.set(
        "validators",
        Json.array(
            committee.members(),
            member -> {
              ObjectNode validator = ChainJson.member(view.chain().network(), member);
              validator.set("last_seen", LastSeen.json(seen, member.key()));
              return validator;
            }));
    return json;
  }

  private static GovernanceState governance(LedgerView view) {
    return view.state().governance();
  }

  /** C: the electorate of Alpha is the committee of its genesis, also after a split. */
  private static Committee electorate(LedgerView view) {
    return view.genesis().parameters().committee();
  }

  private static Proposal present(GovernanceState governance, Hash id) {
    Optional<Proposal> found = governance.proposal(id);
    return found.orElseThrow(
        () ->
            Problem.of(
                    Status.NOT_FOUND,
                    "unknown-proposal",
                    id.hex(),
                    "the id of a proposal of this chain")
                .withHint("GET /v1/proposals lists them")
                .exception());
  }
}
