package org.alphadelta.consensus;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;

/**
 * Messages of agreement between validators of one chain. Bodies are opaque here; a receiver caps
 * them before decoding.
 */
public sealed interface ConsensusMessage extends Canonical {
  /** Most bytes of a value's body. */
  int MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** A proposal with its body and the polka certificate of its valid round. Bytes. */
  int MAX_PROPOSAL_BYTES = MAX_BODY_BYTES + Certificates.MAX_BYTES + Codec.SMALL_BYTES;

  /** Cap of an answer about a height. Bytes. */
  int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

  long height();

  /** A proposal; with the value's body from its proposer or on request, without it when relayed. */
  record ProposalMessage(SignedProposal proposal, Optional<Bytes> body)
      implements ConsensusMessage {
    public static final Codec<ProposalMessage> CODEC =
        Codec.of(
            "proposal message",
            MAX_PROPOSAL_BYTES,
            Field.of(
                1, "proposal", FieldType.message(SignedProposal.CODEC), ProposalMessage::proposal),
            // An empty body differs from an absent one; a list can express both.
            Field.list(2, "body", 1, FieldType.BYTES, m -> m.body().stream().toList()),
            (proposal, body) -> new ProposalMessage(proposal, body.stream().findFirst()));

    @Override
    public long height() {
      return proposal.proposal().height();
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record VoteMessage(SignedVote vote) implements ConsensusMessage {
    public static final Codec<VoteMessage> CODEC =
        Codec.of(
            "vote message",
            Codec.SMALL_BYTES,
            Field.of(1, "vote", FieldType.message(SignedVote.CODEC), VoteMessage::vote),
            VoteMessage::new);

    @Override
    public long height() {
      return vote.vote().height();
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** Addition (b). */
  record PolkaMessage(PolkaCertificate certificate) implements ConsensusMessage {
    public static final Codec<PolkaMessage> CODEC =
        Codec.of(
            "polka message",
            Certificates.MAX_BYTES,
            Field.of(
                1,
                "certificate",
                FieldType.message(PolkaCertificate.CODEC),
                PolkaMessage::certificate),
            PolkaMessage::new);

    @Override
    public long height() {
      return certificate.height();
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record ValueRequest(long height, Hash value) implements ConsensusMessage {
    public static final Codec<ValueRequest> CODEC =
        Codec.of(
            "value request",
            Codec.SMALL_BYTES,
            Field.of(1, "height", FieldType.UINT64, ValueRequest::height),
            Field.of(2, "value", FieldType.HASH, ValueRequest::value),
            ValueRequest::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record ValueResponse(long height, Hash value, Bytes body) implements ConsensusMessage {
    public static final Codec<ValueResponse> CODEC =
        Codec.of(
            "value response",
            MAX_PROPOSAL_BYTES,
            Field.of(1, "height", FieldType.UINT64, ValueResponse::height),
            Field.of(2, "value", FieldType.HASH, ValueResponse::value),
            Field.of(3, "body", FieldType.BYTES, ValueResponse::body),
            ValueResponse::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * Requests all proposals and votes of a height that the receiver has. Answered at once from
   * memory.
   */
  record HeightQuery(long height) implements ConsensusMessage {
    public static final Codec<HeightQuery> CODEC =
        Codec.of(
            "height query",
            Codec.SMALL_BYTES,
            Field.of(1, "height", FieldType.UINT64, HeightQuery::height),
            HeightQuery::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /**
   * Answers a height query; empty lists when the sender is not at that height. Its receiver limits
   * the lists.
   */
  record HeightAnswer(
      long height,
      List<SignedProposal> proposals,
      List<SignedVote> votes,
      List<PolkaCertificate> polkas)
      implements ConsensusMessage {
    /** Most proposals, votes and polkas of an answer. */
    public static final int MAX_PROPOSALS = 64;

    public static final int MAX_VOTES = 8192;
    public static final int MAX_POLKAS = 64;

    public static final Codec<HeightAnswer> CODEC =
        Codec.of(
            "height answer",
            MAX_ANSWER_BYTES,
            Field.of(1, "height", FieldType.UINT64, HeightAnswer::height),
            Field.list(
                2,
                "proposals",
                MAX_PROPOSALS,
                FieldType.message(SignedProposal.CODEC),
                HeightAnswer::proposals),
            Field.list(
                3, "votes", MAX_VOTES, FieldType.message(SignedVote.CODEC), HeightAnswer::votes),
            Field.list(
                4,
                "polkas",
                MAX_POLKAS,
                FieldType.message(PolkaCertificate.CODEC),
                HeightAnswer::polkas),
            HeightAnswer::new);

    public HeightAnswer {
      proposals = List.copyOf(proposals);
      votes = List.copyOf(votes);
      polkas = List.copyOf(polkas);
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }
}
