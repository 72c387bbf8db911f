package org.alphadelta.wire;

import java.util.List;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Everything two nodes say to each other once the handshake is over. {@code chain} is one of the
 * session's pair. Lists and contents are limited by the constructors, so that what is built can be
 * sent and what is received was sent by the same rules. No message says whether its claims are
 * true.
 */
public sealed interface PeerMessage extends WireMessage
    permits PeerMessage.ConsensusFrame,
        PeerMessage.TransactionGossip,
        PeerMessage.ChainStatus,
        PeerMessage.Ping,
        PeerMessage.Pong,
        PeerMessage.BlocksRequest,
        PeerMessage.BlocksResponse,
        PeerMessage.Goodbye,
        GenesisMessage {
  /** One message of agreement on a chain's next block. */
  record ConsensusFrame(ChainKind chain, ConsensusMessage message) implements PeerMessage {
    /**
     * The message as one frame takes it: of an answer's lists, which peers can make long, the last
     * elements are kept.
     */
    public static ConsensusFrame fitting(ChainKind chain, ConsensusMessage message) {
      return message instanceof ConsensusMessage.HeightAnswer answer
          ? new ConsensusFrame(
              chain,
              new ConsensusMessage.HeightAnswer(
                  answer.height(),
                  Batches.last(answer.proposals(), Limits.MAX_ANSWERED_PROPOSALS),
                  Batches.last(answer.votes(), Limits.MAX_ANSWERED_VOTES),
                  Batches.last(answer.polkas(), Limits.MAX_ANSWERED_POLKAS)))
          : new ConsensusFrame(chain, message);
    }

    @Override
    public FrameKind frameKind() {
      return switch (message) {
        case ConsensusMessage.ProposalMessage proposal -> FrameKind.PROPOSAL;
        case ConsensusMessage.VoteMessage vote -> FrameKind.VOTE;
        case ConsensusMessage.PolkaMessage polka -> FrameKind.POLKA;
        case ConsensusMessage.ValueRequest request -> FrameKind.VALUE_REQUEST;
        case ConsensusMessage.ValueResponse response -> FrameKind.VALUE_RESPONSE;
        case ConsensusMessage.HeightQuery query -> FrameKind.HEIGHT_QUERY;
        case ConsensusMessage.HeightAnswer answer -> FrameKind.HEIGHT_ANSWER;
      };
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, chain.number()).message(2, message);
    }
  }

  record TransactionGossip(List<SignedTransaction> transactions) implements PeerMessage {
    public TransactionGossip {
      transactions = Bounds.limited(transactions, Limits.MAX_GOSSIPED_TRANSACTIONS);
    }

    /** All of these transactions, in as many frames as they take. */
    public static List<TransactionGossip> batches(List<SignedTransaction> transactions) {
      return Batches.split(
              transactions,
              Limits.MAX_GOSSIPED_TRANSACTIONS,
              Limits.GOSSIP_BYTES - Limits.SMALL_BYTES)
          .stream()
          .map(TransactionGossip::new)
          .toList();
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.TRANSACTIONS;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      transactions.forEach(t -> out.message(1, t));
    }
  }

  /**
   * The sender's last final block; at height 0 {@code head} is the genesis hash. A claim, no proof.
   */
  record ChainStatus(ChainKind chain, long height, Hash head) implements PeerMessage {
    public ChainStatus {
      Bounds.require(height >= 0, "a height", height);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.CHAIN_STATUS;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, chain.number()).uint(2, height).hash(3, head);
    }
  }

  record Ping(long nonce) implements PeerMessage {
    public Ping {
      Bounds.require(nonce >= 0, "a nonce", nonce);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.PING;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, nonce);
    }
  }

  /** The answer to the ping of that nonce. */
  record Pong(long nonce) implements PeerMessage {
    public Pong {
      Bounds.require(nonce >= 0, "a nonce", nonce);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.PONG;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, nonce);
    }
  }

  /** Asks for up to {@code count} final blocks, heights ascending from {@code from}. */
  record BlocksRequest(ChainKind chain, long from, int count) implements PeerMessage {
    public BlocksRequest {
      Bounds.require(from >= 1, "a first height", from);
      Bounds.require(count >= 1 && count <= Limits.MAX_BLOCKS, "a count", count);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.BLOCKS_REQUEST;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, chain.number()).uint(2, from).uint(3, count);
    }
  }

  /**
   * As many of the blocks asked for as are held and fit, without gaps; empty when the first is not
   * held.
   */
  record BlocksResponse(ChainKind chain, List<CertifiedBlock> blocks) implements PeerMessage {
    public BlocksResponse {
      blocks = Bounds.limited(blocks, Limits.MAX_BLOCKS);
    }

    /** The prefix of these blocks that one frame takes. */
    public static BlocksResponse fitting(ChainKind chain, List<CertifiedBlock> blocks) {
      return new BlocksResponse(
          chain,
          Batches.first(
              blocks, Limits.MAX_BLOCKS, Limits.BLOCKS_RESPONSE_BYTES - Limits.SMALL_BYTES));
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.BLOCKS_RESPONSE;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, chain.number());
      blocks.forEach(b -> out.message(2, b));
    }
  }

  /** The sender's last message; {@code text} is for people. */
  record Goodbye(GoodbyeReason reason, String text) implements PeerMessage {
    public Goodbye {
      Text.require("goodbye", text, Text.MAX_SENTENCE);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.GOODBYE;
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, reason.number()).text(2, text);
    }
  }
}
