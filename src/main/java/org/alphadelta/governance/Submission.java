package org.alphadelta.governance;

import java.util.Objects;
import java.util.Optional;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.Rejection;
import org.alphadelta.crypto.Ed25519;

/**
 * Rules for a proposal's terms when they are submitted ({@code docs/governance.md}). {@link
 * Governance} has those that depend on the chain's state, such as one open proposal per proposer.
 */
public final class Submission {
  /** Larger terms are refused; 200 members and two headers need less than a third of it. */
  public static final int MAX_TERMS_BYTES = 32 * 1024;

  /** A Delta that waits for more Alpha blocks than this would never start. */
  public static final long MAX_DELTA_MIN_ALPHA_BLOCKS = 1_000_000;

  private Submission() {}

  /**
   * Checks everything that depends on the terms and the source chain alone; a certificate's
   * verifier uses it too.
   */
  public static Optional<Rejection> checkTerms(
      ProposalTerms terms, ChainId source, Committee committee) {
    if (source.kind() != ChainKind.ALPHA) {
      return Optional.of(GovernanceRejections.notAlpha(source.kind()));
    }
    if (terms.sourceNetwork() != source.network()) {
      return Optional.of(GovernanceRejections.wrongSource(terms.sourceNetwork(), source.network()));
    }
    if (!Progression.allows(
        source.network(), source.generation(), terms.targetNetwork(), terms.targetGeneration())) {
      return Optional.of(
          GovernanceRejections.forbiddenTarget(
              source.network(),
              source.generation(),
              terms.targetNetwork(),
              terms.targetGeneration()));
    }
    return checkSizes(terms)
        .or(() -> checkAlphaHeader(terms, source))
        .or(() -> checkDeltaHeader(terms, source))
        .or(() -> checkCommittees(terms, committee));
  }

  /**
   * Checks the heights of a proposal included at {@code created}: {@code voting_ends + notice <= H
   * <= created + horizon} and {@code notice >= freeze + |C|}. Sums that do not fit 63 bits are
   * refused too.
   */
  public static Optional<Rejection> checkHeights(
      long activation, long created, ChainParameters parameters, int members) {
    try {
      long least = Math.addExact(parameters.freeze(), members);
      if (parameters.notice() < least) {
        return impossible("notice", parameters.notice(), "at least freeze + |C| = " + least);
      }
      long ends = Math.addExact(created, parameters.votingPeriod());
      long earliest = Math.addExact(ends, parameters.notice());
      long latest = Math.addExact(created, parameters.horizon());
      if (activation < earliest || activation > latest) {
        return impossible(
            "activation_height", activation, "a height from " + earliest + " to " + latest);
      }
      return Optional.empty();
    } catch (ArithmeticException tooLarge) {
      return impossible("height", created, "heights that fit 63 bits");
    }
  }

  private static Optional<Rejection> impossible(String what, long found, String expected) {
    return Optional.of(GovernanceRejections.impossibleHeights(what, found, expected));
  }

  private static Optional<Rejection> checkSizes(ProposalTerms terms) {
    int size = terms.canonical().length();
    if (size > MAX_TERMS_BYTES) {
      return Optional.of(GovernanceRejections.tooLarge("proposal bytes", size, MAX_TERMS_BYTES));
    }
    if (terms.deltaMinAlphaBlocks() > MAX_DELTA_MIN_ALPHA_BLOCKS) {
      return Optional.of(
          GovernanceRejections.tooLarge(
              "delta_min_alpha_blocks", terms.deltaMinAlphaBlocks(), MAX_DELTA_MIN_ALPHA_BLOCKS));
    }
    return Optional.empty();
  }

  private static Optional<Rejection> checkAlphaHeader(ProposalTerms t, ChainId source) {
    return checkHeader(
        t, source, ChainKind.ALPHA, t.alphaHeader(), t.alphaExpectedHash(), t.alphaParams());
  }

  private static Optional<Rejection> checkDeltaHeader(ProposalTerms t, ChainId source) {
    Optional<Anchor> wanted = Optional.of(new Anchor(0, t.alphaExpectedHash()));
    return checkHeader(
            t, source, ChainKind.DELTA, t.deltaHeader(), t.deltaExpectedHash(), t.deltaParams())
        .or(() -> same(ChainKind.DELTA, "anchor", t.deltaHeader().anchor(), wanted));
  }

  private static Optional<Rejection> checkHeader(
      ProposalTerms terms,
      ChainId source,
      ChainKind kind,
      GenesisHeader header,
      Hash expected,
      Cid parameters) {
    return same(kind, "chain", header.kind(), kind)
        .or(() -> same(kind, "network", header.network(), terms.targetNetwork()))
        .or(() -> same(kind, "generation", header.generation(), terms.targetGeneration()))
        .or(() -> same(kind, "predecessor", header.predecessor(), Optional.of(source.genesis())))
        .or(() -> same(kind, "parameters", header.parameters(), parameters.digest()))
        .or(() -> same(kind, "committee", header.committee(), terms.successor().hash()))
        .or(
            () ->
                same(
                    kind,
                    "delta_min_alpha_blocks",
                    header.deltaMinAlphaBlocks(),
                    terms.deltaMinAlphaBlocks()))
        .or(() -> same(kind, "hash", header.hash(), expected));
  }

  private static Optional<Rejection> same(
      ChainKind kind, String field, Object found, Object wanted) {
    return Objects.equals(found, wanted)
        ? Optional.empty()
        : Optional.of(GovernanceRejections.headerDiffers(kind, field, text(found), text(wanted)));
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : value.toString();
  }

  private static Optional<Rejection> checkCommittees(ProposalTerms terms, Committee committee) {
    if (terms.minGovernorValidators() < 1) {
      return Optional.of(GovernanceRejections.noGovernorRequired(terms.minGovernorValidators()));
    }
    for (Approval.Rule rule : Approval.best(terms, committee).rules()) {
      if (!rule.ok()) {
        return Optional.of(GovernanceRejections.canNeverPass(rule));
      }
    }
    return terms.successor().members().stream()
        .map(Member::key)
        .filter(key -> !Ed25519.isValid(key))
        .findFirst()
        .map(GovernanceRejections::invalidKey);
  }
}
