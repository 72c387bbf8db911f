package org.alphadelta.actor.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.actor.Life;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.governance.Actors;
import org.alphadelta.journal.Streams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a keeper of evidence takes, over several lives of its journal. */
class EvidenceKeeperTest {
  private static final ChainId ALPHA = chain("alpha", ChainKind.ALPHA);
  private static final ChainId OTHER = chain("other", ChainKind.ALPHA);

  @TempDir private Path home;
  private Life life;
  private TestProbe<EvidenceKeeper.Notification> node;
  private ActorRef<EvidenceKeeper.Command> keeper;

  @BeforeEach
  void live() {
    life = new Life(home);
    node = life.probe();
    keeper =
        life.kit.spawn(
            EvidenceKeeper.create(
                ChainKind.ALPHA, node.getRef(), Ed25519.verifier(), Life.JOURNALING),
            "keeper");
  }

  @AfterEach
  void end() {
    life.close();
  }

  private static ChainId chain(String genesis, ChainKind kind) {
    return new ChainId(NetworkId.TESTNET, 0, kind, hash(genesis));
  }

  private static Hash hash(String text) {
    return Sha256.plain(Bytes.utf8(text));
  }

  private static SignedVote vote(int key, long height, VoteType type, String value) {
    Vote vote =
        new Vote(
            type,
            height,
            0,
            value.isEmpty() ? Optional.empty() : Optional.of(hash(value)),
            Actors.v(key));
    return new SignedVote(vote, Actors.pair(key).sign(vote.signingBytes(ALPHA)));
  }

  private static SignedProposal proposal(int key, long height, String value) {
    BlockProposal proposal =
        new BlockProposal(height, 0, hash(value), Optional.empty(), Actors.v(key));
    return new SignedProposal(
        proposal, Actors.pair(key).sign(proposal.signingBytes(ALPHA)), Optional.empty());
  }

  private static Evidence twice(int key, long height) {
    return new Evidence.DoubleVote(
        vote(key, height, VoteType.PREVOTE, "one"), vote(key, height, VoteType.PREVOTE, ""));
  }

  private static Evidence late(int key, long height, long lastHeight) {
    return new Evidence.DepartedSignature(
        ALPHA, vote(key, height, VoteType.PRECOMMIT, "one"), lastHeight);
  }

  private void tells(Evidence evidence) {
    keeper.tell(new EvidenceKeeper.Keep(ALPHA, evidence));
  }

  /** What the keeper says next. */
  private List<Evidence> kept() {
    return node.expectMessageClass(EvidenceKeeper.Notification.class, Life.PATIENCE).evidence();
  }

  @Test
  void keepsEachKindOverRestarts() {
    List<Evidence> all =
        List.of(
            twice(1, 7),
            new Evidence.DoubleProposal(proposal(2, 7, "one"), proposal(2, 7, "two")),
            late(3, 9, 8));
    assertThat(kept()).isEmpty();
    for (int i = 0; i < all.size(); i++) {
      tells(all.get(i));
      assertThat(kept()).isEqualTo(all.subList(0, i + 1));
    }
    for (int i = 0; i < 2; i++) {
      life.close();
      live();
      assertThat(kept()).isEqualTo(all);
      all.forEach(this::tells);
    }
    node.expectNoMessage(Life.SILENCE);
    assertThat(life.journal(Streams.evidence(ChainKind.ALPHA))).isEqualTo(all);
  }

  @Test
  void anOffenceIsTheSameTheOtherWayRound() {
    Evidence.DoubleVote votes = (Evidence.DoubleVote) twice(1, 7);
    SignedProposal one = proposal(2, 7, "one");
    SignedProposal two = proposal(2, 7, "two");
    kept();
    tells(votes);
    tells(new Evidence.DoubleVote(votes.second(), votes.first()));
    tells(new Evidence.DoubleProposal(one, two));
    tells(new Evidence.DoubleProposal(two, one));
    tells(late(3, 9, 8));
    tells(late(3, 9, 8));
    tells(twice(4, 7));
    assertThat(kept()).hasSize(1);
    assertThat(kept()).hasSize(2);
    assertThat(kept()).hasSize(3);
    assertThat(kept()).hasSize(4);
    node.expectNoMessage(Life.SILENCE);
  }

