package org.alphadelta.ledger;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.TermsBuilder;
import org.junit.jupiter.api.Test;

class ChainStateTest {
  private static PublicKey owner(int i) {
    return new PublicKey(Sha256.plain(Bytes.utf8("owner " + i)).bytes());
  }

  @Test
  void theRootIsTheMerkleRootOfTheEntriesInKeyOrder() {
    TestChains chains = upgraded();
    List<StateEntry> entries = chains.alpha.state().entries();
    assertThat(entries).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    List<Hash> leaves = entries.stream().map(e -> MerkleTree.leaf(e.canonical())).toList();
    assertThat(chains.alpha.state().root()).isEqualTo(MerkleTree.root(leaves));
    assertThat(entries.stream().map(e -> e.at().mapping()).distinct())
        .containsExactly(Mappings.ACCOUNT, Mappings.PROPOSALS, Mappings.CLOSURES, Mappings.VOTES);
  }

  @Test
  void everyEntryIsProvenAndNoOtherValueIs() {
    ChainState state = upgraded().alpha.state();
    for (StateEntry entry : state.entries()) {
      StateProof proof = state.prove(entry.at()).orElseThrow();
      assertThat(proof.verify(state.root())).isTrue();
      StateEntry forged = new StateEntry(entry.at(), Bytes.utf8("forged"));
      assertThat(new StateProof(forged, proof.proof()).verify(state.root())).isFalse();
      StateKey elsewhere = new StateKey(entry.at().program(), entry.at().mapping(), "other");
      assertThat(
              new StateProof(new StateEntry(elsewhere, entry.value()), proof.proof())
                  .verify(state.root()))
          .isFalse();
    }
    assertThat(state.prove(new StateKey("credits.alpha", "account", "nobody"))).isEmpty();
  }

  @Test
  void aTransitionSaysExactlyWhatChanged() {
    Random random = new Random(7);
    ChainState state = ChainState.empty(NetworkId.TESTNET, ChainKind.DELTA);
    SortedMap<StateKey, Bytes> mirror = new TreeMap<>();
    for (int step = 0; step < 200; step++) {
      SortedMap<PublicKey, Account> changed = new TreeMap<>();
      for (int i = 0; i < random.nextInt(4); i++) {
        changed.put(owner(random.nextInt(40)), new Account(random.nextInt(3), random.nextInt(3)));
      }
      ChainState.Transition transition = state.transition(changed, GovernanceState.EMPTY);
      for (StateEntry change : transition.changes()) {
        assertThat(mirror.put(change.at(), change.value())).isNotEqualTo(change.value());
      }
      state = transition.after();
      ChainState again = ChainState.of(NetworkId.TESTNET, ChainKind.DELTA, state.accounts());
      assertThat(state).isEqualTo(again);
      assertThat(mirror.size()).isEqualTo(state.entries().size());
    }
    assertThat(mirror.size()).isGreaterThan(30);
  }

  @Test
  void aTransitionThatChangesNothingIsTheSameState() {
    ChainState state = upgraded().alpha.state();
    assertThat(state.transition(new TreeMap<>(), state.governance()).after()).isSameAs(state);
  }

  @Test
  void entriesLeadBackToTheSameState() {
    ChainState state = upgraded().alpha.state();
    ChainState read = ChainState.ofEntries(NetworkId.TESTNET, ChainKind.ALPHA, state.entries());
    assertThat(read).isEqualTo(state);
    assertThat(read.governance()).isEqualTo(state.governance());
    assertThat(read.accounts()).isEqualTo(state.accounts());
  }

  @Test
  void foreignEntriesAreDamage() {
    ChainState state = upgraded().alpha.state();
    for (StateKey wrong :
        List.of(
            new StateKey("credits.delta", "account", new Address(NetworkId.TESTNET, v(1)) + ""),
            new StateKey("credits.alpha", "accounts", "x"),
            new StateKey("credits.alpha", "account", new Address(NetworkId.DEVNET, v(1)) + ""))) {
      List<StateEntry> entries = new ArrayList<>(state.entries());
      entries.add(new StateEntry(wrong, entries.get(0).value()));
      assertThatThrownBy(() -> ChainState.ofEntries(NetworkId.TESTNET, ChainKind.ALPHA, entries))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void entriesThatAreNoValueAreDamage() {
    ChainState state = upgraded().alpha.state();
    List<StateEntry> entries = new ArrayList<>(state.entries());
    for (StateEntry entry : state.entries()) {
      Bytes longer = Bytes.ofHex(entry.value().hex() + "00");
      entries.set(0, new StateEntry(entry.at(), longer));
      assertThatThrownBy(() -> ChainState.ofEntries(NetworkId.TESTNET, ChainKind.ALPHA, entries))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void queriesFindValuesUnderTheNamesThatRoutesUse() {
    TestChains chains = new TestChains(committee(4, 1), 0);
    Hash id = chains.upgrade(terms(chains), List.of(1));
    String address = new Address(NetworkId.TESTNET, v(1)).toString();
    ChainState state = chains.alpha.state();
    assertThat(state.value(new StateKey("credits.alpha", "account", address)))
        .contains(state.account(v(1)).canonical());
    assertThat(state.value(new StateKey("credits.alpha", "network_upgrade_proposals", id.hex())))
        .contains(state.governance().proposal(id).orElseThrow().canonical());
    assertThat(
            state.value(new StateKey("credits.alpha", "upgrade_votes", id.hex() + ":" + address)))
        .contains(state.governance().vote(id, v(1)).orElseThrow().canonical());
  }

  /**
   * 20 000 accounts, ten of them changed in each of 20 blocks: far below a minute unless it were
   * quadratic.
   */
  @Test
  void aLargeStateIsNotQuadratic() {
    SortedMap<PublicKey, Account> accounts = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      accounts.put(owner(i), new Account(i, 0));
    }
    ChainState state = ChainState.of(NetworkId.TESTNET, ChainKind.DELTA, accounts);
    for (int block = 0; block < 20; block++) {
      SortedMap<PublicKey, Account> changed = new TreeMap<>();
      for (int i = 0; i < 10; i++) {
        changed.put(owner(block * 10 + i), new Account(block + 1_000_000L, 1));
      }
      ChainState.Transition next = state.transition(changed, GovernanceState.EMPTY);
      assertThat(next.changes()).hasSize(10);
      state = next.after();
    }
    StateKey at = Mappings.account(NetworkId.TESTNET, ChainKind.DELTA, owner(777));
    StateProof proof = state.prove(at).orElseThrow();
    assertThat(proof.proof().path()).hasSizeLessThanOrEqualTo(15);
    assertThat(proof.verify(state.root())).isTrue();
  }

  private static TestChains upgraded() {
    TestChains chains = new TestChains(committee(4, 1), 0);
    chains.alphaBlock(TestChains.sign(chains.alpha, pair(1), TestChains.pay(v(9), 5)));
    chains.upgrade(terms(chains), List.of(1, 2, 3, 5));
    return chains;
  }

  private static ProposalTerms terms(TestChains chains) {
    return TermsBuilder.from(chains.alpha.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
        .activation(chains.alpha.height() + 14)
        .build();
  }
}
