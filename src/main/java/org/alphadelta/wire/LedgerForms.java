package org.alphadelta.wire;

import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.alphadelta.wire.proto.AccountForm;
import org.alphadelta.wire.proto.AttestReadinessForm;
import org.alphadelta.wire.proto.BlockForm;
import org.alphadelta.wire.proto.CastVoteForm;
import org.alphadelta.wire.proto.CertifiedBlockForm;
import org.alphadelta.wire.proto.SignedTransactionForm;
import org.alphadelta.wire.proto.TransactionForm;
import org.alphadelta.wire.proto.TransferPublicForm;

/** Generated messages to ledger values; to be called within a {@link Decoder} only. */
public final class LedgerForms {
  private LedgerForms() {}

  public static Transaction transaction(TransactionForm form) {
    return new Transaction(
        CoreForms.chainId(form.getChain()),
        Fields.key(form.getSender()),
        Fields.uint64(form.getSequence()),
        payload(form));
  }

  public static SignedTransaction signedTransaction(SignedTransactionForm form) {
    return new SignedTransaction(
        transaction(form.getTransaction()), Fields.signature(form.getSignature()));
  }

  public static Block block(BlockForm form) {
    return new Block(
        CoreForms.header(form.getHeader()),
        form.getTransactionsList().stream().map(LedgerForms::signedTransaction).toList());
  }

  public static CertifiedBlock certifiedBlock(CertifiedBlockForm form) {
    return new CertifiedBlock(block(form.getBlock()), ConsensusForms.commit(form.getCertificate()));
  }

  public static Account account(AccountForm form) {
    return new Account(Fields.uint64(form.getBalance()), Fields.uint64(form.getNextSequence()));
  }

  private static Payload payload(TransactionForm form) {
    return switch (form.getPayloadCase()) {
      case TRANSFER_PUBLIC -> transfer(form.getTransferPublic());
      case SUBMIT_PROPOSAL ->
          new Payload.SubmitProposal(GovernanceForms.terms(form.getSubmitProposal().getTerms()));
      case WITHDRAW_PROPOSAL ->
          new Payload.WithdrawProposal(Fields.hash(form.getWithdrawProposal().getProposal()));
      case CAST_VOTE -> vote(form.getCastVote());
      case ATTEST_READINESS -> readiness(form.getAttestReadiness());
      case PAYLOAD_NOT_SET ->
          throw new IllegalArgumentException("found a transaction without payload, expected one");
    };
  }

  private static Payload transfer(TransferPublicForm form) {
    return new Payload.TransferPublic(
        Fields.key(form.getRecipient()), Fields.uint64(form.getAmount()));
  }

  private static Payload vote(CastVoteForm form) {
    return new Payload.CastVote(
        Fields.hash(form.getProposal()), GovernanceForms.ballot(form.getBallot()));
  }

  private static Payload readiness(AttestReadinessForm form) {
    return new Payload.AttestReadiness(
        Fields.hash(form.getProposal()),
        Fields.hash(form.getAlpha()),
        Fields.hash(form.getDelta()));
  }
}