  static Stream<Evidence> forgeries() {
    SignedVote one = vote(1, 7, VoteType.PREVOTE, "one");
    SignedVote forged = new SignedVote(vote(1, 7, VoteType.PREVOTE, "two").vote(), one.signature());
    Signature none = Signature.of(new byte[Signature.LENGTH]);
    return Stream.of(
        new Evidence.DoubleVote(one, forged),
        new Evidence.DoubleVote(forged, one),
        new Evidence.DoubleVote(one, one),
        new Evidence.DoubleVote(one, vote(1, 8, VoteType.PREVOTE, "two")),
        new Evidence.DoubleVote(one, vote(1, 7, VoteType.PRECOMMIT, "two")),
        new Evidence.DoubleVote(one, vote(2, 7, VoteType.PREVOTE, "two")),
        new Evidence.DoubleProposal(proposal(2, 7, "one"), proposal(2, 8, "two")),
        new Evidence.DoubleProposal(
            proposal(2, 7, "one"),
            new SignedProposal(proposal(2, 7, "two").proposal(), none, Optional.empty())),
        late(3, 8, 8),
        new Evidence.DepartedSignature(ALPHA, new SignedVote(one.vote(), none), 6),
        new Evidence.DepartedSignature(OTHER, one, 6));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void keepsNothingThatDoesNotProveItself(Evidence forged) {
    kept();
    tells(forged);
    tells(twice(4, 7));
    assertThat(kept()).containsExactly(twice(4, 7));
  }

  @Test
  void signaturesOfAnotherChainProveNothingHere() {
    kept();
    keeper.tell(new EvidenceKeeper.Keep(OTHER, twice(1, 7)));
    keeper.tell(new EvidenceKeeper.Keep(chain("alpha", ChainKind.DELTA), twice(1, 7)));
    tells(twice(4, 7));
    assertThat(kept()).containsExactly(twice(4, 7));
  }

  @Test
  void oneOffenderCannotFillTheJournal() {
    kept();
    for (int i = 0; i < 3 * Evidence.MAX_PER_OFFENDER; i++) {
      tells(twice(1, 1 + i));
    }
    tells(twice(2, 1));
    for (int i = 0; i < Evidence.MAX_PER_OFFENDER; i++) {
      kept();
    }
    List<Evidence> all = kept();
    assertThat(all).hasSize(Evidence.MAX_PER_OFFENDER + 1);
    assertThat(all.get(all.size() - 1).offender()).isEqualTo(Actors.v(2));
    node.expectNoMessage(Life.SILENCE);
    life.close();
    live();
    assertThat(kept()).isEqualTo(all);
  }

  @Test
  void theWholeBookIsBounded() {
    EvidenceKeeper.State state = EvidenceKeeper.State.EMPTY;
    for (int i = 0; i < EvidenceKeeper.State.MAX_TOTAL; i++) {
      Evidence found = unsigned(i);
      assertThat(state.wants(found)).isTrue();
      state = state.after(found);
    }
    assertThat(state.wants(unsigned(EvidenceKeeper.State.MAX_TOTAL))).isFalse();
  }

  /** Evidence against a key of its own for each number; nobody verifies it here. */
  private static Evidence unsigned(int number) {
    Signature none = Signature.of(new byte[Signature.LENGTH]);
    org.alphadelta.core.PublicKey key =
        new org.alphadelta.core.PublicKey(hash("key " + number).bytes());
    Vote nil = new Vote(VoteType.PREVOTE, 1, 0, Optional.empty(), key);
    Vote one = new Vote(VoteType.PREVOTE, 1, 0, Optional.of(hash("one")), key);
    return new Evidence.DoubleVote(new SignedVote(nil, none), new SignedVote(one, none));
  }
}
