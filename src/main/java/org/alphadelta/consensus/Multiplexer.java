package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;

/**
 * Combines proposals, votes and validity of values into inputs of the round state: the first row
 * that holds. {@link DriverStep} evaluates again after every change, until no row holds (rule 10).
 * Pure.
 *
 * <pre>
 * step      | votes                             | proposal               | input                           | new step  | line     | output
 * ----------+-----------------------------------+------------------------+---------------------------------+-----------+----------+------------------------
 * any       | precommit quorum (r, v), any r    | (r, v), valid          | ProposalAndPrecommitQuorum      | DECIDED   | L49      | decide v
 * any       | over a third in a later round     | *                      | Skip                            | UNSTARTED | L55      | enter that round
 * PROPOSE   | *                                 | first here, valid      | Proposed                        | PREVOTE   | L22      | prevote v, or nil (L23)
 * PROPOSE   | *                                 | first here, invalid    | ProposedInvalid                 | PREVOTE   | L22, L26 | prevote nil
 * PROPOSE   | polka (vr, v), vr earlier         | first here with vr     | ProposalAndPolkaPrevious        | PREVOTE   | L28      | prevote v, or nil (L29)
 * PROPOSE   | polka (vr, v), vr earlier         | first here, invalid    | InvalidProposalAndPolkaPrevious | PREVOTE   | L28, L32 | prevote nil
 * PREVOTE   | prevote quorum for anything, if   | *                      | PolkaAny                        | PREVOTE   | L34      | arm the prevote timer
 *           | new, or without the next two rows |                        |                                 |           |          |
 * PREVOTE   | polka (here, v)                   | any here, valid        | ProposalAndPolkaCurrent         | PRECOMMIT | L36, L37 | precommit v; lock
 * PREVOTE   | polka for nil                     | *                      | PolkaNil                        | PRECOMMIT | L44      | precommit nil
 * PRECOMMIT | polka (here, v)                   | any here, valid        | ProposalAndPolkaCurrent         | PRECOMMIT | L36, L42 | none; valid value
 * any       | precommit quorum for anything     | *                      | PrecommitAny                    | unchanged | L47      | arm the precommit timer
 * any       | polka (r, v) above the valid      | *, v is valid          | LatePolka                       | unchanged | (b)      | none; valid value
 *           | round, r earlier                  |                        |                                 |           |          |
 * </pre>
 *
 * While not acting, and between two rounds, only the first row applies. A timer is armed once per
 * round (rule 8). A polka is known from its votes or from a certificate.
 */
final class Multiplexer {
  /**
   * The input for the round state, if a condition holds; {@code invalid} are quorums for invalid
   * values, found on the way.
   */
  record Result(Optional<RoundInput> input, List<DriverOutput> invalid) {
    Result {
      invalid = List.copyOf(invalid);
    }
  }

  private final Driver driver;
  private final RoundState state;
  private final VoteKeeper votes;
  private final ProposalKeeper proposals;
  private final boolean polkaIsNew;

  /**
   * @param polkaIsNew whether a polka of the current round became known since the last look
   */
  Multiplexer(Driver driver, boolean polkaIsNew) {
    this.driver = driver;
    this.state = driver.round;
    this.votes = driver.votes;
    this.proposals = driver.proposals;
    this.polkaIsNew = polkaIsNew;
  }

  Result evaluate() {
    if (state.step() == Step.DECIDED) {
      return new Result(Optional.empty(), List.of());
    }
    Result committed = committed(); // L49
    return committed.input().isPresent() || !driver.acting || state.step() == Step.UNSTARTED
        ? committed
        : new Result(inRound(state.round().orElseThrow()), committed.invalid());
  }

