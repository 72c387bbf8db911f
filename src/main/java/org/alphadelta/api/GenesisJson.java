package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;

/** Genesis blocks, their attestations and the upgrade certificates of a chain, as JSON. */
final class GenesisJson {
  /** A genesis may have millions of accounts; an answer shows the first of them. */
  private static final int MOST_ACCOUNTS = 1_000;

  private GenesisJson() {}

  static ObjectNode header(GenesisHeader header) {
    ObjectNode json = Json.object();
    json.put("network", header.network().label());
    json.put("generation", header.generation());
    json.put("chain", header.kind().label());
    json.set("predecessor", Json.optional(header.predecessor(), Json::hex));
    json.put("parameters_hash", header.parameters().hex());
    json.put("committee_hash", header.committee().hex());
    json.put("state_root", header.stateRoot().hex());
    json.set("delta_min_alpha_blocks", Json.number(header.deltaMinAlphaBlocks()));
    json.set("anchor", Json.optional(header.anchor(), ChainJson::anchor));
    return json;
  }

  /** One chain's genesis block. */
  static ObjectNode genesis(Genesis genesis) {
    NetworkId network = genesis.header().network();
    GenesisParameters parameters = genesis.parameters();
    ObjectNode json = Json.object();
    json.put("hash", genesis.hash().hex());
    json.set("header", header(genesis.header()));
    json.put("parameters_cid", parameters.cid().toString());
    json.set("parameters", parameters(parameters.chain()));
    json.set("committee", ChainJson.committee(network, parameters.committee()));
    if (parameters.accounts().size() <= MOST_ACCOUNTS) {
      // The bytes are needed to check the hash; a larger genesis is fetched from peers.
      json.put("canonical", genesis.canonical().hex());
    }
    json.put("accounts_total", parameters.accounts().size());
    json.set(
        "accounts",
        Json.array(
            parameters.accounts().stream().limit(MOST_ACCOUNTS).toList(),
            a -> {
              ObjectNode account = Json.object();
              account.set("address", Json.address(network, a.owner()));
              account.set("balance", Json.number(a.balance()));
              return account;
            }));
    return json;
  }

  private static ObjectNode parameters(ChainParameters parameters) {
    ObjectNode json = Json.object();
    json.put("block_interval_millis", parameters.blockIntervalMillis());
    json.put("voting_period", parameters.votingPeriod());
    json.put("notice", parameters.notice());
    json.put("freeze", parameters.freeze());
    json.put("horizon", parameters.horizon());
    json.put("resubmission_pause", parameters.resubmissionPause());
    json.set("transfer_fee", Json.number(parameters.transferFee()));
    return json;
  }

  /** A pair's identity: its hashes, and the name of its chains' directory. */
  static ObjectNode pair(GenesisPairId pair) {
    ObjectNode json = Json.object();
    json.put("network", pair.network().label());
    json.put("generation", pair.generation());
    json.put("alpha", pair.alpha().hex());
    json.put("delta", pair.delta().hex());
    json.put("name", pair.directory());
    return json;
  }

  /** The governors of the pair, and which of them attested it. */
  static ObjectNode governors(ServedGenesis served) {
    GenesisPairId pair = served.pair().id();
    List<PublicKey> governors = List.copyOf(served.pair().committee().keys(Role.GOVERNOR));
    List<PublicKey> attested =
        served.attestations().stream()
            .filter(a -> a.attestation().pair().equals(pair))
            .map(a -> a.attestation().governor())
            .toList();
    ObjectNode json = Json.object();
    json.put("network", pair.network().label());
    json.put("generation", pair.generation());
    json.put("size", governors.size());
    json.put("needed", Quorum.governanceNeeded(governors.size()));
    json.put("attested", governors.stream().filter(attested::contains).count());
    json.set(
        "governors",
        Json.array(
            governors,
            key -> {
              ObjectNode governor = Json.object();
              governor.set("address", Json.address(pair.network(), key));
              governor.put("key", key.hex());
              governor.put("attested", attested.contains(key));
              return governor;
            }));
    return json;
  }

  /**
   * Everything a joiner needs to accept the pair: attestations, and the upgrade certificates of all
   * generations.
   */
  static ObjectNode certificate(ServedGenesis served) {
    ObjectNode json = Json.object();
    json.set("pair", pair(served.pair().id()));
    json.set("attestations", Json.array(served.attestations(), GenesisJson::attestation));
    json.set("upgrades", Json.array(served.certificates(), GenesisJson::upgrade));
    return json;
  }

  private static ObjectNode attestation(SignedAttestation signed) {
    NetworkId network = signed.attestation().pair().network();
    ObjectNode json = Json.object();
    json.set("governor", Json.address(network, signed.attestation().governor()));
    json.put("alpha", signed.attestation().pair().hash(ChainKind.ALPHA).hex());
    json.put("delta", signed.attestation().pair().hash(ChainKind.DELTA).hex());
    json.put("signature", signed.signature().bytes().hex());
    json.put("canonical", signed.canonical().hex());
    return json;
  }

  private static ObjectNode upgrade(UpgradeCertificate certificate) {
    ObjectNode json = Json.object();
    json.set("source", ChainJson.chain(certificate.source().chain()));
    json.put("proposal_id", certificate.proposal().hex());
    json.set("activation_height", Json.number(certificate.activation().height()));
    json.put("activation_block", certificate.activation().hash().hex());
    json.set("target", ChainJson.chain(certificate.terms().alphaHeader().chain()));
    json.put("yes_votes", certificate.yesVotes().size());
    json.put("stayers", certificate.stayers().size());
    json.put("canonical", certificate.canonical().hex());
    return json;
  }
}
