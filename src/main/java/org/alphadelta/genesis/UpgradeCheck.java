package org.alphadelta.genesis;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.governance.Approval;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.Submission;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;

/**
 * Verifies one certificate, in the order source, attestations, proposal, votes, block H, commit.
 * Every byte is covered: altering any is a refusal.
 */
final class UpgradeCheck {
  private final UpgradeCertificate certificate;
  private final Pins trusted;
  private final Optional<GenesisPairId> pair;
  private final SignatureVerifier verifier;
  private final ChainId chain;

  UpgradeCheck(
      UpgradeCertificate certificate,
      Pins trusted,
      Optional<GenesisPairId> pair,
      SignatureVerifier verifier) {
    this.certificate = certificate;
    this.trusted = trusted;
    this.pair = pair;
    this.verifier = verifier;
    this.chain = certificate.source().chain();
  }

  Optional<Rejection> rejection() {
    return checkSource()
        .or(this::checkAttestations)
        .or(this::checkProposal)
        .or(this::checkVotes)
        .or(this::checkApproval)
        .or(this::checkActivation)
        .or(this::checkCommit);
  }

  private Optional<Rejection> checkSource() {
    GenesisHeader source = certificate.source();
    Committee committee = certificate.committee();
    return same("source kind", source.kind(), ChainKind.ALPHA)
        .or(() -> same("source network", source.network(), trusted.network()))
        .or(() -> same("source generation", source.generation(), trusted.generation()))
        .or(() -> same("source committee", committee.hash(), source.committee()))
        .or(() -> same("source governors", committee.keys(Role.GOVERNOR), trusted.governors()));
  }

  private Optional<Rejection> checkAttestations() {
    GenesisAgreement agreement = GenesisAgreement.of(trusted);
    for (SignedAttestation one : certificate.attestations()) {
      GenesisAgreement.Heard heard = agreement.with(one, verifier);
      if (heard.rejection().isPresent()) {
        return Optional.of(
            GenesisRejections.certificatePartRefused("attestation", heard.rejection().get()));
      }
      agreement = heard.agreement();
    }
    return switch (agreement.result()) {
      case GenesisAgreement.Result.Short few ->
          Optional.of(
              GenesisRejections.certificateTooFew("equal attestations", few.have(), few.needed()));
      case GenesisAgreement.Result.Disputed few ->
          Optional.of(
              GenesisRejections.certificateTooFew("equal attestations", few.have(), few.needed()));
      case GenesisAgreement.Result.Agreed agreed ->
          same("attested alpha genesis", agreed.pair().alpha(), certificate.source().hash())
              .or(
                  () ->
                      same(
                          "attestations of another pair",
                          certificate.attestations().size() - agreed.attestations().size(),
                          0))
              .or(() -> pair.flatMap(p -> same("source pair", agreed.pair(), p)));
    };
  }

  private Optional<Rejection> checkProposal() {
    return same(
            "proposal",
            certificate.proposal(),
            certificate.terms().id(chain, certificate.proposer(), certificate.sequence()))
        .or(
            () ->
                same(
                    "proposer in the committee",
                    certificate.committee().contains(certificate.proposer()),
                    true))
        .or(
            () ->
                Submission.checkTerms(certificate.terms(), chain, certificate.committee())
                    .map(why -> GenesisRejections.certificatePartRefused("terms", why)));
  }

  private Optional<Rejection> checkVotes() {
    for (SignedTransaction signed : certificate.yesVotes()) {
      Transaction vote = signed.transaction();
      Optional<Rejection> wrong =
          same("yes vote chain", vote.chain(), chain)
              .or(
                  () ->
                      same(
                          "yes vote",
                          vote.payload(),
                          new Payload.CastVote(certificate.proposal(), Ballot.YES)))
              .or(
                  () ->
                      same(
                          "yes voter " + vote.sender().brief() + " in the committee",
                          certificate.committee().contains(vote.sender()),
                          true))
              .or(
                  () ->
                      same(
                          "signature of yes voter " + vote.sender().brief() + " verifies",
                          signed.verify(verifier),
                          true));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return same(
        "stayers", certificate.stayers().hash(), certificate.committee().without(voters()).hash());
  }

  /**
   * Checks what the votes can show: the rules hold if all Yes voters of N were ready. Block H
   * proves that they were.
   */
  private Optional<Rejection> checkApproval() {
    SortedSet<PublicKey> yes = voters();
    SortedSet<PublicKey> committed = new TreeSet<>(yes);
    committed.retainAll(certificate.terms().successor().keys());
    return Approval.of(certificate.terms(), certificate.committee(), yes, committed)
        .rules()
        .stream()
        .filter(rule -> !rule.ok())
        .findFirst()
        .map(rule -> GenesisRejections.certificateTooFew(rule.name(), rule.have(), rule.need()));
  }

  private Optional<Rejection> checkActivation() {
    Header block = certificate.activation();
    return same("activation chain", block.chain(), chain)
        .or(() -> same("activation height", block.height(), certificate.terms().activationHeight()))
        .or(() -> same("upgrade", block.upgrade(), Optional.of(certificate.proposal())))
        .or(() -> same("activation committee", block.committee(), certificate.source().committee()))
        .or(() -> same("next committee", block.nextCommittee(), certificate.stayers().hash()))
        .or(
            () ->
                same(
                    "activation proposer in the committee",
                    certificate.committee().contains(block.proposer()),
                    true));
  }

  private Optional<Rejection> checkCommit() {
    Header block = certificate.activation();
    return same("commit height", certificate.commit().height(), block.height())
        .or(() -> same("committed block", certificate.commit().value(), block.hash()))
        .or(
            () ->
                Certificates.verify(certificate.commit(), chain, certificate.committee(), verifier)
                    .map(
                        why ->
                            GenesisRejections.certificatePartRefused("commit certificate", why)));
  }

  private SortedSet<PublicKey> voters() {
    SortedSet<PublicKey> voters = new TreeSet<>();
    certificate.yesVotes().forEach(v -> voters.add(v.transaction().sender()));
    return voters;
  }

  private static Optional<Rejection> same(String part, Object is, Object wanted) {
    return Objects.equals(is, wanted)
        ? Optional.empty()
        : Optional.of(
            GenesisRejections.certificatePartDiffers(part, is.toString(), wanted.toString()));
  }
}
