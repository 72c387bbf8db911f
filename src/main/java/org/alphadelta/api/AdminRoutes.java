package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphadelta.actor.node.NodePort;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.Payload;
import org.alphadelta.wire.Limits;

/** Routes of the admin port, whose requests the node signs with its validator key. */
final class AdminRoutes {
  private static final Operation.Body SMALL = new Operation.Body(List.of(Answer.JSON), 4 * 1024);
  private static final Operation.Body TERMS =
      new Operation.Body(List.of(Answer.JSON), 2 * Limits.TRANSACTION_BYTES + 256);
  private static final Operation.Body PARAMETERS =
      new Operation.Body(List.of("application/octet-stream"), Limits.PARAMETERS_BYTES);

  private final NodePort node;

  AdminRoutes(NodePort node) {
    this.node = node;
  }

  List<Operation> endpoints() {
    return List.of(
        Operation.post("/v1/admin/votes", "Votes on a proposal", SMALL, this::vote),
        Operation.post("/v1/admin/proposals", "Submits a proposal", TERMS, this::propose),
        Operation.post(
            "/v1/admin/proposals/{proposal}/withdraw",
            "Takes this validator's proposal back",
            Operation.Body.NONE,
            this::withdraw),
        Operation.post("/v1/admin/transfers", "Moves credits", SMALL, this::transfer),
        Operation.post(
            "/v1/admin/parameters",
            "Keeps a parameter file and serves it to peers",
            PARAMETERS,
            this::parameters),
        Operation.get("/v1/admin/status", "All a node says of itself", this::status),
        Operation.get("/v1/admin/journal/streams", "The streams of the journal", this::streams),
        Operation.get(
                "/v1/admin/journal/streams/{stream}/records",
                "Records in their canonical bytes, for a verifier",
                this::records)
            .with("from", "the first sequence number, from 1")
            .with("limit", "at most so many, up to " + JournalPage.MOST));
  }

  private CompletionStage<Answer> vote(Call call) {
    ObjectNode json = call.json();
    Hash proposal = Call.hashField(json, "proposal");
    String expected =
        Stream.of(Ballot.values()).map(Ballot::label).collect(Collectors.joining(", "));
    String named = Call.textField(json, "ballot", expected);
    Ballot ballot =
        Ballot.ofLabel(named)
            .orElseThrow(
                () -> Problem.malformed("ballot", Call.brief(named), expected).exception());
    return node.castVote(proposal, ballot).thenApply(ChainRoutes::verdict);
  }

  private CompletionStage<Answer> propose(Call call) {
    Bytes bytes = Call.bytesField(call.json(), "terms");
    ProposalTerms terms =
        switch (ProposalTerms.CODEC.decode(bytes)) {
          case Decoded.Ok<ProposalTerms>(ProposalTerms value) -> value;
          case Decoded.Malformed<ProposalTerms>(var rejection) ->
              throw Refusals.malformed(rejection).exception();
        };
    return onAlpha(new Payload.SubmitProposal(terms));
  }

  private CompletionStage<Answer> withdraw(Call call) {
    return onAlpha(new Payload.WithdrawProposal(call.hash("proposal")));
  }

  private CompletionStage<Answer> onAlpha(Payload payload) {
    return node.submit(ChainKind.ALPHA, payload).thenApply(ChainRoutes::verdict);
  }

  private CompletionStage<Answer> transfer(Call call) {
    ObjectNode json = call.json();
    String named = Call.textField(json, "chain", "alpha or delta");
    ChainKind kind =
        ChainKind.ofLabel(named)
            .orElseThrow(
                () -> Problem.malformed("chain", Call.brief(named), "alpha or delta").exception());
    String to = Call.textField(json, "to", "an address");
    long amount = Call.numberField(json, "amount", 1);
    PublicKey recipient = Call.key("to", node.network(), to);
    return node.submit(kind, new Payload.TransferPublic(recipient, amount))
        .thenApply(ChainRoutes::verdict);
  }

  private CompletionStage<Answer> parameters(Call call) {
    return node.pinParameters(call.body()).thenApply(ChainRoutes::verdict);
  }

  private CompletionStage<Answer> status(Call call) {
    return node.status().thenApply(status -> Answer.ok(NodeJson.status(status)));
  }

  private CompletionStage<Answer> streams(Call call) {
    return node.journalStreams().thenApply(NodeRoutes::streams);
  }

  private CompletionStage<Answer> records(Call call) {
    return JournalPage.read(node, call)
        .thenApply(page -> Answer.ok(page.json("records", r -> Json.text(r.canonical().hex()))));
  }
}
