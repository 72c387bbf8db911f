package org.alphadelta.genesis;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.ledger.ChainHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenesisGeneratorTest {
  private static final Committee C = committee(4, 1);
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));
  private static final GenesisPair PAIR =
      TestGenesis.pair(NetworkId.TESTNET, 0, C, Optional.empty());

  @Test
  void aGeneratedPairFitsItselfAndItsPins() {
    assertThat(GenesisGenerator.check(PAIR)).isEmpty();
    assertThat(GenesisGenerator.check(PAIR, TestGenesis.pins(PAIR))).isEmpty();
    assertThat(PAIR.delta().header().anchor()).contains(new Anchor(0, PAIR.alpha().hash()));
    assertThat(PAIR.alpha().header().parameters())
        .isEqualTo(PAIR.alpha().parameters().cid().digest());
  }

  @Test
  void theOrderInWhichPeopleWroteTheParametersDoesNotMatter() {
    GenesisParameters alpha = PAIR.alpha().parameters();
    List<GenesisAccount> accounts = new ArrayList<>(alpha.accounts());
    Collections.reverse(accounts);
    List<Member> members = new ArrayList<>(C.members());
    Collections.reverse(members);
    GenesisParameters shuffled =
        GenesisParameters.of(
            alpha.network(),
            alpha.generation(),
            alpha.kind(),
            alpha.chain(),
            alpha.deltaMinAlphaBlocks(),
            Committee.of(members),
            accounts);
    assertThat(GenesisGenerator.alpha(shuffled, Optional.empty())).isEqualTo(PAIR.alpha());
  }

  @Test
  void everyParameterChangesTheGenesis() {
    GenesisParameters p = PAIR.alpha().parameters();
    ChainParameters n = p.chain();
    List<GenesisParameters> others =
        List.of(
            copy(p, NetworkId.DEVNET, 0, n, 3, C, p.accounts()),
            copy(p, NetworkId.TESTNET, 1, n, 3, C, p.accounts()),
            copy(
                p,
                NetworkId.TESTNET,
                0,
                new ChainParameters(401, 5, 8, 2, 100, 3, 1),
                3,
                C,
                p.accounts()),
            copy(p, NetworkId.TESTNET, 0, n, 4, C, p.accounts()),
            copy(p, NetworkId.TESTNET, 0, n, 3, committee(5, 0), p.accounts()),
            copy(p, NetworkId.TESTNET, 0, n, 3, C, p.accounts().subList(1, 5)));
    List<Hash> hashes = new ArrayList<>();
    hashes.add(PAIR.alpha().hash());
    hashes.add(GenesisGenerator.alpha(p, Optional.of(OTHER)).hash());
    others.forEach(o -> hashes.add(GenesisGenerator.alpha(o, Optional.empty()).hash()));
    assertThat(hashes).doesNotHaveDuplicates();
  }

  record Wrong(String field, UnaryOperator<GenesisPair> change) {
    @Override
    public String toString() {
      return field;
    }
  }

  static Stream<Wrong> wrongPairs() {
    GenesisPair other = TestGenesis.pair(NetworkId.TESTNET, 0, committee(5, 0), Optional.empty());
    GenesisPair devnet = TestGenesis.pair(NetworkId.DEVNET, 0, C, Optional.empty());
    GenesisPair next = TestGenesis.pair(NetworkId.TESTNET, 1, C, Optional.of(OTHER));
    GenesisPair next2 = TestGenesis.pair(NetworkId.TESTNET, 1, C, Optional.empty());
    return Stream.of(
        new Wrong("delta network", p -> new GenesisPair(p.alpha(), devnet.delta())),
        new Wrong("delta generation", p -> new GenesisPair(p.alpha(), next.delta())),
        new Wrong("delta committee", p -> new GenesisPair(p.alpha(), other.delta())),
        new Wrong("alpha kind", p -> new GenesisPair(p.delta(), p.delta())),
        new Wrong("delta kind", p -> new GenesisPair(p.alpha(), p.alpha())),
        new Wrong("alpha predecessor none", p -> next2),
        new Wrong("delta predecessor", p -> new GenesisPair(next.alpha(), next2.delta())),
        new Wrong("delta anchor", p -> withDelta(p, h -> anchored(h, new Anchor(0, OTHER)))),
        new Wrong(
            "delta anchor", p -> withDelta(p, h -> anchored(h, new Anchor(1, p.alpha().hash())))),
        new Wrong("delta state_root", p -> withDelta(p, GenesisGeneratorTest::otherState)),
        new Wrong("alpha state_root", p -> withAlpha(p, GenesisGeneratorTest::otherState)),
        new Wrong(
            "delta delta_min_alpha_blocks",
            p ->
                new GenesisPair(
                    p.alpha(),
                    GenesisGenerator.delta(
                        copy(
                            p.delta().parameters(),
                            NetworkId.TESTNET,
                            0,
                            TestGenesis.NUMBERS,
                            4,
                            C,
                            p.delta().parameters().accounts()),
                        Optional.empty(),
                        p.alpha().hash()))),
        new Wrong("alpha no governor", p -> pairOf(committee(0, 5), TestGenesis.NUMBERS, 3)),
        new Wrong("alpha notice 8", p -> pairOf(committee(7, 0), TestGenesis.NUMBERS, 3)),
        new Wrong(
            "alpha delta_min_alpha_blocks 1000001", p -> pairOf(C, TestGenesis.NUMBERS, 1_000_001)),
        new Wrong(
            "alpha member 0000",
            p ->
                pairOf(
                    Committee.of(
                        List.of(
                            new Member(v(1), Role.GOVERNOR),
                            new Member(PublicKey.of(new byte[32]), Role.GOVERNOR))),
                    TestGenesis.NUMBERS,
                    3)));
  }

  @ParameterizedTest
  @MethodSource("wrongPairs")
  void namesTheFirstThingThatDoesNotFit(Wrong wrong) {
    Rejection rejection = GenesisGenerator.check(wrong.change().apply(PAIR)).orElseThrow();
    assertThat(rejection.found()).startsWith(wrong.field());
  }

  @Test
  void aPairOfOtherGovernorsOrOfAnotherNetworkDoesNotFitThePins() {
    Pins pins = TestGenesis.pins(PAIR);
    GenesisPair five = TestGenesis.pair(NetworkId.TESTNET, 0, committee(5, 0), Optional.empty());
    GenesisPair three = TestGenesis.pair(NetworkId.TESTNET, 0, committee(3, 2), Optional.empty());
    GenesisPair devnet = TestGenesis.pair(NetworkId.DEVNET, 0, C, Optional.empty());
    assertThat(GenesisGenerator.check(five, pins).orElseThrow().code())
        .isEqualTo("genesis-governors-differ");
    assertThat(GenesisGenerator.check(three, pins).orElseThrow().code())
        .isEqualTo("genesis-governors-differ");
    assertThat(GenesisGenerator.check(devnet, pins).orElseThrow().code())
        .isEqualTo("genesis-wrong-network");
  }

  @Test
  void balancesThatTogetherOverflowAreRefused() {
    GenesisParameters p = PAIR.alpha().parameters();
    List<GenesisAccount> rich =
        List.of(new GenesisAccount(v(1), Long.MAX_VALUE), new GenesisAccount(v(2), 1));
    Genesis alpha =
        GenesisGenerator.alpha(
            copy(p, NetworkId.TESTNET, 0, p.chain(), 3, C, rich), Optional.empty());
    Genesis delta =
        GenesisGenerator.delta(PAIR.delta().parameters(), Optional.empty(), alpha.hash());
    assertThat(GenesisGenerator.check(new GenesisPair(alpha, delta)).orElseThrow().found())
        .contains("2^63");
  }

  @Test
  void aChainStartsFromItsGenesis() {
    ChainHead head = ChainHead.genesis(GenesisGenerator.origin(PAIR.delta()));
    assertThat(head.hash()).isEqualTo(PAIR.delta().hash());
    assertThat(head.committee()).isEqualTo(C);
    assertThat(head.state().account(v(1)).balance()).isEqualTo(1000);
    assertThat(head.anchor()).contains(new Anchor(0, PAIR.alpha().hash()));
  }

  private static GenesisPair pairOf(Committee committee, ChainParameters numbers, long gate) {
    GenesisParameters p = PAIR.alpha().parameters();
    GenesisParameters d = PAIR.delta().parameters();
    return GenesisGenerator.pair(
        copy(p, NetworkId.TESTNET, 0, numbers, gate, committee, p.accounts()),
        copy(d, NetworkId.TESTNET, 0, numbers, gate, committee, d.accounts()),
        Optional.empty());
  }

  private static GenesisParameters copy(
      GenesisParameters p,
      NetworkId network,
      int generation,
      ChainParameters numbers,
      long gate,
      Committee committee,
      List<GenesisAccount> accounts) {
    return GenesisParameters.of(network, generation, p.kind(), numbers, gate, committee, accounts);
  }

  private static GenesisPair withAlpha(GenesisPair p, UnaryOperator<GenesisHeader> change) {
    Genesis alpha = new Genesis(change.apply(p.alpha().header()), p.alpha().parameters());
    return new GenesisPair(
        alpha, GenesisGenerator.delta(p.delta().parameters(), Optional.empty(), alpha.hash()));
  }

  private static GenesisPair withDelta(GenesisPair p, UnaryOperator<GenesisHeader> change) {
    return new GenesisPair(
        p.alpha(), new Genesis(change.apply(p.delta().header()), p.delta().parameters()));
  }

  private static GenesisHeader otherState(GenesisHeader h) {
    return header(h, OTHER, h.anchor());
  }

  private static GenesisHeader anchored(GenesisHeader h, Anchor anchor) {
    return header(h, h.stateRoot(), Optional.of(anchor));
  }

  private static GenesisHeader header(GenesisHeader h, Hash root, Optional<Anchor> anchor) {
    return new GenesisHeader(
        h.network(),
        h.generation(),
        h.kind(),
        h.predecessor(),
        h.parameters(),
        h.committee(),
        root,
        h.deltaMinAlphaBlocks(),
        anchor);
  }
}
