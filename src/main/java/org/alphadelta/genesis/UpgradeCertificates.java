package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Ascending;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Assembles and verifies upgrade certificates offline, trusting given governors only. Public
 * validators alone can never make one: the 67 % rule over governors is part of it, twice.
 */
public final class UpgradeCertificates {
  private UpgradeCertificates() {}

  /**
   * Puts the parts in their canonical order, unverified.
   *
   * @throws IllegalArgumentException when a governor or a voter occurs twice
   */
  public static UpgradeCertificate assemble(
      GenesisHeader source,
      Committee committee,
      List<SignedAttestation> attestations,
      Proposal proposal,
      List<SignedTransaction> yesVotes,
      Header activation,
      CommitCertificate commit) {
    SortedSet<PublicKey> voters = new TreeSet<>();
    yesVotes.forEach(v -> voters.add(v.transaction().sender()));
    return new UpgradeCertificate(
        source,
        committee,
        Ascending.sorted(attestations, a -> a.attestation().governor()),
        proposal.id(),
        proposal.terms(),
        proposal.proposer(),
        proposal.sequence(),
        Ascending.sorted(yesVotes, v -> v.transaction().sender()),
        committee.without(voters),
        activation,
        commit);
  }

  /**
   * Assembles the certificate of an approved proposal from its Alpha chain: {@code store} holds the
   * blocks up to {@code head}. Empty until block H is one of them.
   */
  public static Optional<UpgradeCertificate> ofChain(
      ChainHead head, BlockStore store, Hash approved, List<SignedAttestation> attestations) {
    if (head.split().isEmpty()) {
      return Optional.empty();
    }
    Optional<Proposal> proposal = head.state().governance().proposal(approved);
    Optional<CertifiedBlock> block = store.block(head.split().getAsLong());
    return proposal.isEmpty() || block.isEmpty()
        ? Optional.empty()
        : Optional.of(
            assemble(
                head.origin().genesis(),
                head.origin().founders(),
                attestations,
                proposal.get(),
                yesVotes(head, store, approved),
                block.get().block().header(),
                block.get().certificate()));
  }

  private static List<SignedTransaction> yesVotes(ChainHead head, BlockStore store, Hash proposal) {
    List<SignedTransaction> votes = new ArrayList<>();
    for (CastBallot vote : head.state().governance().votesOn(proposal).values()) {
      if (vote.ballot() == Ballot.YES) {
        store.block(vote.height()).stream()
            .flatMap(b -> b.block().transactions().stream())
            .filter(t -> t.id().equals(vote.transaction()))
            .findFirst()
            .ifPresent(votes::add);
      }
    }
    return votes;
  }

  /** Verifies a certificate, trusting only the governors of the source's network and generation. */
  public static UpgradeVerdict verify(
      UpgradeCertificate certificate, Pins trusted, SignatureVerifier verifier) {
    return verify(certificate, trusted, Optional.empty(), verifier);
  }

  /**
   * Like {@link #verify(UpgradeCertificate, Pins, SignatureVerifier)}, and the source must be this
   * pair.
   */
  public static UpgradeVerdict verify(
      UpgradeCertificate certificate,
      Pins trusted,
      Optional<GenesisPairId> source,
      SignatureVerifier verifier) {
    UpgradeCheck check = new UpgradeCheck(certificate, trusted, source, verifier);
    return check
        .rejection()
        .<UpgradeVerdict>map(UpgradeVerdict.Refused::new)
        .orElseGet(() -> verified(certificate));
  }

  /** Whether two certificates of one source name different blocks at H or different successors. */
  public static boolean contradict(UpgradeCertificate one, UpgradeCertificate other) {
    return one.source().equals(other.source())
        && (!one.proposal().equals(other.proposal())
            || !one.activation().hash().equals(other.activation().hash()));
  }

  /**
   * A description of two certificates of one source that contradict each other, though all are
   * valid.
   */
  public static Optional<String> contradiction(List<UpgradeCertificate> held) {
    Optional<String> contradiction = Optional.empty();
    for (UpgradeCertificate one : held) {
      for (UpgradeCertificate other : held) {
        if (contradict(one, other)) {
          contradiction =
              Optional.of(
                  "two valid upgrade certificates of chain "
                      + one.source().hash()
                      + ": blocks "
                      + one.activation().hash()
                      + " and "
                      + other.activation().hash());
        }
      }
    }
    return contradiction;
  }

  private static UpgradeVerdict verified(UpgradeCertificate certificate) {
    ProposalTerms terms = certificate.terms();
    return new UpgradeVerdict.Verified(
        certificate.attestations().get(0).attestation().pair(),
        successor(terms),
        new Pins(
            terms.targetNetwork(),
            terms.targetGeneration(),
            terms.successor().keys(Role.GOVERNOR)));
  }

  /** The pair that the terms name. */
  public static GenesisPairId successor(ProposalTerms terms) {
    return new GenesisPairId(
        terms.targetNetwork(),
        terms.targetGeneration(),
        terms.alphaExpectedHash(),
        terms.deltaExpectedHash());
  }
}
