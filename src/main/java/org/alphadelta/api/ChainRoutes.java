package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.wire.Limits;

/** Routes for blocks, committees and transactions of this node's chains. Nothing is signed here. */
final class ChainRoutes {
  private static final String BINARY = "application/octet-stream";
  private static final String LATEST = "latest";

  /** Most bytes of a transaction as hexadecimal digits in a JSON object. */
  private static final int BROADCAST_BYTES = 2 * Limits.TRANSACTION_BYTES + 256;

  private final NodeClient client;

  ChainRoutes(NodeClient client) {
    this.client = client;
  }

  List<Operation> endpoints() {
    return List.of(
        Operation.get(
            "/{network}/{chain}/block/{block}",
            "A block by height or hash, or the latest, with its certificate",
            this::block),
        Operation.get(
            "/{network}/{chain}/height/latest", "The newest executed block", this::latest),
        Operation.get(
            "/{network}/{chain}/committee/{height}",
            "The validators of a height; latest: those of the next one",
            this::committee),
        Operation.get(
            "/{network}/{chain}/transaction/{id}",
            "A transaction and the block that holds it",
            this::transaction),
        Operation.post(
            "/{network}/transaction/broadcast",
            "Takes a signed transaction into the mempool",
            new Operation.Body(List.of(BINARY, Answer.JSON), BROADCAST_BYTES),
            this::broadcast));
  }

  private CompletionStage<Answer> block(Call call) {
    String which = call.pathParam("block");
    if (which.equals(LATEST)) {
      return client.chainOf(call, view -> Answer.ok(ChainJson.block(latestBlock(view))));
    }
    if (which.length() == 2 * Hash.LENGTH) {
      Hash hash = call.hash("block");
      return client.chainOf(
          call, view -> Answer.immutable(ChainJson.block(present(view.block(hash), hash.hex()))));
    }
    long height = Call.number("height", which, 1, Long.MAX_VALUE);
    return client.chainOf(
        call, view -> Answer.immutable(ChainJson.block(present(view, view.block(height), height))));
  }

  private static CertifiedBlock latestBlock(LedgerView view) {
    return view.block(view.height())
        .orElseThrow(
            () ->
                Problem.of(Status.NOT_FOUND, "no-block-yet", "height 0", "a chain with a block")
                    .exception());
  }

  private static <T> T present(Optional<T> found, String name) {
    return found.orElseThrow(
        () ->
            Problem.of(Status.NOT_FOUND, "unknown-block", name, "the hash of a block of this chain")
                .exception());
  }

  private static <T> T present(LedgerView view, Optional<T> found, long height) {
    return found.orElseThrow(
        () ->
            Problem.of(
                    Status.NOT_FOUND,
                    "unknown-height",
                    "height " + height,
                    "a height from 1 to " + view.height())
                .exception());
  }

  private CompletionStage<Answer> latest(Call call) {
    return client.chainOf(
        call,
        view -> {
          ObjectNode json = Json.object();
          json.set("chain", ChainJson.chain(view.chain()));
          json.set("height", Json.number(view.height()));
          json.put("hash", view.headHash().hex());
          return Answer.ok(json);
        });
  }

  private CompletionStage<Answer> committee(Call call) {
    String which = call.pathParam("height");
    boolean latest = which.equals(LATEST);
    long wanted = latest ? 0 : Call.number("height", which, 1, Long.MAX_VALUE);
    return client.chainOf(
        call,
        view -> {
          long next = view.height() + 1;
          long height = latest ? next : wanted;
          Committee committee =
              height == next ? view.nextCommittee() : present(view, past(view, height), height);
          ObjectNode json = Json.object();
          json.set("chain", ChainJson.chain(view.chain()));
          json.set("height", Json.number(height));
          json.setAll(ChainJson.committee(view.chain().network(), committee));
          return latest ? Answer.ok(json) : Answer.immutable(json);
        });
  }

  private static Optional<Committee> past(LedgerView view, long height) {
    return view.block(height).flatMap(b -> view.committee(b.block().header().committee()));
  }

  private CompletionStage<Answer> transaction(Call call) {
    Hash id = call.hash("id");
    return client.chainOf(
        call,
        view -> {
          CertifiedBlock certified =
              view.heightOf(id)
                  .flatMap(view::block)
                  .orElseThrow(
                      () ->
                          Problem.of(
                                  Status.NOT_FOUND,
                                  "unknown-transaction",
                                  id.hex(),
                                  "the id of a transaction in a block of this chain")
                              .exception());
          return Answer.immutable(included(certified, id));
        });
  }

  private static ObjectNode included(CertifiedBlock certified, Hash id) {
    List<SignedTransaction> transactions = certified.block().transactions();
    List<Hash> ids = transactions.stream().map(SignedTransaction::id).toList();
    int index = ids.indexOf(id);
    if (index < 0) {
      throw new IllegalStateException(
          "the index says "
              + id
              + " is in block "
              + certified.block().height()
              + ", which holds "
              + ids);
    }
    ObjectNode json = Json.object();
    json.set("height", Json.number(certified.block().height()));
    json.put("block", certified.block().hash().hex());
    json.put("index", index);
    json.set("transaction", ChainJson.transaction(transactions.get(index)));
    return json;
  }

  private CompletionStage<Answer> broadcast(Call call) {
    SignedTransaction transaction = posted(call);
    client.requireNetwork(call);
    return client.node().broadcast(transaction).thenApply(ChainRoutes::verdict);
  }

  private static SignedTransaction posted(Call call) {
    Bytes bytes =
        call.contentType().equals(BINARY)
            ? call.body()
            : Call.bytesField(call.json(), "transaction");
    return switch (SignedTransaction.CODEC.decode(bytes)) {
      case Decoded.Ok<SignedTransaction>(SignedTransaction transaction) -> transaction;
      case Decoded.Malformed<SignedTransaction>(var rejection) ->
          throw Refusals.malformed(rejection).exception();
    };
  }

  /** Answers a request to sign: 202 with the id of the transaction, or the refusal. */
  static Answer verdict(CommandResult result) {
    return switch (result) {
      case CommandResult.Accepted(Hash id) ->
          Answer.of(Status.ACCEPTED, Answer.JSON, Json.write(Json.object().put("id", id.hex())));
      case CommandResult.Refused refused ->
          Problem.of(Refusals.status(refused.code()), refused).answer();
    };
  }
}
