package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionTest {
  private static final Committee C = committee(4, 1);
  private static final Committee N = committee(List.of(1, 2, 3, 5), List.of(6));
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));

  record Wrong(String what, Consumer<TermsBuilder> change, String code, String found) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Wrong> wrongTerms() {
    return Stream.of(
        new Wrong("source", t -> t.sourceNetwork = NetworkId.DEVNET, "wrong-source", "devnet"),
        new Wrong("generation", t -> t.targetGeneration = 2, "forbidden-target", "testnet g2"),
        new Wrong("target", t -> t.target(NetworkId.DEVNET, 0), "forbidden-target", "devnet g0"),
        new Wrong("same", t -> t.targetGeneration = 0, "forbidden-target", "testnet g0"),
        new Wrong("mainnet", t -> t.target(NetworkId.MAINNET, 1), "forbidden-target", "mainnet g1"),
        new Wrong("gate", t -> t.deltaMin = 1_000_001, "too-large", "1000001"),
        new Wrong("governors", t -> t.minGovernors = 0, "no-governor-required", "0"),
        new Wrong("height", t -> t.activation = 50, "impossible-heights", "50"),
        new Wrong("horizon", t -> t.activation = 1011, "impossible-heights", "1011"),
        new Wrong("far", t -> t.activation = Long.MAX_VALUE, "impossible-heights", "9223372036"),
        new Wrong("past", t -> t.activation = 0, "impossible-heights", "0"),
        new Wrong(
            "hash", t -> t.alphaExpected = Optional.of(OTHER), "header-differs", "alpha hash"),
        new Wrong(
            "hash", t -> t.deltaExpected = Optional.of(OTHER), "header-differs", "delta hash"),
        new Wrong(
            "network",
            t -> t.alphaEdit = h -> edit(h, b -> b.network = NetworkId.DEVNET),
            "header-differs",
            "alpha network"),
        new Wrong(
            "delta network",
            t -> t.deltaEdit = h -> edit(h, b -> b.network = NetworkId.DEVNET),
            "header-differs",
            "delta network"),
        new Wrong(
            "generation",
            t -> t.alphaEdit = h -> edit(h, b -> b.generation = 7),
            "header-differs",
            "alpha generation"),
        new Wrong(
            "predecessor",
            t -> t.predecessor = Optional.of(OTHER),
            "header-differs",
            "predecessor"),
        new Wrong(
            "none", t -> t.predecessor = Optional.empty(), "header-differs", "predecessor none"),
        new Wrong(
            "gate in header",
            t -> t.deltaEdit = h -> edit(h, b -> b.deltaMin = 4),
            "header-differs",
            "delta delta_min_alpha_blocks 4"),
        new Wrong(
            "gate in alpha's header",
            t -> t.alphaEdit = h -> edit(h, b -> b.deltaMin = 4),
            "header-differs",
            "alpha delta_min_alpha_blocks 4"),
        new Wrong(
            "committee",
            t -> t.alphaEdit = h -> edit(h, b -> b.committee = OTHER),
            "header-differs",
            "alpha committee"),
        new Wrong(
            "delta's committee",
            t -> t.deltaEdit = h -> edit(h, b -> b.committee = OTHER),
            "header-differs",
            "delta committee"),
        new Wrong(
            "parameters",
            t -> t.alphaEdit = h -> edit(h, b -> b.parameters = OTHER),
            "header-differs",
            "alpha parameters"),
        new Wrong(
            "delta's parameters",
            t -> t.deltaEdit = h -> edit(h, b -> b.parameters = OTHER),
            "header-differs",
            "delta parameters"),
        new Wrong(
            "anchor height",
            t ->
                t.deltaEdit =
                    h ->
                        edit(
                            h, b -> b.anchor = Optional.of(new Anchor(1, h.anchor().get().hash()))),
            "header-differs",
            "delta anchor"),
        new Wrong(
            "anchor hash",
            t -> t.deltaEdit = h -> edit(h, b -> b.anchor = Optional.of(new Anchor(0, OTHER))),
            "header-differs",
            "delta anchor"),
        new Wrong("nobody", t -> t.successor = Committee.EMPTY, "can-never-pass", "committed"),
        new Wrong(
            "strangers",
            t -> t.successor = committee(List.of(7, 8, 9), List.of()),
            "can-never-pass",
            "committed_governors 0"),
        new Wrong(
            "too many strangers",
            t -> t.successor = committee(List.of(1, 2), List.of(10, 11)),
            "can-never-pass",
            "committed_of_new_committee 2"),
        new Wrong(
            "new governors",
            t -> t.successor = committee(List.of(1, 10), List.of(2, 3, 4, 5)),
            "can-never-pass",
            "committed_governors_of_new_committee 1"),
        new Wrong(
            "no governors in N",
            t -> t.successor = committee(List.of(), List.of(1, 2, 3)),
            "can-never-pass",
            "committed_governors_of_new_committee 0"),
        new Wrong("minimum", t -> t.minimum(4, 0), "can-never-pass", "committed_governors 3"),
        new Wrong("public", t -> t.minimum(1, 2), "can-never-pass", "committed_public 1"),
        new Wrong(
            "key",
            t -> t.successor = withKey(C, PublicKey.of(new byte[32])),
            "invalid-key",
            "00000000"));
  }

  @ParameterizedTest
  @MethodSource("wrongTerms")
  void refusesTermsThatCanNeverFireOrStart(Wrong wrong) {
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, N).with(wrong.change()).build();
    Polls polls = new Polls(C);
    Rejection refusal =
        Polls.refusal(Governance.submit(polls.context(), polls.state, v(1), 0, terms));
    assertThat(refusal.code()).isEqualTo(wrong.code());
    assertThat(refusal.found()).contains(wrong.found());
    assertThat(refusal.expected()).isNotEmpty();
  }

  @Test
  void takesTermsThatAgreeAndSetsTheHeights() {
    Polls polls = new Polls(C);
    Hash id = polls.submit(v(1), 4, TermsBuilder.from(Polls.CHAIN, N).build());
    Proposal proposal = polls.proposal(id);
    assertThat(proposal.createdAtHeight()).isEqualTo(10);
    assertThat(proposal.votingEndsHeight()).isEqualTo(35);
    assertThat(proposal.status()).isEqualTo(ProposalStatus.OPEN);
    assertThat(proposal.freezeHeight(Polls.PARAMETERS)).isEqualTo(95);
  }

  @ParameterizedTest
  @CsvSource({"50,false", "51,true", "1010,true", "1011,false"})
  void activationLiesFromNoticeAfterVotingToTheHorizon(long activation, boolean taken) {
    assertThat(Submission.checkHeights(activation, 10, Polls.PARAMETERS, 5).isEmpty())
        .isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"11,true", "12,false"})
  void noticeCoversFreezeAndOneBlockForEachMember(int members, boolean taken) {
    assertThat(Submission.checkHeights(100, 10, Polls.PARAMETERS, members).isEmpty())
        .isEqualTo(taken);
  }

  @Test
  void heightsThatDoNotFitAreRefusedNotWrapped() {
    ChainParameters endless = new ChainParameters(400, 25, 16, 5, Long.MAX_VALUE - 1, 10, 1);
    assertThat(Submission.checkHeights(100, 10, endless, 5)).isPresent();
    assertThat(Submission.checkHeights(Long.MAX_VALUE, Long.MAX_VALUE - 1, Polls.PARAMETERS, 5))
        .isPresent();
  }

  @Test
  void onlyMembersProposeAndOnlyOnAlphaAboveItsGate() {
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, N).build();
    Polls polls = new Polls(C);
    assertThat(submitCode(polls, v(9), 0, terms)).isEqualTo("not-a-member");
    assertThat(submitCode(polls.at(3), v(1), 0, terms)).isEqualTo("too-early");
    ChainId delta = new ChainId(NetworkId.TESTNET, 0, ChainKind.DELTA, OTHER);
    GovernanceContext context = new GovernanceContext(delta, Polls.PARAMETERS, C, 10, 3);
    assertThat(Polls.refusal(Governance.submit(context, polls.state, v(1), 0, terms)).code())
        .isEqualTo("not-alpha");
  }

  @Test
  void theFirstHeightAboveTheGateTakesProposals() {
    Polls polls = new Polls(C).at(4);
    polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    assertThat(polls.state.proposals()).hasSize(1);
  }

  @Test
  void aProposerHasOneOpenProposalAndWaitsAfterItClosed() {
    Polls polls = new Polls(C);
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, N).build();
    Hash id = polls.submit(v(1), 0, terms);
    assertThat(submitCode(polls, v(1), 1, terms)).isEqualTo("open-proposal");
    polls.submit(v(2), 0, terms);
    polls.at(12);
    polls.state =
        ((GovernanceOutcome.Accepted) Governance.withdraw(polls.context(), polls.state, v(1), id))
            .state();
    assertThat(submitCode(polls.at(21), v(1), 1, terms)).isEqualTo("resubmission-pause");
    polls.at(22).submit(v(1), 1, terms);
  }

  @Test
  void anIdThatExistsIsRefusedInAnyState() {
    Polls polls = new Polls(C);
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, N).build();
    Hash id = polls.submit(v(1), 0, terms);
    for (ProposalStatus status : ProposalStatus.values()) {
      if (status != ProposalStatus.OPEN && status != ProposalStatus.APPROVED) {
        Polls later = new Polls(C).at(60);
        later.state = polls.state.closed(polls.proposal(id), status, 12);
        assertThat(submitCode(later, v(1), 0, terms)).isEqualTo("proposal-exists");
      }
    }
  }

  @Test
  void theIdCoversSourceTermsProposerAndSequenceButNotInclusion() {
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, N).build();
    Hash id = terms.id(Polls.CHAIN, v(1), 0);
    ChainId other = new ChainId(NetworkId.TESTNET, 0, ChainKind.ALPHA, OTHER);
    assertThat(
            List.of(
                terms.id(other, v(1), 0),
                terms.id(Polls.CHAIN, v(2), 0),
                terms.id(Polls.CHAIN, v(1), 1),
                TermsBuilder.from(Polls.CHAIN, N).activation(101).build().id(Polls.CHAIN, v(1), 0)))
        .doesNotContain(id)
        .doesNotHaveDuplicates();
    assertThat(new Polls(C).at(20).submit(v(1), 0, terms)).isEqualTo(id);
  }

  @Test
  void theLargestCommitteeFitsTheCap() {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < Committee.MAX_MEMBERS; i++) {
      members.add(
          new Member(new PublicKey(Sha256.plain(Bytes.utf8("k" + i)).bytes()), Role.GOVERNOR));
    }
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, Committee.of(members)).build();
    assertThat(terms.canonical().length()).isLessThan(Submission.MAX_TERMS_BYTES / 3);
  }

  private static String submitCode(Polls polls, PublicKey by, long sequence, ProposalTerms terms) {
    return Polls.refusal(Governance.submit(polls.context(), polls.state, by, sequence, terms))
        .code();
  }

  private static Committee withKey(Committee committee, PublicKey key) {
    List<Member> members = new ArrayList<>(committee.members());
    members.add(new Member(key, Role.PUBLIC));
    return Committee.of(members);
  }

  private static final class HeaderFields {
    NetworkId network;
    int generation;
    Hash parameters;
    Hash committee;
    long deltaMin;
    Optional<Anchor> anchor;
  }

  private static GenesisHeader edit(GenesisHeader h, Consumer<HeaderFields> change) {
    HeaderFields f = new HeaderFields();
    f.network = h.network();
    f.generation = h.generation();
    f.parameters = h.parameters();
    f.committee = h.committee();
    f.deltaMin = h.deltaMinAlphaBlocks();
    f.anchor = h.anchor();
    change.accept(f);
    return new GenesisHeader(
        f.network,
        f.generation,
        h.kind(),
        h.predecessor(),
        f.parameters,
        f.committee,
        h.stateRoot(),
        f.deltaMin,
        f.anchor);
  }

  @Test
  void anotherContentIdThanTheHeadersIsRefused() {
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, N).build();
    Cid other = Cid.ofContent(Bytes.utf8("other"));
    ProposalTerms wrong =
        new ProposalTerms(
            terms.sourceNetwork(),
            terms.targetNetwork(),
            terms.targetGeneration(),
            terms.activationHeight(),
            terms.alphaExpectedHash(),
            other,
            terms.deltaExpectedHash(),
            terms.deltaParams(),
            terms.deltaMinAlphaBlocks(),
            terms.minGovernorValidators(),
            terms.minPublicValidators(),
            terms.readinessRequired(),
            terms.alphaHeader(),
            terms.deltaHeader(),
            terms.successor());
    assertThat(submitCode(new Polls(C), v(1), 0, wrong)).isEqualTo("header-differs");
  }
}
