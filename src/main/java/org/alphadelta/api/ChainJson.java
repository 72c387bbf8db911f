package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Header;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;

/** Blocks, transactions, committees and accounts as JSON. */
final class ChainJson {
  private ChainJson() {}

  static ObjectNode chain(ChainId chain) {
    ObjectNode json = Json.object();
    json.put("network", chain.network().label());
    json.put("generation", chain.generation());
    json.put("chain", chain.kind().label());
    json.put("genesis_hash", chain.genesis().hex());
    return json;
  }

  static ObjectNode committee(NetworkId network, Committee committee) {
    ObjectNode json = Json.object();
    json.put("hash", committee.hash().hex());
    json.put("size", committee.size());
    json.put("tolerates", NodeJson.tolerance(committee.tolerates()));
    json.set("members", Json.array(committee.members(), m -> member(network, m)));
    return json;
  }

  static ObjectNode member(NetworkId network, Member member) {
    ObjectNode json = Json.object();
    json.set("address", Json.address(network, member.key()));
    json.put("key", member.key().hex());
    json.put("role", member.role().label());
    return json;
  }

  static JsonNode anchor(Anchor anchor) {
    ObjectNode json = Json.object();
    json.set("height", Json.number(anchor.height()));
    json.put("hash", anchor.hash().hex());
    return json;
  }

  static ObjectNode header(Header header) {
    ObjectNode json = Json.object();
    json.set("chain", chain(header.chain()));
    json.set("height", Json.number(header.height()));
    json.put("time_millis", header.timeMillis());
    json.put("previous", header.previous().hex());
    json.put("transaction_root", header.transactionRoot().hex());
    json.put("state_root", header.stateRoot().hex());
    json.put("committee", header.committee().hex());
    json.put("next_committee", header.nextCommittee().hex());
    json.set("proposer", Json.address(header.chain().network(), header.proposer()));
    json.set("upgrade", Json.optional(header.upgrade(), Json::hex));
    json.set("anchor", Json.optional(header.anchor(), ChainJson::anchor));
    return json;
  }

  static ObjectNode block(CertifiedBlock certified) {
    NetworkId network = certified.block().header().chain().network();
    ObjectNode json = Json.object();
    json.put("hash", certified.block().hash().hex());
    json.set("header", header(certified.block().header()));
    json.set("transactions", Json.array(certified.block().transactions(), ChainJson::transaction));
    json.set("certificate", certificate(network, certified.certificate()));
    return json;
  }

  static ObjectNode certificate(NetworkId network, CommitCertificate certificate) {
    ObjectNode json = Json.object();
    json.set("height", Json.number(certificate.height()));
    json.put("round", certificate.round());
    json.put("block", certificate.value().hex());
    json.set(
        "signatures",
        Json.array(
            certificate.signatures(),
            s -> {
              ObjectNode signature = Json.object();
              signature.set("validator", Json.address(network, s.validator()));
              signature.put("signature", s.signature().bytes().hex());
              return signature;
            }));
    return json;
  }

  static ObjectNode transaction(SignedTransaction signed) {
    NetworkId network = signed.transaction().chain().network();
    ObjectNode json = Json.object();
    json.put("id", signed.id().hex());
    json.set("chain", chain(signed.transaction().chain()));
    json.set("sender", Json.address(network, signed.transaction().sender()));
    json.set("sequence", Json.number(signed.transaction().sequence()));
    json.set("payload", payload(network, signed.transaction().payload()));
    json.put("signature", signed.signature().bytes().hex());
    json.put("canonical", signed.canonical().hex());
    return json;
  }

  private static ObjectNode payload(NetworkId network, Payload payload) {
    ObjectNode json = Json.object();
    switch (payload) {
      case Payload.TransferPublic transfer -> {
        json.put("type", "transfer_public");
        json.set("recipient", Json.address(network, transfer.recipient()));
        json.set("amount", Json.number(transfer.amount()));
      }
      case Payload.SubmitProposal submit -> {
        json.put("type", "submit_proposal");
        json.set("terms", ProposalJson.terms(submit.terms()));
      }
      case Payload.WithdrawProposal withdraw -> {
        json.put("type", "withdraw_proposal");
        json.put("proposal", withdraw.proposal().hex());
      }
      case Payload.CastVote vote -> {
        json.put("type", "cast_vote");
        json.put("proposal", vote.proposal().hex());
        json.put("ballot", vote.ballot().label());
      }
      case Payload.AttestReadiness readiness -> {
        json.put("type", "attest_readiness");
        json.put("proposal", readiness.proposal().hex());
        json.put("alpha", readiness.alpha().hex());
        json.put("delta", readiness.delta().hex());
      }
    }
    return json;
  }

  static ObjectNode account(Account account) {
    ObjectNode json = Json.object();
    json.set("balance", Json.number(account.balance()));
    json.set("next_sequence", Json.number(account.nextSequence()));
    return json;
  }
}
