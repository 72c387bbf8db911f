package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.core.PublicKey;

/**
 * Removes one key's signatures from a message, so that a Byzantine engine does not see its own
 * lies.
 */
final class SelfFilter {
  private SelfFilter() {}

  static Optional<ConsensusMessage> without(ConsensusMessage message, PublicKey key) {
    return switch (message) {
      case ConsensusMessage.VoteMessage m ->
          m.vote().vote().validator().equals(key) ? Optional.empty() : Optional.of(m);
      case ConsensusMessage.ProposalMessage m ->
          m.proposal().proposal().proposer().equals(key)
              ? Optional.empty()
              : Optional.of(
                  new ConsensusMessage.ProposalMessage(without(m.proposal(), key), m.body()));
      case ConsensusMessage.PolkaMessage m ->
          signedBy(m.certificate(), key) ? Optional.empty() : Optional.of(m);
      case ConsensusMessage.HeightAnswer m ->
          Optional.of(
              new ConsensusMessage.HeightAnswer(
                  m.height(),
                  m.proposals().stream()
                      .filter(p -> !p.proposal().proposer().equals(key))
                      .map(p -> without(p, key))
                      .toList(),
                  m.votes().stream().filter(v -> !v.vote().validator().equals(key)).toList(),
                  m.polkas().stream().filter(p -> !signedBy(p, key)).toList()));
      case ConsensusMessage.ValueRequest m -> Optional.of(m);
      case ConsensusMessage.ValueResponse m -> Optional.of(m);
      case ConsensusMessage.HeightQuery m -> Optional.of(m);
    };
  }

  private static SignedProposal without(SignedProposal proposal, PublicKey key) {
    return new SignedProposal(
        proposal.proposal(), proposal.signature(), proposal.polka().filter(p -> !signedBy(p, key)));
  }

  private static boolean signedBy(PolkaCertificate certificate, PublicKey key) {
    return certificate.signatures().stream().anyMatch(s -> s.validator().equals(key));
  }
}
