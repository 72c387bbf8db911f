package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.ledger.ChainState;
import org.alphadelta.ledger.Mappings;
import org.alphadelta.ledger.StateKey;
import org.alphadelta.ledger.StateProof;

/**
 * Routes for chain state by program, mapping and key, with a proof for readers who trust only a
 * certified header.
 */
final class MappingRoutes {
  private static final List<String> NAMES =
      List.of(
          Mappings.ACCOUNT,
          Mappings.PROPOSALS,
          Mappings.VOTES,
          Mappings.READINESS,
          Mappings.CLOSURES);

  private final NodeClient client;

  /** A value as people read it, and its key in the canonical form of the state. */
  private record Value(String key, JsonNode json) {}

  MappingRoutes(NodeClient client) {
    this.client = client;
  }

  List<Operation> endpoints() {
    return List.of(
        Operation.get(
                "/{network}/program/{program}/mapping/{name}/{key}",
                "A value of chain state: " + String.join(", ", NAMES),
                this::value)
            .with("proof", "true, to get a Merkle proof against the state root"));
  }

  private CompletionStage<Answer> value(Call call) {
    ChainKind kind = chain(call.pathParam("program"));
    String name = call.pathParam("name");
    if (!NAMES.contains(name)) {
      String expected = "one of " + String.join(", ", NAMES);
      throw Problem.of(Status.NOT_FOUND, "unknown-mapping", Call.brief(name), expected).exception();
    }
    boolean proof = call.flag("proof");
    client.requireNetwork(call);
    return client.chain(kind, view -> answer(view, name, call.pathParam("key"), proof));
  }

  private static Answer answer(LedgerView view, String name, String key, boolean proof) {
    Value value =
        lookUp(view.state(), name, key)
            .orElseThrow(
                () ->
                    Problem.of(
                            Status.NOT_FOUND,
                            "unknown-key",
                            Call.brief(key),
                            "a key of " + name + " at height " + view.height())
                        .exception());
    ObjectNode json = Json.object();
    StateKey at = new StateKey(Mappings.program(view.chain().kind()), name, value.key());
    json.put("program", at.program());
    json.put("mapping", at.mapping());
    json.put("key", at.key());
    json.set("height", Json.number(view.height()));
    json.set("value", value.json());
    if (proof) {
      json.set("proof", proof(view, at));
    }
    return Answer.ok(json);
  }

  private static Optional<Value> lookUp(ChainState state, String name, String key) {
    NetworkId network = state.network();
    return switch (name) {
      case Mappings.ACCOUNT -> {
        PublicKey owner = Call.key("key", network, key);
        yield Optional.ofNullable(state.accounts().get(owner))
            .map(a -> new Value(new Address(network, owner).toString(), ChainJson.account(a)));
      }
      case Mappings.PROPOSALS -> {
        Hash id = hash(key);
        yield state
            .governance()
            .proposal(id)
            .map(p -> new Value(id.hex(), ProposalJson.proposal(p)));
      }
      case Mappings.CLOSURES -> {
        Hash id = hash(key);
        yield state.governance().closure(id).map(c -> new Value(id.hex(), ProposalJson.closure(c)));
      }
      case Mappings.VOTES -> {
        VoteKey at = voteKey(network, key);
        yield state
            .governance()
            .vote(at.proposal(), at.voter())
            .map(v -> new Value(text(network, at), ProposalJson.vote(network, at.voter(), v)));
      }
      case Mappings.READINESS -> {
        VoteKey at = voteKey(network, key);
        yield state
            .governance()
            .readiness(at.proposal(), at.voter())
            .flatMap(
                attested ->
                    state
                        .governance()
                        .proposal(at.proposal())
                        .map(p -> ProposalJson.readiness(p.terms(), attested)))
            .map(json -> new Value(text(network, at), json));
      }
      default -> throw new IllegalStateException("a known mapping without a look-up: " + name);
    };
  }

  /**
   * A proof for the reader to verify: the leaf is the RFC 6962 leaf hash of {@code entry}, the path
   * leads to {@code state_root}.
   */
  private static ObjectNode proof(LedgerView view, StateKey at) {
    StateProof proof =
        view.state()
            .prove(at)
            .orElseThrow(() -> new IllegalStateException("a value without an entry at " + at));
    ObjectNode json = Json.object();
    json.set("chain", ChainJson.chain(view.chain()));
    json.set("height", Json.number(view.height()));
    json.put("block", view.headHash().hex());
    json.put("state_root", view.state().root().hex());
    json.put("entry", proof.entry().canonical().hex());
    json.put("leaf", proof.entry().leaf().hex());
    json.set("index", Json.number(proof.proof().index()));
    json.set("size", Json.number(proof.proof().size()));
    json.set("path", Json.array(proof.proof().path(), Json::hex));
    return json;
  }

  private static ChainKind chain(String program) {
    return Stream.of(ChainKind.values())
        .filter(kind -> Mappings.program(kind).equals(program))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                        Status.NOT_FOUND,
                        "unknown-program",
                        Call.brief(program),
                        Stream.of(ChainKind.values())
                            .map(Mappings::program)
                            .collect(Collectors.joining(" or ")))
                    .exception());
  }

  private static Hash hash(String key) {
    return Call.parsed("key", key, "a proposal id of 64 hexadecimal digits", Hash::ofHex);
  }

  private static VoteKey voteKey(NetworkId network, String key) {
    String[] parts = key.split(":", -1);
    if (parts.length != 2) {
      throw Problem.malformed("key", Call.brief(key), "a proposal id, a colon, an address")
          .exception();
    }
    return new VoteKey(hash(parts[0]), Call.key("key", network, parts[1]));
  }

  private static String text(NetworkId network, VoteKey at) {
    return at.proposal().hex() + ":" + new Address(network, at.voter());
  }
}
