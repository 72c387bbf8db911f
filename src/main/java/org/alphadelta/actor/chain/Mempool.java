package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;
import org.alphadelta.ledger.BlockContext;
import org.alphadelta.ledger.ChainState;
import org.alphadelta.ledger.Execution;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.alphadelta.wire.PeerMessage;

/**
 * One chain's transactions that wait for a block: bounded, in order of their sender's sequence,
 * gossiped to peers. It also signs this validator's own, and determines when a proposer builds: at
 * once when a transaction waits, otherwise after the block interval.
 */
public final class Mempool extends AbstractBehavior<Mempool.Command> {

  public sealed interface Command extends LocalMessage {}

  /** A signed transaction from outside; the answer tells whether it is accepted. */
  record Add(SignedTransaction transaction, ActorRef<CommandResult> replyTo) implements Command {}

  /** Sign this with the validator's key and next sequence number. */
  record Submit(Payload payload, Optional<ActorRef<CommandResult>> replyTo) implements Command {}

  /** The proposer of this height and round needs candidates. */
  record Gather(long height, int round, ActorRef<Gathered> replyTo) implements Command {}

  /** Candidates for the block of this height and round, in the order to try them. */
  record Gathered(long height, int round, List<SignedTransaction> candidates)
      implements LocalMessage {
    Gathered {
      candidates = List.copyOf(candidates);
    }
  }

  /** New state of the chain. */
  record Advanced(ChainState state, BlockContext next) implements Command {}

  record Event(PeerConnection.Event event) implements Command {}

  private record GatherDue() implements Command {}

  /** Most waiting transactions of one sender. */
  private static final int MAX_PER_SENDER = 2_000;

  private static final int MAX_GATHERED = 10_000;

  private final SignatureVerifier verifier;
  private final Optional<Signer> self;
  private final InstantSource clock;
  private final Duration interval;
  private final int maxTransactions;
  private final TimerScheduler<Command> timers;
  private final Map<PublicKey, TreeMap<Long, SignedTransaction>> waiting = new TreeMap<>();
  private final Map<String, PeerConnection> connections = new LinkedHashMap<>();
  private int size;
  private Optional<Advanced> chain = Optional.empty();
  private Optional<Gather> gathering = Optional.empty();
  private long advancedAtMillis;

