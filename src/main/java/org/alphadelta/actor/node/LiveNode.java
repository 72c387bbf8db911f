package org.alphadelta.actor.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.query.journal.leveldb.javadsl.LeveldbReadJournal;
import akka.stream.javadsl.Sink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.governance.Ballot;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.journal.Linked;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;

/** The port to a node in this process: each query goes to its guardian, or to its journal. */
public final class LiveNode implements NodePort {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ActorSystem<Node.Command> system;
  private final NetworkId network;
  private final LeveldbReadJournal journal;

  public LiveNode(ActorSystem<Node.Command> system, NetworkId network) {
    this.system = system;
    this.network = network;
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(LeveldbReadJournal.class, LeveldbReadJournal.Identifier());
  }

  @Override
  public NetworkId network() {
    return network;
  }

  @Override
  public CompletionStage<NodeStatus> status() {
    return ask(NodeQueries.AskStatus::new);
  }

  @Override
  public <T> CompletionStage<Optional<T>> read(
      ChainKind kind, java.util.function.Function<LedgerView, T> question) {
    CompletionStage<Optional<LedgerView>> view =
        ask(replyTo -> new NodeQueries.Look(kind, replyTo));
    return view.thenApply(found -> found.map(question));
  }

  @Override
  public CompletionStage<Optional<ServedGenesis>> genesis() {
    return ask(NodeQueries.AskGenesis::new);
  }

  @Override
  public CompletionStage<List<Offence>> evidence() {
    return ask(NodeQueries.AskEvidence::new);
  }

  @Override
  public CompletionStage<CommandResult> broadcast(SignedTransaction transaction) {
    return ask(replyTo -> new NodeQueries.Broadcast(transaction, replyTo));
  }

  @Override
  public CompletionStage<CommandResult> castVote(Hash proposal, Ballot ballot) {
    return ask(replyTo -> new NodeQueries.Cast(proposal, ballot, replyTo));
  }

  @Override
  public CompletionStage<CommandResult> submit(ChainKind kind, Payload payload) {
    return ask(replyTo -> new NodeQueries.Submit(kind, payload, replyTo));
  }

  @Override
  public CompletionStage<CommandResult> pinParameters(Bytes content) {
    return ask(replyTo -> new NodeQueries.Pin(content, replyTo));
  }

  @Override
  public CompletionStage<List<String>> journalStreams() {
    return journal.currentPersistenceIds().runWith(Sink.seq(), system).thenApply(this::sorted);
  }

  @Override
  public CompletionStage<List<JournalRecord>> journalRecords(
      String stream, long fromSequence, int limit) {
    return journal
        .currentEventsByPersistenceId(stream, fromSequence, Long.MAX_VALUE)
        .take(limit)
        .map(LiveNode::record)
        .runWith(Sink.seq(), system);
  }

  private List<String> sorted(List<String> streams) {
    return streams.stream().sorted().toList();
  }

  private static JournalRecord record(EventEnvelope envelope) {
    if (envelope.event() instanceof Linked<?> linked) {
      return linked.record();
    }
    throw new IllegalStateException(
        "the journal holds " + envelope.event().getClass() + ", expected linked records");
  }

  private <T> CompletionStage<T> ask(Function<ActorRef<T>, NodeQueries.Query> query) {
    return isTerminated()
        ? CompletableFuture.failedFuture(new IllegalStateException("the node is stopping"))
        : AskPattern.ask(
            system, replyTo -> new Node.Asked(query.apply(replyTo)), PATIENCE, system.scheduler());
  }

  private boolean isTerminated() {
    return system.getWhenTerminated().toCompletableFuture().isDone();
  }
}
