package org.alphadelta.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.actor.node.NodePort;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.journal.Streams;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainState;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;

/**
 * The port of a node that stands still at a {@link SmallWorld}; what it was asked to do is kept in
 * {@link #wishes}.
 */
final class FakeNode implements NodePort {
  final SmallWorld world = new SmallWorld();
  final List<String> wishes = new ArrayList<>();
  volatile boolean genesisAccepted = true;
  volatile boolean silent;
  volatile Optional<CommandResult.Refused> refusal = Optional.empty();

  @Override
  public NetworkId network() {
    return SmallWorld.NETWORK;
  }

  @Override
  public CompletionStage<NodeStatus> status() {
    return silent
        ? CompletableFuture.failedFuture(new TimeoutException("no answer"))
        : CompletableFuture.completedFuture(
            genesisAccepted ? FakeStatus.running(world) : FakeStatus.waiting(world));
  }

  @Override
  public <T> CompletionStage<Optional<T>> read(ChainKind kind, Function<LedgerView, T> question) {
    return CompletableFuture.completedFuture(
            genesisAccepted ? Optional.of(view(kind)) : Optional.<LedgerView>empty())
        .thenApply(view -> view.map(question));
  }

  @Override
  public CompletionStage<Optional<ServedGenesis>> genesis() {
    return CompletableFuture.completedFuture(
        genesisAccepted
            ? Optional.of(
                new ServedGenesis(world.pair, world.attestations(), List.of(world.certificate())))
            : Optional.empty());
  }

  @Override
  public CompletionStage<List<Offence>> evidence() {
    ChainId alpha = world.pair.id().chain(ChainKind.ALPHA);
    return CompletableFuture.completedFuture(
        List.of(
            new Offence.OnChain(
                ChainKind.ALPHA,
                new Evidence.DoubleVote(
                    vote(alpha, 2, Optional.of(world.pair.alpha().hash())),
                    vote(alpha, 2, Optional.empty()))),
            new Offence.OnChain(
                ChainKind.ALPHA,
                new Evidence.DepartedSignature(
                    alpha, vote(alpha, 9, Optional.of(world.pair.delta().hash())), 8)),
            new Offence.OnGenesis(new DoubleAttestation(attestation(1), attestation(2)))));
  }

  private SignedAttestation attestation(int size) {
    KeyPair key = world.key(3);
    Manifest manifest = new Manifest(size, List.of(world.pair.alpha().hash()));
    Attestation attestation = new Attestation(world.pair.id(), manifest, manifest, key.publicKey());
    return new SignedAttestation(attestation, key.sign(attestation.signingBytes()));
  }

  private SignedVote vote(ChainId chain, long height, Optional<Hash> value) {
    KeyPair key = world.key(3);
    Vote vote = new Vote(VoteType.PRECOMMIT, height, 0, value, key.publicKey());
    return new SignedVote(vote, key.sign(vote.signingBytes(chain)));
  }

  @Override
  public CompletionStage<CommandResult> broadcast(SignedTransaction transaction) {
    return verdict("broadcast " + transaction.id(), transaction.id());
  }

  @Override
  public CompletionStage<CommandResult> castVote(Hash proposal, Ballot ballot) {
    return verdict("vote " + ballot + " on " + proposal, proposal);
  }

  @Override
  public CompletionStage<CommandResult> submit(ChainKind kind, Payload payload) {
    return switch (payload) {
      case Payload.SubmitProposal p ->
          verdict(
              "submit to " + p.terms().targetNetwork() + " g" + p.terms().targetGeneration(),
              world.proposal.id());
      case Payload.WithdrawProposal p -> verdict("withdraw " + p.proposal(), p.proposal());
      case Payload.TransferPublic p ->
          verdict(
              "transfer " + p.amount() + " on " + kind + " to " + p.recipient(),
              world.transfer.id());
      case Payload.CastVote p -> throw new AssertionError(p);
      case Payload.AttestReadiness p -> throw new AssertionError(p);
    };
  }

  @Override
  public CompletionStage<CommandResult> pinParameters(Bytes content) {
    return verdict("pin " + content.length() + " bytes", Sha256.plain(content));
  }

  @Override
  public CompletionStage<List<String>> journalStreams() {
    return CompletableFuture.completedFuture(List.of(Streams.GENESIS, Streams.GOVERNOR));
  }

  @Override
  public CompletionStage<List<JournalRecord>> journalRecords(
      String stream, long fromSequence, int limit) {
    return CompletableFuture.completedFuture(
        records(stream).stream().filter(r -> r.sequence() >= fromSequence).limit(limit).toList());
  }

  List<JournalRecord> records(String stream) {
    Hash chain = world.pair.alpha().hash();
    List<GovernorEvent> events =
        List.of(
            new GovernorEvent.ProposalRecorded(chain, world.proposal),
            new GovernorEvent.VoteCast(chain, world.proposal.id(), Ballot.YES));
    List<JournalRecord> records = new ArrayList<>();
    LinkChain links = LinkChain.start(stream);
    for (GovernorEvent event : events) {
      Linked<GovernorEvent> linked = links.next(event, NodeEvents.codecs(), 1_790_000_000_000L);
      links = links.after(linked);
      records.add(linked.record());
    }
    return records;
  }

  private CompletionStage<CommandResult> verdict(String wish, Hash id) {
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(refusal.get());
    }
    wishes.add(wish);
    return CompletableFuture.completedFuture(new CommandResult.Accepted(id));
  }

  LedgerView view(ChainKind kind) {
    return switch (kind) {
      case ALPHA ->
          new View(world.pair.alpha(), FakeState.alpha(world), world.alpha, world.committee);
      case DELTA ->
          new View(world.pair.delta(), FakeState.delta(world), world.delta, world.committee);
    };
  }

  private record View(
      Genesis genesis, ChainState state, List<CertifiedBlock> blocks, Committee nextCommittee)
      implements LedgerView {
    @Override
    public long height() {
      return blocks.size();
    }

    @Override
    public Hash headHash() {
      return blocks.get(blocks.size() - 1).block().hash();
    }

    @Override
    public Optional<CertifiedBlock> block(long height) {
      return blocks.stream().filter(b -> b.block().height() == height).findFirst();
    }

    @Override
    public Optional<CertifiedBlock> block(Hash hash) {
      return blocks.stream().filter(b -> b.block().hash().equals(hash)).findFirst();
    }

    @Override
    public Optional<Long> heightOf(Hash transaction) {
      return blocks.stream()
          .filter(b -> b.block().transactions().stream().anyMatch(t -> t.id().equals(transaction)))
          .map(b -> b.block().height())
          .findFirst();
    }

    @Override
    public Optional<Committee> committee(Hash hash) {
      return Optional.of(nextCommittee).filter(c -> c.hash().equals(hash));
    }
  }
}
