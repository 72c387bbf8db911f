package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;
import org.alphadelta.ledger.Block;

/**
 * Signs everything for a Byzantine validator, without a sign-state, and forges signatures of keys
 * it does not have.
 */
final class ForgingSigner {
  /** Index of a key outside every committee, none of which is that large. */
  private static final int STRANGER = 15;

  private final World world;
  private final Signer signer;
  private final Random random;

  ForgingSigner(World world, Signer signer, Random random) {
    this.world = world;
    this.signer = signer;
    this.random = random;
  }

  ConsensusMessage.VoteMessage vote(VoteType type, long height, int round, Optional<Hash> value) {
    return under(new Vote(type, height, round, value, signer.publicKey()));
  }

  /** A vote for the same step with another value. */
  ConsensusMessage.VoteMessage vote(Vote like, Optional<Hash> value) {
    return vote(like.type(), like.height(), like.round(), value);
  }

  /** A vote in another validator's name with our signature. */
  ConsensusMessage.VoteMessage impersonated(Vote like, Optional<Hash> value, PublicKey victim) {
    return under(new Vote(like.type(), like.height(), like.round(), value, victim));
  }

  private ConsensusMessage.VoteMessage under(Vote vote) {
    return new ConsensusMessage.VoteMessage(
        new SignedVote(vote, signer.sign(vote.signingBytes(world.chain))));
  }

  /** Proposes the block in that round, ignoring any lock. */
  ConsensusMessage proposal(long height, int round, Block block) {
    return proposal(
        new BlockProposal(height, round, block.hash(), Optional.empty(), signer.publicKey()),
        block,
        Optional.empty());
  }

  /** Proposes another block for the same step, ignoring any lock. */
  ConsensusMessage proposal(BlockProposal like, Block block) {
    return proposal(like.height(), like.round(), block);
  }

  /** Proposes another block for the same step with this polka. */
  ConsensusMessage proposal(
      BlockProposal like, Block block, int validRound, Optional<PolkaCertificate> polka) {
    return proposal(
        new BlockProposal(
            like.height(), like.round(), block.hash(), Optional.of(validRound), signer.publicKey()),
        block,
        polka);
  }

  private ConsensusMessage proposal(
      BlockProposal proposal, Block block, Optional<PolkaCertificate> polka) {
    Signature signature = signer.sign(proposal.signingBytes(world.chain));
    Optional<Bytes> body = Optional.of(block.canonical());
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(proposal, signature, polka), body);
  }

  /** An equally valid block that differs from it. */
  Block twin(Block block) {
    return Forgery.later(block, 1 + random.nextInt(1_000));
  }

  /**
   * A polka with too few signers, with a non-member among them, or with members' names over our
   * signature.
   */
  PolkaCertificate forgedPolka(long height, int round, Hash value) {
    Signature signature =
        vote(VoteType.PREVOTE, height, round, Optional.of(value)).vote().signature();
    List<PublicKey> names =
        switch (random.nextInt(3)) {
          case 0 -> List.of(signer.publicKey());
          case 1 -> names(STRANGER);
          default -> names(world.plan.validators() - 1);
        };
    return PolkaCertificate.of(
        height, round, value, names.stream().map(n -> new VoteSignature(n, signature)).toList());
  }

  /** As many names as there are validators, the last one being {@code last}. */
  private List<PublicKey> names(int last) {
    List<PublicKey> names = new ArrayList<>();
    for (int i = 0; i < world.plan.validators() - 1; i++) {
      names.add(world.key(i));
    }
    names.add(world.key(last));
    return names;
  }
}
