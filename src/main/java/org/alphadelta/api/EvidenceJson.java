package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.actor.node.NodePort.Offence;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.SignedAttestation;

/** Journaled offences as JSON, with everything a reader needs to verify them. */
final class EvidenceJson {
  private EvidenceJson() {}

  static ObjectNode list(NetworkId network, List<Offence> offences) {
    List<PublicKey> offenders =
        offences.stream().map(Offence::offender).distinct().sorted().toList();
    ObjectNode json = Json.object();
    json.put("count", offences.size());
    json.set("offenders", Json.array(offenders, o -> key(network, o)));
    json.set("evidence", Json.array(offences, o -> offence(network, o)));
    return json;
  }

  private static ObjectNode key(NetworkId network, PublicKey key) {
    ObjectNode json = Json.object();
    json.set("address", Json.address(network, key));
    json.put("key", key.hex());
    return json;
  }

  private static ObjectNode offence(NetworkId network, Offence offence) {
    return switch (offence) {
      case Offence.OnChain found -> onChain(network, found.kind(), found.evidence());
      case Offence.OnGenesis found -> onGenesis(network, found.evidence());
    };
  }

  private static ObjectNode onGenesis(NetworkId network, DoubleAttestation evidence) {
    ObjectNode json = Json.object();
    json.putNull("chain");
    json.put("kind", "double-attestation");
    json.set("offender", key(network, evidence.offender()));
    json.putNull("height");
    json.putNull("round");
    json.put("type", "attestation");
    json.set("first", attestation(evidence.first()));
    json.set("second", attestation(evidence.second()));
    json.putNull("last_height");
    json.put("canonical", evidence.canonical().hex());
    return json;
  }

  private static ObjectNode onChain(NetworkId network, ChainKind kind, Evidence evidence) {
    ObjectNode json = Json.object();
    json.put("chain", kind.label());
    json.put("kind", kind(evidence));
    json.set("offender", key(network, evidence.offender()));
    json.set("height", Json.number(evidence.height()));
    json.put("round", evidence.round());
    switch (evidence) {
      case Evidence.DoubleVote e -> {
        json.put("type", type(e.first()));
        json.set("first", vote(e.first()));
        json.set("second", vote(e.second()));
      }
      case Evidence.DoubleProposal e -> {
        json.put("type", "proposal");
        json.set("first", proposal(e.first()));
        json.set("second", proposal(e.second()));
      }
      case Evidence.DepartedSignature e -> {
        json.put("type", type(e.vote()));
        json.set("first", vote(e.vote()));
        json.putNull("second");
      }
    }
    json.set("last_height", Json.optional(lastHeight(evidence), Json::number));
    json.put("canonical", evidence.canonical().hex());
    return json;
  }

  private static String kind(Evidence evidence) {
    return switch (evidence) {
      case Evidence.DoubleVote e -> "double-vote";
      case Evidence.DoubleProposal e -> "double-proposal";
      case Evidence.DepartedSignature e -> "departed-signature";
    };
  }

  private static Optional<Long> lastHeight(Evidence evidence) {
    return switch (evidence) {
      case Evidence.DoubleVote e -> Optional.empty();
      case Evidence.DoubleProposal e -> Optional.empty();
      case Evidence.DepartedSignature e -> Optional.of(e.lastHeight());
    };
  }

  private static JsonNode attestation(SignedAttestation signed) {
    GenesisPairId pair = signed.attestation().pair();
    ObjectNode json = Json.object();
    json.put("value", pair.alpha().hex() + "/" + pair.delta().hex());
    json.putNull("valid_round");
    json.put("signature", signed.signature().bytes().hex());
    return json;
  }

  private static String type(SignedVote signed) {
    return signed.vote().type().name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode vote(SignedVote signed) {
    ObjectNode json = Json.object();
    json.set("value", Json.optional(signed.vote().value(), Json::hex));
    json.putNull("valid_round");
    json.put("signature", signed.signature().bytes().hex());
    return json;
  }

  private static JsonNode proposal(SignedProposal signed) {
    ObjectNode json = Json.object();
    json.put("value", signed.proposal().value().hex());
    json.put("valid_round", signed.proposal().validRound().orElse(-1));
    json.put("signature", signed.signature().bytes().hex());
    return json;
  }
}
