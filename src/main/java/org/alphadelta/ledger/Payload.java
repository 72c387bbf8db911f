package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Family;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;

/** The operation of a transaction. Delta accepts {@link TransferPublic} only. */
public sealed interface Payload extends Canonical {
  /** The cases of a transaction, by field number. */
  Family<Payload> FAMILY =
      Family.of(Payload.class)
          .with(4, "transfer_public", TransferPublic.class, TransferPublic.CODEC)
          .with(5, "submit_proposal", SubmitProposal.class, SubmitProposal.CODEC)
          .with(6, "withdraw_proposal", WithdrawProposal.class, WithdrawProposal.CODEC)
          .with(7, "cast_vote", CastVote.class, CastVote.CODEC)
          .with(8, "attest_readiness", AttestReadiness.class, AttestReadiness.CODEC)
          .complete();

  /** Moves credits; the sender also pays the chain's flat fee. */
  record TransferPublic(PublicKey recipient, long amount) implements Payload {
    public static final Codec<TransferPublic> CODEC =
        Codec.of(
            "transfer public",
            Codec.SMALL_BYTES,
            Field.of(1, "recipient", FieldType.PUBLIC_KEY, TransferPublic::recipient),
            Field.of(2, "amount", FieldType.UINT64, TransferPublic::amount),
            TransferPublic::new);

    public TransferPublic {
      if (amount < 1) {
        throw new IllegalArgumentException("a transfer moves at least 1 credit, found " + amount);
      }
    }

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record SubmitProposal(ProposalTerms terms) implements Payload {
    public static final Codec<SubmitProposal> CODEC =
        Codec.of(
            "submit proposal",
            BlockLimits.MAX_TRANSACTION_BYTES,
            Field.of(1, "terms", FieldType.message(ProposalTerms.CODEC), SubmitProposal::terms),
            SubmitProposal::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record WithdrawProposal(Hash proposal) implements Payload {
    public static final Codec<WithdrawProposal> CODEC =
        Codec.of(
            "withdraw proposal",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, WithdrawProposal::proposal),
            WithdrawProposal::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  record CastVote(Hash proposal, Ballot ballot) implements Payload {
    public static final Codec<CastVote> CODEC =
        Codec.of(
            "cast vote",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, CastVote::proposal),
            Field.of(2, "ballot", Ballot.TYPE, CastVote::ballot),
            CastVote::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }

  /** The genesis hashes that the sender computed from the parameters. */
  record AttestReadiness(Hash proposal, Hash alpha, Hash delta) implements Payload {
    public static final Codec<AttestReadiness> CODEC =
        Codec.of(
            "attest readiness",
            Codec.SMALL_BYTES,
            Field.of(1, "proposal", FieldType.HASH, AttestReadiness::proposal),
            Field.of(2, "alpha", FieldType.HASH, AttestReadiness::alpha),
            Field.of(3, "delta", FieldType.HASH, AttestReadiness::delta),
            AttestReadiness::new);

    @Override
    public Bytes canonical() {
      return CODEC.encode(this);
    }
  }
}
