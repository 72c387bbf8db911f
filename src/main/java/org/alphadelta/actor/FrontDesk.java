package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.NodePort.Offence;
import org.alphadelta.actor.NodePort.ServedGenesis;
import org.alphadelta.actor.NodePort.Verdict;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;

/**
 * What the doors ask of a node, passed to whoever answers it. It answers by itself only with what
 * the status board holds and that there is nobody to ask.
 */
final class FrontDesk {
  /** Each is answered once. */
  sealed interface Question {}

  record AskStatus(ActorRef<NodeStatus> replyTo) implements Question {}

  record AskGenesis(ActorRef<Optional<ServedGenesis>> replyTo) implements Question {}

  record AskEvidence(ActorRef<List<Offence>> replyTo) implements Question {}

  record Look(ChainKind kind, ActorRef<Optional<LedgerView>> replyTo) implements Question {}

  record Broadcast(SignedTransaction transaction, ActorRef<Verdict> replyTo) implements Question {}

  record Cast(Hash proposal, Ballot ballot, ActorRef<Verdict> replyTo) implements Question {}

  record Submit(ChainKind kind, Payload payload, ActorRef<Verdict> replyTo) implements Question {}

  record Pin(Bytes content, ActorRef<Verdict> replyTo) implements Question {}

  private record PeersAre(List<Session> sessions, ActorRef<NodeStatus> replyTo)
      implements Question {}

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ActorContext<Node.Command> node;
  private final Residents residents;
  private final HeldPairs pairs;
  private final StatusBoard board;

  FrontDesk(
      ActorContext<Node.Command> node, Residents residents, HeldPairs pairs, StatusBoard board) {
    this.node = node;
    this.residents = residents;
    this.pairs = pairs;
    this.board = board;
  }

  void answer(Question question) {
    switch (question) {
      case AskStatus ask -> askPeers(ask);
      case PeersAre are -> are.replyTo().tell(board.status(are.sessions(), pairs.current()));
      case AskEvidence ask -> ask.replyTo().tell(board.offences());
      case AskGenesis ask -> askGenesis(ask);
      case Look look -> look(look);
      case Broadcast broadcast -> broadcast(broadcast);
      case Cast(Hash proposal, Ballot ballot, ActorRef<Verdict> replyTo) ->
          residents.governor().tell(new Governor.Cast(proposal, ballot, replyTo));
      case Submit submit -> submit(submit);
      case Pin pin -> residents.library().tell(new Library.Pin(pin.content(), pin.replyTo()));
    }
  }

  private void askPeers(AskStatus ask) {
    node.pipeToSelf(
        AskPattern.<Peers.Command, List<Session>>ask(
            residents.peers(), Peers.Connected::new, PATIENCE, node.getSystem().scheduler()),
        (sessions, late) ->
            new Node.Asked(new PeersAre(sessions == null ? List.of() : sessions, ask.replyTo())));
  }

  private void askGenesis(AskGenesis ask) {
    pairs
        .current()
        .ifPresentOrElse(
            id -> residents.library().tell(new Library.Served(id, ask.replyTo())),
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
                    .tell(new Verdict.Refused("wrong-chain", chain.toString(), ours)));
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
                    .tell(new Verdict.Refused("not-ready", "no chain yet", "a verified genesis")));
  }
}
