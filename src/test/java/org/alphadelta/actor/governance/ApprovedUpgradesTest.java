package org.alphadelta.actor.governance;

import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.actor.Pairs;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.TestChains;
import org.junit.jupiter.api.Test;

/** A proposal that validators 1 to 3 of four voted YES on, and its certificate. */
class ApprovedUpgradesTest {
  private static final GenesisPair SOURCE = Pairs.testnet(Actors.committee(4, 0), 1000);
  private static final UpgradeCertificate CERTIFICATE = certificate();
  private static final Hash PROPOSAL = CERTIFICATE.proposal();

  static UpgradeCertificate certificate() {
    GenesisPair target =
        Pairs.pair(1, Actors.committee(3, 0), 1000, Optional.of(SOURCE.alpha().hash()));
    TestChains chains = Pairs.chains(SOURCE);
    Hash id = chains.upgrade(Pairs.terms(SOURCE, target, 40), List.of(1, 2, 3));
    Payload yes = new Payload.CastVote(id, Ballot.YES);
    List<SignedTransaction> votes =
        Stream.of(1, 2, 3).map(i -> TestChains.sign(chains.alpha, Actors.pair(i), yes)).toList();
    CertifiedBlock block = chains.alphaBlocks.get(39);
    return UpgradeCertificates.assemble(
        SOURCE.alpha().header(),
        SOURCE.committee(),
        Pairs.attestations(SOURCE, 1, 4),
        chains.alpha.state().governance().proposal(id).orElseThrow(),
        votes,
        block.block().header(),
        block.certificate());
  }

  private static List<UpgradeCertificate> due(ApprovedUpgrades approvals, int validator) {
    return approvals.due(Optional.of(v(validator)));
  }

  @Test
  void actsOnAnApprovalOnceItIsProvenAndOnAProofOnceItIsApproved() {
    assertThat(due(ApprovedUpgrades.NONE.approve(PROPOSAL), 1)).isEmpty();
    assertThat(due(ApprovedUpgrades.NONE.hold(List.of(CERTIFICATE)), 1)).isEmpty();
    ApprovedUpgrades both = ApprovedUpgrades.NONE.approve(PROPOSAL).hold(List.of(CERTIFICATE));
    assertThat(both.isProven(PROPOSAL)).isTrue();
    assertThat(both.proven()).containsExactly(CERTIFICATE);
    assertThat(due(both, 1)).containsExactly(CERTIFICATE);
  }

  @Test
  void actsOnceHoweverManyCertificatesSaySo() {
    ApprovedUpgrades both =
        ApprovedUpgrades.NONE.approve(PROPOSAL).hold(List.of(CERTIFICATE, CERTIFICATE));
    assertThat(due(both, 2)).containsExactly(CERTIFICATE);
    ApprovedUpgrades after = both.act(due(both, 2)).hold(List.of(CERTIFICATE));
    assertThat(due(after, 2)).isEmpty();
    assertThat(after.proven()).containsExactly(CERTIFICATE);
  }

  @Test
  void onlyYesVotersOfTheCommitteeAct() {
    ApprovedUpgrades both = ApprovedUpgrades.NONE.approve(PROPOSAL).hold(List.of(CERTIFICATE));
    assertThat(due(both, 4)).isEmpty();
    assertThat(due(both, 9)).isEmpty();
    assertThat(both.due(Optional.empty())).isEmpty();
  }
}
