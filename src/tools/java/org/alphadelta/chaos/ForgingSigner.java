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
 * Signs whatever a Byzantine validator wants signed, and forges what it has no key for. It keeps no
 * sign-state and sends nothing.
 */
final class ForgingSigner {
  /** A key of no member: no committee is that large. */
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

  /** The same step with another answer. */
  ConsensusMessage.VoteMessage vote(Vote like, Optional<Hash> value) {
    return vote(like.type(), like.height(), like.round(), value);
  }

  /** A vote under somebody else's name and our signature. */
  ConsensusMessage.VoteMessage impersonated(Vote like, Optional<Hash> value, PublicKey victim) {
    return under(new Vote(like.type(), like.height(), like.round(), value, victim));
  }

  private ConsensusMessage.VoteMessage under(Vote vote) {
    return new ConsensusMessage.VoteMessage(
        new SignedVote(vote, signer.sign(vote.signingBytes(world.chain))));
  }

  /** This block in that round, as if nothing had been locked. */
  ConsensusMessage proposal(long height, int round, Block block) {
    return proposal(
        new BlockProposal(height, round, block.hash(), -1, signer.publicKey()),
        block,
        Optional.empty());
  }

  /** The same step with another block, as if nothing had been locked. */
  ConsensusMessage proposal(BlockProposal like, Block block) {
    return proposal(like.height(), like.round(), block);
  }

  /** The same step with another block, and with this for a polka. */
  ConsensusMessage proposal(
      BlockProposal like, Block block, int validRound, Optional<PolkaCertificate> polka) {
    return proposal(
        new BlockProposal(
            like.height(), like.round(), block.hash(), validRound, signer.publicKey()),
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

  /** As valid as the other one, and not the same. */
  Block twin(Block block) {
    return Forgery.later(block, 1 + random.nextInt(1_000));
  }

  /** Too short, with a stranger among the names, or with members' names over our signature. */
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

  /** As many as there are validators, the last one being this. */
  private List<PublicKey> names(int last) {
    List<PublicKey> names = new ArrayList<>();
    for (int i = 0; i < world.plan.validators() - 1; i++) {
      names.add(world.key(i));
    }
    names.add(world.key(last));
    return names;
  }
}
