package org.alphadelta.consensus;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;

/**
 * What validators of one chain say to each other to agree. Bodies are opaque here; a receiver caps
 * them before parsing.
 */
public sealed interface ConsensusMessage extends Canonical {
  long height();

  /**
   * A proposal; with the value's body when the sender made it or was asked, without when only the
   * word is relayed.
   */
  record ProposalMessage(SignedProposal proposal, Optional<Bytes> body)
      implements ConsensusMessage {
    @Override
    public long height() {
      return proposal.proposal().height();
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, proposal);
      body.ifPresent(b -> out.element(2, b));
    }
  }

  record VoteMessage(SignedVote vote) implements ConsensusMessage {
    @Override
    public long height() {
      return vote.vote().height();
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, vote);
    }
  }

  /** Addition (b). */
  record PolkaMessage(PolkaCertificate certificate) implements ConsensusMessage {
    @Override
    public long height() {
      return certificate.height();
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, certificate);
    }
  }

  record ValueRequest(long height, Hash value) implements ConsensusMessage {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, height).hash(2, value);
    }
  }

  record ValueResponse(long height, Hash value, Bytes body) implements ConsensusMessage {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, height).hash(2, value).bytes(3, body);
    }
  }

  /**
   * Asks for all proposals and votes of a height that the receiver holds. Answered from its log at
   * once.
   */
  record HeightQuery(long height) implements ConsensusMessage {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, height);
    }
  }

  /**
   * The answer; empty lists when the receiver is not at that height. Bounded by the receiver of it.
   */
  record HeightAnswer(
      long height,
      List<SignedProposal> proposals,
      List<SignedVote> votes,
      List<PolkaCertificate> polkas)
      implements ConsensusMessage {
    public HeightAnswer {
      proposals = List.copyOf(proposals);
      votes = List.copyOf(votes);
      polkas = List.copyOf(polkas);
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.uint(1, height);
      proposals.forEach(p -> out.message(2, p));
      votes.forEach(v -> out.message(3, v));
      polkas.forEach(p -> out.message(4, p));
    }
  }
}
