package org.alphadelta.actor.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.actor.node.NodePort.Offence;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Passes queries of the HTTP ports to the actors that answer them. It answers itself only from the
 * status board, or when no such actor exists.
 */
final class NodeQueries {
  /** A query, answered once. */
  sealed interface Query {}

  record AskStatus(ActorRef<NodeStatus> replyTo) implements Query {}

  record AskGenesis(ActorRef<Optional<ServedGenesis>> replyTo) implements Query {}

  record AskEvidence(ActorRef<List<Offence>> replyTo) implements Query {}

  record Look(ChainKind kind, ActorRef<Optional<LedgerView>> replyTo) implements Query {}

  record Broadcast(SignedTransaction transaction, ActorRef<CommandResult> replyTo)
      implements Query {}

  record Cast(Hash proposal, Ballot ballot, ActorRef<CommandResult> replyTo) implements Query {}

  record Submit(ChainKind kind, Payload payload, ActorRef<CommandResult> replyTo)
      implements Query {}

  record Pin(Bytes content, ActorRef<CommandResult> replyTo) implements Query {}

  private record PeersAre(List<PeerConnection> connections, ActorRef<NodeStatus> replyTo)
      implements Query {}

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ActorContext<Node.Command> node;
  private final NodeChildren children;
  private final OpenPairs pairs;
  private final StatusBoard board;

  NodeQueries(
      ActorContext<Node.Command> node, NodeChildren children, OpenPairs pairs, StatusBoard board) {
    this.node = node;
    this.children = children;
    this.pairs = pairs;
    this.board = board;
  }

  void answer(Query query) {
    switch (query) {
      case AskStatus ask -> askPeers(ask);
      case PeersAre are -> are.replyTo().tell(board.status(are.connections(), pairs.current()));
      case AskEvidence ask -> ask.replyTo().tell(board.offences());
      case AskGenesis ask -> askGenesis(ask);
      case Look look -> look(look);
      case Broadcast broadcast -> broadcast(broadcast);
      case Cast(Hash proposal, Ballot ballot, ActorRef<CommandResult> replyTo) ->
          children.governor().tell(new Governor.Cast(proposal, ballot, replyTo));
      case Submit submit -> submit(submit);
      case Pin pin ->
          children.genesisStore().tell(new GenesisStore.Pin(pin.content(), pin.replyTo()));
    }
  }

  private void askPeers(AskStatus ask) {
    node.pipeToSelf(
        AskPattern.<Peers.Command, List<PeerConnection>>ask(
            children.peers(), Peers.Connected::new, PATIENCE, node.getSystem().scheduler()),
        (connections, late) ->
            new Node.Asked(
                new PeersAre(connections == null ? List.of() : connections, ask.replyTo())));
  }

  private void askGenesis(AskGenesis ask) {
    pairs
        .current()
        .ifPresentOrElse(
            id -> children.genesisStore().tell(new GenesisStore.Served(id, ask.replyTo())),
            () -> ask.replyTo().tell(Optional.empty()));
  }

  private void look(Look look) {
    pairs
        .running()
        .ifPresentOrElse(
            pair -> pair.tell(new ChainPair.Look(look.kind(), look.replyTo())),
            () -> look.replyTo().tell(Optional.empty()));
  }

  private void broadcast(Broadcast broadcast) {
    ChainId chain = broadcast.transaction().transaction().chain();
    String ours =
        pairs
            .current()
            .map(id -> id.chain(chain.kind()).toString())
            .orElse("a chain this node runs");
    pairs
        .workingOn(chain)
        .ifPresentOrElse(
            pair ->
                pair.tell(new ChainPair.Broadcast(broadcast.transaction(), broadcast.replyTo())),
            () ->
                broadcast
                    .replyTo()
                    .tell(new CommandResult.Refused("wrong-chain", chain.toString(), ours)));
  }

  private void submit(Submit submit) {
    pairs
        .running()
        .ifPresentOrElse(
            pair ->
                pair.tell(
                    new ChainPair.Submit(
                        submit.kind(), submit.payload(), Optional.of(submit.replyTo()))),
            () ->
                submit
                    .replyTo()
                    .tell(
                        new CommandResult.Refused(
                            "not-ready", "no chain yet", "a verified genesis")));
  }
}
