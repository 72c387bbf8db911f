package org.alphadelta.wire;

import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.wire.proto.BlocksRequestForm;
import org.alphadelta.wire.proto.BlocksResponseForm;
import org.alphadelta.wire.proto.ChainStatusForm;
import org.alphadelta.wire.proto.EnvelopeForm;
import org.alphadelta.wire.proto.GoodbyeForm;
import org.alphadelta.wire.proto.TransactionGossipForm;

/** The generated envelope to the message in it; to be called within a {@link Decoder} only. */
final class EnvelopeForms {
  private EnvelopeForms() {}

  static Envelope envelope(EnvelopeForm form) {
    return new Envelope(message(form));
  }

  private static WireMessage message(EnvelopeForm form) {
    return switch (form.getMessageCase()) {
      case HELLO -> HandshakeForms.hello(form.getHello());
      case PROOF -> HandshakeForms.proof(form.getProof());
      case WELCOME -> HandshakeForms.welcome(form.getWelcome());
      case REFUSAL -> HandshakeForms.refusal(form.getRefusal());
      case PROPOSAL, VOTE, POLKA, VALUE_REQUEST, VALUE_RESPONSE, HEIGHT_QUERY, HEIGHT_ANSWER ->
          agreement(form);
      case TRANSACTIONS -> transactions(form.getTransactions());
      case CHAIN_STATUS -> chainStatus(form.getChainStatus());
      case PING -> new PeerMessage.Ping(Fields.uint64(form.getPing().getNonce()));
      case PONG -> new PeerMessage.Pong(Fields.uint64(form.getPong().getNonce()));
      case BLOCKS_REQUEST -> blocksRequest(form.getBlocksRequest());
      case BLOCKS_RESPONSE -> blocksResponse(form.getBlocksResponse());
      case GOODBYE -> goodbye(form.getGoodbye());
      case ATTESTATIONS_REQUEST,
          ATTESTATIONS,
          GENESIS_CHUNK_REQUEST,
          GENESIS_CHUNK,
          PARAMETERS_REQUEST,
          PARAMETERS_RESPONSE,
          CERTIFICATES_REQUEST,
          CERTIFICATES,
          ENDPOINTS ->
          GenesisMessageForms.message(form);
      case MESSAGE_NOT_SET -> throw absent();
    };
  }

  private static PeerMessage agreement(EnvelopeForm form) {
    return switch (form.getMessageCase()) {
      case PROPOSAL ->
          frame(
              form.getProposal().getChain(),
              ConsensusForms.proposalMessage(form.getProposal().getMessage()));
      case VOTE ->
          frame(form.getVote().getChain(), ConsensusForms.voteMessage(form.getVote().getMessage()));
      case POLKA ->
          frame(
              form.getPolka().getChain(),
              ConsensusForms.polkaMessage(form.getPolka().getMessage()));
      case VALUE_REQUEST ->
          frame(
              form.getValueRequest().getChain(),
              ConsensusForms.valueRequest(form.getValueRequest().getMessage()));
      case VALUE_RESPONSE ->
          frame(
              form.getValueResponse().getChain(),
              ConsensusForms.valueResponse(form.getValueResponse().getMessage()));
      case HEIGHT_QUERY ->
          frame(
              form.getHeightQuery().getChain(),
              ConsensusForms.heightQuery(form.getHeightQuery().getMessage()));
      case HEIGHT_ANSWER ->
          frame(
              form.getHeightAnswer().getChain(),
              ConsensusForms.heightAnswer(form.getHeightAnswer().getMessage()));
      default -> throw absent();
    };
  }

  private static PeerMessage frame(int chain, ConsensusMessage message) {
    return new PeerMessage.ConsensusFrame(Fields.kind(chain), message);
  }

  private static PeerMessage transactions(TransactionGossipForm form) {
    return new PeerMessage.TransactionGossip(
        form.getTransactionsList().stream()
            .map(t -> Fields.nested(SignedTransaction.CODEC, t))
            .toList());
  }

  private static PeerMessage chainStatus(ChainStatusForm form) {
    return new PeerMessage.ChainStatus(
        Fields.kind(form.getChain()), Fields.uint64(form.getHeight()), Fields.hash(form.getHead()));
  }

  private static PeerMessage blocksRequest(BlocksRequestForm form) {
    return new PeerMessage.BlocksRequest(
        Fields.kind(form.getChain()),
        Fields.uint64(form.getFrom()),
        Fields.uint32(form.getCount()));
  }

  private static PeerMessage blocksResponse(BlocksResponseForm form) {
    return new PeerMessage.BlocksResponse(
        Fields.kind(form.getChain()),
        form.getBlocksList().stream().map(b -> Fields.nested(CertifiedBlock.CODEC, b)).toList());
  }

  private static PeerMessage goodbye(GoodbyeForm form) {
    return new PeerMessage.Goodbye(
        Fields.named(GoodbyeReason.ofNumber(form.getReason()), "reason", form.getReason()),
        form.getText());
  }

  static IllegalArgumentException absent() {
    return new IllegalArgumentException("found an envelope without message, expected one");
  }
}
