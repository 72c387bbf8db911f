package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.SigningStep;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.junit.jupiter.api.Test;

class SignatureRegistryTest {
  private static final Hash ONE = Sha256.tagged("test", Bytes.utf8("one"));
  private static final Hash TWO = Sha256.tagged("test", Bytes.utf8("two"));
  private static final GenesisPairId PAIR = new GenesisPairId(NetworkId.DEVNET, 0, ONE, TWO);

  private final KeyPair member = KeyPair.ofSeed(Bytes.of(new byte[KeyPair.SEED_LENGTH]));
  private final SignatureRegistry signatures =
      new SignatureRegistry(
          PAIR,
          Committee.of(List.of(new Member(member.publicKey(), Role.GOVERNOR))),
          Ed25519.verifier());

  @Test
  void twoValuesInOneStepAreADoubleSignature() {
    see(ChainKind.ALPHA, vote(VoteType.PREVOTE, 1, Optional.of(ONE)));
    see(ChainKind.ALPHA, vote(VoteType.PREVOTE, 1, Optional.empty()));

    assertThat(signatures.count().doubles()).hasSize(1);
    assertThat(signatures.count().votes()).isEqualTo(1);
  }

  @Test
  void repetitionsOtherStepsAndOtherChainsAreNone() {
    see(ChainKind.ALPHA, vote(VoteType.PREVOTE, 1, Optional.of(ONE)));
    see(ChainKind.ALPHA, vote(VoteType.PREVOTE, 1, Optional.of(ONE)));
    see(ChainKind.ALPHA, vote(VoteType.PRECOMMIT, 1, Optional.of(TWO)));
    see(ChainKind.ALPHA, vote(VoteType.PREVOTE, 2, Optional.of(TWO)));
    see(ChainKind.DELTA, vote(VoteType.PREVOTE, 1, Optional.of(TWO)));

    assertThat(signatures.count().doubles()).isEmpty();
    assertThat(signatures.count().seen()).isEqualTo(5);
    assertThat(signatures.count().votes()).isEqualTo(4);
    assertThat(signatures.newest(ChainKind.ALPHA, member.publicKey()))
        .isEqualTo(new Position(2, 0, SigningStep.PREVOTE));
  }

  @Test
  void aForgedSecondVoteAccusesNobody() {
    Vote vote = vote(VoteType.PREVOTE, 1, Optional.of(ONE));
    see(ChainKind.ALPHA, vote);
    Vote other = vote(VoteType.PREVOTE, 1, Optional.of(TWO));
    signatures.record(
        ChainKind.ALPHA,
        new ConsensusMessage.VoteMessage(
            new SignedVote(other, member.sign(other.signingBytes(PAIR.chain(ChainKind.DELTA))))));

    assertThat(signatures.count().doubles()).isEmpty();
    assertThat(signatures.count().forged()).isEqualTo(1);
  }

  private void see(ChainKind kind, Vote vote) {
    signatures.record(
        kind,
        new ConsensusMessage.VoteMessage(
            new SignedVote(vote, member.sign(vote.signingBytes(PAIR.chain(kind))))));
  }

  private Vote vote(VoteType type, long height, Optional<Hash> value) {
    return new Vote(type, height, 0, value, member.publicKey());
  }
}
