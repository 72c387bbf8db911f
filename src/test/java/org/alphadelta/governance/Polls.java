package org.alphadelta.governance;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Sha256;

/**
 * One Alpha chain's governance in the hands of a test: every step must be taken, or is handed out
 * as a refusal.
 */
final class Polls {
  static final ChainId CHAIN =
      new ChainId(NetworkId.TESTNET, 0, ChainKind.ALPHA, Sha256.plain(Bytes.utf8("alpha genesis")));

  /**
   * Voting 25, notice 16, freeze 5, horizon 1000, pause 10: H = 100 fits a proposal of height 10.
   */
  static final ChainParameters PARAMETERS = new ChainParameters(400, 25, 16, 5, 1000, 10, 1);

  static final long DELTA_MIN = 3;
  static final Hash TRANSACTION = Sha256.plain(Bytes.utf8("transaction"));

  final Committee committee;
  GovernanceState state = GovernanceState.EMPTY;
  long height = 10;

  Polls(Committee committee) {
    this.committee = committee;
  }

  GovernanceContext context() {
    return new GovernanceContext(CHAIN, PARAMETERS, committee, height, DELTA_MIN);
  }

  Polls at(long newHeight) {
    this.height = newHeight;
    return this;
  }

  Hash submit(PublicKey proposer, long sequence, ProposalTerms terms) {
    take(Governance.submit(context(), state, proposer, sequence, terms));
    return terms.id(CHAIN, proposer, sequence);
  }

  Polls vote(PublicKey voter, Hash proposal, Ballot ballot) {
    take(Governance.vote(context(), state, voter, proposal, ballot, TRANSACTION));
    return this;
  }

  Polls attest(PublicKey voter, Hash proposal) {
    ProposalTerms terms = proposal(proposal).terms();
    take(
        Governance.attest(
            context(),
            state,
            voter,
            proposal,
            terms.alphaExpectedHash(),
            terms.deltaExpectedHash()));
    return this;
  }

  Governance.Closed close() {
    Governance.Closed closed = Governance.closeAt(context(), state);
    state = closed.state();
    return closed;
  }

  String voteCodeOf(PublicKey voter, Hash proposal) {
    return refusal(Governance.vote(context(), state, voter, proposal, Ballot.YES, TRANSACTION))
        .code();
  }

  Proposal proposal(Hash id) {
    return state.proposal(id).orElseThrow();
  }

  ProposalStatus status(Hash id) {
    return proposal(id).status();
  }

  static Rejection refusal(GovernanceOutcome outcome) {
    assertThat(outcome).isInstanceOf(GovernanceOutcome.Refused.class);
    return ((GovernanceOutcome.Refused) outcome).rejection();
  }

  private void take(GovernanceOutcome outcome) {
    switch (outcome) {
      case GovernanceOutcome.Accepted accepted -> state = accepted.state();
      case GovernanceOutcome.Refused refused ->
          throw new AssertionError(refused.rejection().sentence());
    }
  }
}