  /** {@code interval}: the chain's block interval. */
  static Behavior<Command> create(ChainEnvironment environment, Duration interval) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Mempool(context, timers, environment, interval)));
  }

  private Mempool(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ChainEnvironment environment,
      Duration interval) {
    super(context);
    this.verifier = environment.node().verifier();
    this.self = environment.node().validator();
    this.clock = environment.clock();
    this.interval = interval;
    this.maxTransactions = environment.settings().mempoolMaxTransactions();
    this.timers = timers;
    this.advancedAtMillis = clock.millis();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Add add -> add.replyTo().tell(add(add.transaction(), Optional.empty()));
      case Submit submit -> submit(submit);
      case Gather gather -> gather(gather);
      case Advanced advanced -> advanced(advanced);
      case Event event -> onEvent(event.event());
      case GatherDue due -> deliver();
    }
    return this;
  }

  private void submit(Submit submit) {
    CommandResult result =
        self.isEmpty() || chain.isEmpty()
            ? new CommandResult.Refused(
                "not-ready", "a node that cannot sign yet", "a validator on an open chain")
            : add(sign(self.get(), chain.get(), submit.payload()), Optional.empty());
    submit.replyTo().ifPresent(to -> to.tell(result));
  }

  private SignedTransaction sign(Signer signer, Advanced at, Payload payload) {
    TreeMap<Long, SignedTransaction> own =
        waiting.getOrDefault(signer.publicKey(), new TreeMap<>());
    long next = nextSequence(at, signer.publicKey());
    while (own.containsKey(next)) {
      next++;
    }
    return SignedTransaction.sign(
        new Transaction(at.next().chain(), signer.publicKey(), next, payload), signer);
  }

  private CommandResult add(SignedTransaction transaction, Optional<PeerConnection> from) {
    if (chain.isEmpty()) {
      return new CommandResult.Refused(
          "not-ready", "a chain that is not open yet", "an open chain");
    }
    PublicKey sender = transaction.transaction().sender();
    long sequence = transaction.transaction().sequence();
    TreeMap<Long, SignedTransaction> own = waiting.computeIfAbsent(sender, key -> new TreeMap<>());
    SignedTransaction twin = own.get(sequence);
    if (twin != null && twin.id().equals(transaction.id())) {
      return new CommandResult.Accepted(transaction.id());
    }
    Optional<CommandResult> refusal = refusal(transaction, own, twin != null);
    if (refusal.isPresent()) {
      if (own.isEmpty()) {
        waiting.remove(sender);
      }
      return refusal.get();
    }
    own.put(sequence, transaction);
    size++;
    pass(transaction, from);
    if (gathering.isPresent()) {
      deliver();
    }
    return new CommandResult.Accepted(transaction.id());
  }

  private Optional<CommandResult> refusal(
      SignedTransaction transaction, TreeMap<Long, SignedTransaction> own, boolean taken) {
    Advanced at = chain.orElseThrow();
    if (size >= maxTransactions || own.size() >= MAX_PER_SENDER) {
      return Optional.of(
          new CommandResult.Refused(
              "mempool-full",
              size + " waiting, " + own.size() + " of this sender",
              "at most " + maxTransactions + ", " + MAX_PER_SENDER + " a sender"));
    }
    if (taken) {
      return Optional.of(
          new CommandResult.Refused(
              "sequence-taken",
              "sequence " + transaction.transaction().sequence() + ", already waiting",
              "an unused one"));
    }
    long next = nextSequence(at, transaction.transaction().sender());
    long pending = next;
    while (own.containsKey(pending)) {
      pending++;
    }
    boolean follows =
        transaction.transaction().sequence() == pending
            && pending > next
            && transaction.transaction().chain().equals(at.next().chain());
    if (follows) {
      return checkQueued(transaction, at, own.headMap(pending).values().stream().toList());
    }
    return Execution.check(at.state(), at.next(), transaction, verifier).map(Mempool::refused);
  }

  /** Checks a transaction behind others of its sender against the state that those lead to. */
  private Optional<CommandResult> checkQueued(
      SignedTransaction transaction, Advanced at, List<SignedTransaction> before) {
    List<SignedTransaction> all = new ArrayList<>(before);
    all.add(transaction);
    Rejection rejection =
        Execution.select(at.state(), at.next(), all, verifier).refused().get(transaction.id());
    return Optional.ofNullable(rejection).map(Mempool::refused);
  }

  private static CommandResult refused(Rejection rejection) {
    return new CommandResult.Refused(rejection.code(), rejection.found(), rejection.expected());
  }

  private static long nextSequence(Advanced at, PublicKey sender) {
    return at.state().account(sender).nextSequence();
  }

  private void pass(SignedTransaction transaction, Optional<PeerConnection> from) {
    PeerMessage gossip = new PeerMessage.TransactionGossip(List.of(transaction));
    connections.values().stream()
        .filter(s -> from.isEmpty() || !from.get().equals(s))
        .forEach(s -> s.send(gossip));
  }

  private void gather(Gather gather) {
    gathering = Optional.of(gather);
    long pause = advancedAtMillis + interval.toMillis() - clock.millis();
    if (size > 0 || pause <= 0 || gather.round() > 0) {
      deliver();
    } else {
      timers.startSingleTimer(new GatherDue(), Duration.ofMillis(pause));
    }
  }

  private void deliver() {
    gathering.ifPresent(g -> g.replyTo().tell(new Gathered(g.height(), g.round(), candidates())));
    gathering = Optional.empty();
    timers.cancel(new GatherDue());
  }

  /** Each sender's in order of sequence; senders take turns by key. */
  private List<SignedTransaction> candidates() {
    return waiting.values().stream()
        .flatMap(own -> own.values().stream())
        .sorted(Comparator.comparingLong(t -> t.transaction().sequence()))
        .limit(MAX_GATHERED)
        .toList();
  }

  private void advanced(Advanced advanced) {
    boolean moved = chain.isEmpty() || advanced.next().height() > chain.get().next().height();
    chain = Optional.of(advanced);
    if (!moved) {
      return;
    }
    advancedAtMillis = clock.millis();
    gathering = gathering.filter(g -> g.height() >= advanced.next().height());
    waiting
        .entrySet()
        .removeIf(
            entry -> {
              entry.getValue().headMap(nextSequence(advanced, entry.getKey())).clear();
              return entry.getValue().isEmpty();
            });
    dropRefused(advanced);
    size = waiting.values().stream().mapToInt(TreeMap::size).sum();
  }

  /**
   * Drops transactions that no longer apply (a vote after the end, a second Yes), so that they do
   * not keep proposers busy.
   */
  private void dropRefused(Advanced at) {
    if (waiting.isEmpty()) {
      return;
    }
    Set<Hash> refused =
        Execution.select(at.state(), at.next(), candidates(), verifier).refused().keySet();
    waiting
        .entrySet()
        .removeIf(
            entry -> {
              entry.getValue().values().removeIf(t -> refused.contains(t.id()));
              return entry.getValue().isEmpty();
            });
  }

  private void onEvent(PeerConnection.Event event) {
    PeerConnection connection = event.connection();
    switch (event) {
      case PeerConnection.Opened opened -> {
        connections.put(connection.name(), connection);
        PeerMessage.TransactionGossip.batches(candidates()).forEach(connection::send);
      }
      case PeerConnection.Closed closed -> connections.remove(connection.name(), connection);
      case PeerConnection.Received received -> {
        if (received.message() instanceof PeerMessage.TransactionGossip gossip) {
          gossip.transactions().forEach(t -> add(t, Optional.of(connection)));
        }
      }
    }
  }
}
