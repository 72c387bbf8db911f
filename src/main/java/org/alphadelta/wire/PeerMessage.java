package org.alphadelta.wire;

import java.util.List;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Messages between nodes after the handshake. {@code chain} is one of the connection's pair.
 * Constructors limit lists and contents, so what can be built can be sent, and received messages
 * obey the same limits. A message's claims are not verified here.
 */
public sealed interface PeerMessage extends WireMessage
    permits PeerMessage.OfChain,
        PeerMessage.TransactionGossip,
        PeerMessage.Ping,
        PeerMessage.Pong,
        PeerMessage.Goodbye,
        GenesisMessage {
  /** A message about one chain of the connection's pair. */
  sealed interface OfChain extends PeerMessage {
    ChainKind chain();
  }

  /** One message of agreement on a chain's next block. */
  record ConsensusFrame(ChainKind chain, ConsensusMessage message) implements OfChain {
    /** The codec of one kind of message. */
    static <M extends ConsensusMessage> Codec<ConsensusFrame> codec(
        Codec<M> message, Class<M> type) {
      return Codec.of(
          message.type().replace(" message", "") + " frame",
          message.cap(),
          Field.of(1, "chain", ChainKind.TYPE, ConsensusFrame::chain),
          Field.of(2, "message", FieldType.message(message), frame -> type.cast(frame.message())),
          ConsensusFrame::new);
    }

    /**
     * The message, shortened to fit one frame: of the lists of a height answer, which peers can
     * make long, the last elements are kept.
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
  }

  record TransactionGossip(List<SignedTransaction> transactions) implements PeerMessage {
    public static final Codec<TransactionGossip> CODEC =
        Codec.of(
            "transaction gossip",
            Limits.GOSSIP_BYTES,
            Field.list(
                1,
                "transactions",
                Limits.MAX_GOSSIPED_TRANSACTIONS,
                FieldType.message(SignedTransaction.CODEC),
                TransactionGossip::transactions),
            TransactionGossip::new);

    public TransactionGossip {
      transactions = Bounds.limited(transactions, Limits.MAX_GOSSIPED_TRANSACTIONS);
    }

    /** Distributes all transactions over as many frames as needed. */
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
  }

  /**
   * The sender's last final block; at height 0 {@code head} is the genesis hash. A claim, not a
   * proof.
   */
  record ChainStatus(ChainKind chain, long height, Hash head) implements OfChain {
    public static final Codec<ChainStatus> CODEC =
        Codec.of(
            "chain status",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", ChainKind.TYPE, ChainStatus::chain),
            Field.of(2, "height", FieldType.UINT64, ChainStatus::height),
            Field.of(3, "head", FieldType.HASH, ChainStatus::head),
            ChainStatus::new);

    public ChainStatus {
      Bounds.require(height >= 0, "a height", height);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.CHAIN_STATUS;
    }
  }

  record Ping(long nonce) implements PeerMessage {
    public static final Codec<Ping> CODEC =
        Codec.of(
            "ping",
            Codec.SMALL_BYTES,
            Field.of(1, "nonce", FieldType.UINT64, Ping::nonce),
            Ping::new);

    public Ping {
      Bounds.require(nonce >= 0, "a nonce", nonce);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.PING;
    }
  }

  /** Answers the ping of that nonce. */
  record Pong(long nonce) implements PeerMessage {
    public static final Codec<Pong> CODEC =
        Codec.of(
            "pong",
            Codec.SMALL_BYTES,
            Field.of(1, "nonce", FieldType.UINT64, Pong::nonce),
            Pong::new);

    public Pong {
      Bounds.require(nonce >= 0, "a nonce", nonce);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.PONG;
    }
  }

  /** Requests up to {@code count} final blocks, heights ascending from {@code from}. */
  record BlocksRequest(ChainKind chain, long from, int count) implements OfChain {
    public static final Codec<BlocksRequest> CODEC =
        Codec.of(
            "blocks request",
            Codec.SMALL_BYTES,
            Field.of(1, "chain", ChainKind.TYPE, BlocksRequest::chain),
            Field.of(2, "from", FieldType.UINT64, BlocksRequest::from),
            Field.of(3, "count", FieldType.UINT32, BlocksRequest::count),
            BlocksRequest::new);

    public BlocksRequest {
      Bounds.require(from >= 1, "a first height", from);
      Bounds.require(count >= 1 && count <= Limits.MAX_BLOCKS, "a count", count);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.BLOCKS_REQUEST;
    }
  }

  /**
   * As many of the requested blocks as are available and fit, without gaps; empty when the first is
   * missing.
   */
  record BlocksResponse(ChainKind chain, List<CertifiedBlock> blocks) implements OfChain {
    public static final Codec<BlocksResponse> CODEC =
        Codec.of(
            "blocks response",
            Limits.BLOCKS_RESPONSE_BYTES,
            Field.of(1, "chain", ChainKind.TYPE, BlocksResponse::chain),
            Field.list(
                2,
                "blocks",
                Limits.MAX_BLOCKS,
                FieldType.message(CertifiedBlock.CODEC),
                BlocksResponse::blocks),
            BlocksResponse::new);

    public BlocksResponse {
      blocks = Bounds.limited(blocks, Limits.MAX_BLOCKS);
    }

    /** The prefix of these blocks that fits one frame. */
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
  }

  /** The sender's last message; {@code text} is for people. */
  record Goodbye(GoodbyeReason reason, String text) implements PeerMessage {
    public static final Codec<Goodbye> CODEC =
        Codec.of(
            "goodbye",
            Codec.SMALL_BYTES,
            Field.of(1, "reason", GoodbyeReason.TYPE, Goodbye::reason),
            Field.of(2, "text", FieldType.TEXT, Goodbye::text),
            Goodbye::new);

    public Goodbye {
      Text.require("goodbye", text, Text.MAX_SENTENCE);
    }

    @Override
    public FrameKind frameKind() {
      return FrameKind.GOODBYE;
    }
  }
}
