package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.alphadelta.core.Hash;

/**
 * Finds the most urgent condition of the table of {@link Driver} that holds. Pure; {@link
 * DriverStep} acts on the result.
 */
final class Multiplexer {
  /**
   * The input for the round state, if a condition holds; {@code invalid} are quorums for invalid
   * values, found on the way.
   */
  record Holding(Optional<RoundInput> input, List<DriverOutput> invalid) {
    Holding {
      invalid = List.copyOf(invalid);
    }
  }

  private final Driver driver;
  private final RoundState state;
  private final VoteKeeper votes;
  private final ProposalKeeper proposals;
  private final SortedMap<Hash, Boolean> verdicts;

  Multiplexer(Driver driver) {
    this.driver = driver;
    this.state = driver.round;
    this.votes = driver.votes;
    this.proposals = driver.proposals;
    this.verdicts = driver.verdicts;
  }

  Holding evaluate() {
    if (state.step() == Step.DECIDED) {
      return new Holding(Optional.empty(), List.of());
    }
    Holding committed = committed(); // L49
    return committed.input().isPresent() || !driver.acting || state.step() == Step.UNSTARTED
        ? committed
        : new Holding(inRound(), committed.invalid());
  }

  private Holding committed() {
    List<DriverOutput> invalid = new ArrayList<>();
    for (VoteKeeper.Backed quorum : votes.quorums(VoteType.PRECOMMIT)) {
      Optional<Boolean> verdict = Optional.ofNullable(verdicts.get(quorum.value()));
      if (verdict.filter(v -> !v).isPresent()) {
        invalid.add(new DriverOutput.QuorumForInvalid(quorum.round(), quorum.value()));
      } else if (verdict.isPresent() && proposals.names(quorum.round(), quorum.value())) {
        return new Holding(
            Optional.of(new RoundInput.ProposalAndPrecommitQuorum(quorum.round(), quorum.value())),
            invalid);
      }
    }
    return new Holding(Optional.empty(), invalid);
  }

  private Optional<RoundInput> inRound() {
    Optional<RoundInput> skip = votes.skippable(state.round()).map(RoundInput.Skip::new); // L55
    if (skip.isPresent()) {
      return skip;
    }
    Optional<RoundInput> here =
        switch (state.step()) {
          case PROPOSE -> proposed();
          case PREVOTE -> prevoted();
          case PRECOMMIT -> polkaOfRound().filter(p -> state.validRound() < state.round());
          case UNSTARTED, DECIDED -> Optional.empty();
        };
    if (here.isPresent()) {
      return here;
    }
    if (!state.precommitArmed() && votes.quorumAny(VoteType.PRECOMMIT, state.round())) {
      return Optional.of(new RoundInput.PrecommitAny()); // L47
    }
    return latePolka();
  }

  /** L22 and L28 consider the first proposal of the round, because an honest proposer makes one. */
  private Optional<RoundInput> proposed() {
    List<SignedProposal> here = proposals.of(state.round());
    if (here.isEmpty()) {
      return Optional.empty();
    }
    BlockProposal proposal = here.getFirst().proposal();
    Optional<Boolean> verdict = Optional.ofNullable(verdicts.get(proposal.value()));
    if (verdict.isEmpty()) {
      return Optional.empty();
    }
    if (proposal.validRound() < 0) {
      return Optional.of(
          verdict.get()
              ? new RoundInput.Proposed(proposal.value())
              : new RoundInput.ProposedInvalid());
    }
    if (!driver.knowsPolka(proposal.validRound(), proposal.value())) {
      return Optional.empty(); // rule 5
    }
    return proposal.validRound() >= state.round()
        ? Optional.empty()
        : Optional.of(
            verdict.get()
                ? new RoundInput.ProposalAndPolkaPrevious(proposal.value(), proposal.validRound())
                : new RoundInput.InvalidProposalAndPolkaPrevious(proposal.validRound()));
  }

  private Optional<RoundInput> prevoted() {
    Optional<RoundInput> polka = polkaOfRound(); // L36
    if (polka.isPresent()) {
      return polka;
    }
    if (votes.quorum(VoteType.PREVOTE, state.round(), Optional.empty())) {
      return Optional.of(new RoundInput.PolkaNil()); // L44
    }
    return !state.prevoteArmed() && votes.quorumAny(VoteType.PREVOTE, state.round())
        ? Optional.of(new RoundInput.PolkaAny()) // L34
        : Optional.empty();
  }

  private Optional<RoundInput> polkaOfRound() {
    for (SignedProposal signed : proposals.of(state.round())) {
      Hash value = signed.proposal().value();
      if (verdicts.getOrDefault(value, false) && driver.knowsPolka(state.round(), value)) {
        return Optional.of(new RoundInput.ProposalAndPolkaCurrent(value));
      }
    }
    return Optional.empty();
  }

  private Optional<RoundInput> latePolka() {
    Optional<RoundInput> latest = Optional.empty();
    if (state.validRound() + 1 < state.round()) {
      for (List<PolkaCertificate> of :
          driver.polkas.subMap(state.validRound() + 1, state.round()).values()) {
        for (PolkaCertificate certificate : of) {
          if (verdicts.getOrDefault(certificate.value(), false)) {
            latest =
                Optional.of(new RoundInput.LatePolka(certificate.value(), certificate.round()));
          }
        }
      }
    }
    return latest;
  }
}