  private Result committed() {
    List<DriverOutput> invalid = new ArrayList<>();
    for (RoundValue quorum : votes.quorums(VoteType.PRECOMMIT)) {
      if (driver.validity.get(quorum.value()) instanceof Validity.Invalid(Rejection reason)) {
        invalid.add(new DriverOutput.QuorumForInvalid(quorum.round(), quorum.value(), reason));
      } else if (driver.isValid(quorum.value())
          && proposals.names(quorum.round(), quorum.value())) {
        return new Result(
            Optional.of(new RoundInput.ProposalAndPrecommitQuorum(quorum.round(), quorum.value())),
            invalid);
      }
    }
    return new Result(Optional.empty(), invalid);
  }

  private Optional<RoundInput> inRound(int here) {
    return skip()
        .or(
            () ->
                switch (state.step()) {
                  case PROPOSE -> proposed(here);
                  case PREVOTE -> prevoted(here);
                  case PRECOMMIT -> polka(here).filter(p -> !hasValidOf(here));
                  case UNSTARTED, DECIDED -> Optional.empty();
                })
        .or(() -> precommitAny(here))
        .or(() -> latePolka(here));
  }

  private Optional<RoundInput> skip() {
    return votes.skippable(state.round()).map(RoundInput.Skip::new);
  }

  /** L22 and L28 consider the first proposal of the round, because an honest proposer makes one. */
  private Optional<RoundInput> proposed(int here) {
    return proposals.of(here).stream()
        .findFirst()
        .map(SignedProposal::proposal)
        .filter(proposal -> driver.validated(proposal.value()))
        .flatMap(
            proposal ->
                proposal
                    .validRound()
                    .map(validRound -> again(here, validRound, proposal.value()))
                    .orElseGet(() -> Optional.of(fresh(proposal.value()))));
  }

  private RoundInput fresh(Hash value) {
    return driver.isValid(value)
        ? new RoundInput.Proposed(value)
        : new RoundInput.ProposedInvalid();
  }

  /** Rule 5: a valid round without its polka has no effect. */
  private Optional<RoundInput> again(int here, int validRound, Hash value) {
    if (!driver.knowsPolka(validRound, value) || validRound >= here) {
      return Optional.empty();
    }
    return Optional.of(
        driver.isValid(value)
            ? new RoundInput.ProposalAndPolkaPrevious(value, validRound)
            : new RoundInput.InvalidProposalAndPolkaPrevious(validRound));
  }

  private Optional<RoundInput> prevoted(int here) {
    Optional<RoundInput> polka = polka(here).or(() -> polkaNil(here));
    boolean arms =
        !state.prevoteArmed()
            && (polkaIsNew || polka.isEmpty() && votes.quorumAny(VoteType.PREVOTE, here));
    return arms ? Optional.of(new RoundInput.PolkaAny()) : polka;
  }

  private Optional<RoundInput> polka(int here) {
    return proposals.of(here).stream()
        .map(signed -> signed.proposal().value())
        .filter(value -> driver.isValid(value) && driver.knowsPolka(here, value))
        .<RoundInput>map(RoundInput.ProposalAndPolkaCurrent::new)
        .findFirst();
  }

  private Optional<RoundInput> polkaNil(int here) {
    return votes.quorum(VoteType.PREVOTE, here, Optional.empty())
        ? Optional.of(new RoundInput.PolkaNil())
        : Optional.empty();
  }

  private Optional<RoundInput> precommitAny(int here) {
    return !state.precommitArmed() && votes.quorumAny(VoteType.PRECOMMIT, here)
        ? Optional.of(new RoundInput.PrecommitAny())
        : Optional.empty();
  }

  /** The latest of them. */
  private Optional<RoundInput> latePolka(int here) {
    int first = state.valid().map(v -> v.round() + 1).orElse(0);
    if (first >= here) {
      return Optional.empty();
    }
    return driver.polkas.subMap(first, here).values().stream()
        .flatMap(List::stream)
        .filter(certificate -> driver.isValid(certificate.value()))
        .<RoundInput>map(c -> new RoundInput.LatePolka(c.value(), c.round()))
        .reduce((earlier, later) -> later);
  }

  private boolean hasValidOf(int here) {
    return state.valid().filter(v -> v.round() >= here).isPresent();
  }
}
