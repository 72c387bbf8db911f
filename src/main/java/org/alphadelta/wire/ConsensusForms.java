package org.alphadelta.wire;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
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

/** Generated messages to consensus values; to be called within a {@link Decoder} only. */
public final class ConsensusForms {
  private static final long MAX_VALID_ROUND_PLUS_ONE = 1L << 31;

  private ConsensusForms() {}

  public static Vote vote(VoteForm form) {
    return new Vote(
        Fields.named(VoteType.ofNumber(form.getType()), "vote type", form.getType()),
        Fields.uint64(form.getHeight()),
        Fields.uint32(form.getRound()),
        Fields.optionalHash(form.getValue()),
        Fields.key(form.getValidator()));
  }

  public static SignedVote signedVote(SignedVoteForm form) {
    return new SignedVote(vote(form.getVote()), Fields.signature(form.getSignature()));
  }

  public static VoteSignature voteSignature(VoteSignatureForm form) {
    return new VoteSignature(
        Fields.key(form.getValidator()), Fields.signature(form.getSignature()));
  }

  public static CommitCertificate commit(CertificateForm form) {
    return CommitCertificate.of(
        Fields.uint64(form.getHeight()),
        Fields.uint32(form.getRound()),
        Fields.hash(form.getValue()),
        signatures(form));
  }

  public static PolkaCertificate polka(CertificateForm form) {
    return PolkaCertificate.of(
        Fields.uint64(form.getHeight()),
        Fields.uint32(form.getRound()),
        Fields.hash(form.getValue()),
        signatures(form));
  }

  public static BlockProposal proposal(RoundProposalForm form) {
    long validRoundPlusOne = form.getValidRoundPlusOne();
    if (validRoundPlusOne < 0 || validRoundPlusOne > MAX_VALID_ROUND_PLUS_ONE) {
      throw new IllegalArgumentException(
          "found a valid round of "
              + Long.toUnsignedString(validRoundPlusOne - 1)
              + ", expected at most "
              + Integer.MAX_VALUE);
    }
    return new BlockProposal(
        Fields.uint64(form.getHeight()),
        Fields.uint32(form.getRound()),
        Fields.hash(form.getValue()),
        (int) (validRoundPlusOne - 1),
        Fields.key(form.getProposer()));
  }

  public static SignedProposal signedProposal(SignedProposalForm form) {
    return new SignedProposal(
        proposal(form.getProposal()),
        Fields.signature(form.getSignature()),
        form.hasPolka() ? Optional.of(polka(form.getPolka())) : Optional.empty());
  }

  public static ConsensusMessage.ProposalMessage proposalMessage(ProposalMessageForm form) {
    Optional<Bytes> body = form.getBodyList().stream().findFirst().map(Fields::bytes);
    return new ConsensusMessage.ProposalMessage(signedProposal(form.getProposal()), body);
  }

  public static ConsensusMessage.VoteMessage voteMessage(VoteMessageForm form) {
    return new ConsensusMessage.VoteMessage(signedVote(form.getVote()));
  }

  public static ConsensusMessage.PolkaMessage polkaMessage(PolkaMessageForm form) {
    return new ConsensusMessage.PolkaMessage(polka(form.getCertificate()));
  }

  public static ConsensusMessage.ValueRequest valueRequest(ValueRequestForm form) {
    return new ConsensusMessage.ValueRequest(
        Fields.uint64(form.getHeight()), Fields.hash(form.getValue()));
  }

  public static ConsensusMessage.ValueResponse valueResponse(ValueResponseForm form) {
    return new ConsensusMessage.ValueResponse(
        Fields.uint64(form.getHeight()),
        Fields.hash(form.getValue()),
        Fields.bytes(form.getBody()));
  }

  public static ConsensusMessage.HeightQuery heightQuery(HeightQueryForm form) {
    return new ConsensusMessage.HeightQuery(Fields.uint64(form.getHeight()));
  }

  public static ConsensusMessage.HeightAnswer heightAnswer(HeightAnswerForm form) {
    return new ConsensusMessage.HeightAnswer(
        Fields.uint64(form.getHeight()),
        form.getProposalsList().stream().map(ConsensusForms::signedProposal).toList(),
        form.getVotesList().stream().map(ConsensusForms::signedVote).toList(),
        form.getPolkasList().stream().map(ConsensusForms::polka).toList());
  }

  public static Evidence evidence(EvidenceForm form) {
    if (form.hasFirstVote()) {
      return new Evidence.DoubleVote(
          signedVote(form.getFirstVote()), signedVote(form.getSecondVote()));
    }
    if (form.hasDepartedChain()) {
      return new Evidence.DepartedSignature(
          CoreForms.chainId(form.getDepartedChain()),
          signedVote(form.getDepartedVote()),
          Fields.uint64(form.getLastHeight()));
    }
    return new Evidence.DoubleProposal(
        signedProposal(form.getFirstProposal()), signedProposal(form.getSecondProposal()));
  }

  private static List<VoteSignature> signatures(CertificateForm form) {
    return form.getSignaturesList().stream().map(ConsensusForms::voteSignature).toList();
  }
}
