package org.alphadelta.wire;

import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.wire.proto.CertificateForm;
import org.alphadelta.wire.proto.EvidenceForm;
import org.alphadelta.wire.proto.HeightAnswerForm;
import org.alphadelta.wire.proto.HeightQueryForm;
import org.alphadelta.wire.proto.PolkaMessageForm;
import org.alphadelta.wire.proto.ProposalMessageForm;
import org.alphadelta.wire.proto.RoundProposalForm;
import org.alphadelta.wire.proto.SignedProposalForm;
import org.alphadelta.wire.proto.SignedVoteForm;
import org.alphadelta.wire.proto.ValueRequestForm;
import org.alphadelta.wire.proto.ValueResponseForm;
import org.alphadelta.wire.proto.VoteForm;
import org.alphadelta.wire.proto.VoteMessageForm;
import org.alphadelta.wire.proto.VoteSignatureForm;

/**
 * The decoders of consensus values, each with its cap. They do not know whether what a value claims
 * is true.
 */
public final class ConsensusDecoders {
  public static final Decoder<Vote> VOTE =
      Decoder.of(
          "vote",
          Limits.SMALL_BYTES,
          VoteForm.getDescriptor(),
          VoteForm.parser(),
          ConsensusForms::vote);

  public static final Decoder<SignedVote> SIGNED_VOTE =
      Decoder.of(
          "signed vote",
          Limits.SMALL_BYTES,
          SignedVoteForm.getDescriptor(),
          SignedVoteForm.parser(),
          ConsensusForms::signedVote);

  public static final Decoder<VoteSignature> VOTE_SIGNATURE =
      Decoder.of(
          "vote signature",
          Limits.SMALL_BYTES,
          VoteSignatureForm.getDescriptor(),
          VoteSignatureForm.parser(),
          ConsensusForms::voteSignature);

  public static final Decoder<BlockProposal> PROPOSAL =
      Decoder.of(
          "round proposal",
          Limits.SMALL_BYTES,
          RoundProposalForm.getDescriptor(),
          RoundProposalForm.parser(),
          ConsensusForms::proposal);

  public static final Decoder<SignedProposal> SIGNED_PROPOSAL =
      Decoder.of(
          "signed proposal",
          Limits.CERTIFICATE_BYTES,
          SignedProposalForm.getDescriptor(),
          SignedProposalForm.parser(),
          ConsensusForms::signedProposal);

  public static final Decoder<PolkaCertificate> POLKA_CERTIFICATE =
      Decoder.of(
          "polka certificate",
          Limits.CERTIFICATE_BYTES,
          CertificateForm.getDescriptor(),
          CertificateForm.parser(),
          ConsensusForms::polka);

  public static final Decoder<CommitCertificate> COMMIT_CERTIFICATE =
      Decoder.of(
          "commit certificate",
          Limits.CERTIFICATE_BYTES,
          CertificateForm.getDescriptor(),
          CertificateForm.parser(),
          ConsensusForms::commit);

  public static final Decoder<Evidence> EVIDENCE =
      Decoder.of(
          "evidence",
          Limits.EVIDENCE_BYTES,
          EvidenceForm.getDescriptor(),
          EvidenceForm.parser(),
          ConsensusForms::evidence);

  public static final Decoder<ConsensusMessage.ProposalMessage> PROPOSAL_MESSAGE =
      Decoder.of(
          "proposal message",
          Limits.PROPOSAL_MESSAGE_BYTES,
          ProposalMessageForm.getDescriptor(),
          ProposalMessageForm.parser(),
          ConsensusForms::proposalMessage);

  public static final Decoder<ConsensusMessage.VoteMessage> VOTE_MESSAGE =
      Decoder.of(
          "vote message",
          Limits.SMALL_BYTES,
          VoteMessageForm.getDescriptor(),
          VoteMessageForm.parser(),
          ConsensusForms::voteMessage);

  public static final Decoder<ConsensusMessage.PolkaMessage> POLKA_MESSAGE =
      Decoder.of(
          "polka message",
          Limits.CERTIFICATE_BYTES,
          PolkaMessageForm.getDescriptor(),
          PolkaMessageForm.parser(),
          ConsensusForms::polkaMessage);

  public static final Decoder<ConsensusMessage.ValueRequest> VALUE_REQUEST =
      Decoder.of(
          "value request",
          Limits.SMALL_BYTES,
          ValueRequestForm.getDescriptor(),
          ValueRequestForm.parser(),
          ConsensusForms::valueRequest);

  public static final Decoder<ConsensusMessage.ValueResponse> VALUE_RESPONSE =
      Decoder.of(
          "value response",
          Limits.PROPOSAL_MESSAGE_BYTES,
          ValueResponseForm.getDescriptor(),
          ValueResponseForm.parser(),
          ConsensusForms::valueResponse);

  public static final Decoder<ConsensusMessage.HeightQuery> HEIGHT_QUERY =
      Decoder.of(
          "height query",
          Limits.SMALL_BYTES,
          HeightQueryForm.getDescriptor(),
          HeightQueryForm.parser(),
          ConsensusForms::heightQuery);

  public static final Decoder<ConsensusMessage.HeightAnswer> HEIGHT_ANSWER =
      Decoder.of(
          "height answer",
          Limits.HEIGHT_ANSWER_BYTES,
          HeightAnswerForm.getDescriptor(),
          HeightAnswerForm.parser(),
          ConsensusForms::heightAnswer);

  private ConsensusDecoders() {}
}
