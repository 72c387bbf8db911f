package org.alphadelta.wire;

import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.alphadelta.wire.proto.AccountForm;
import org.alphadelta.wire.proto.BlockForm;
import org.alphadelta.wire.proto.CertifiedBlockForm;
import org.alphadelta.wire.proto.SignedTransactionForm;
import org.alphadelta.wire.proto.TransactionForm;

/**
 * The decoders of ledger values, each with its cap. They do not know whether what a value claims is
 * true.
 */
public final class LedgerDecoders {
  public static final Decoder<Transaction> TRANSACTION =
      Decoder.of(
          "transaction",
          Limits.TRANSACTION_BYTES,
          TransactionForm.getDescriptor(),
          TransactionForm.parser(),
          LedgerForms::transaction);

  public static final Decoder<SignedTransaction> SIGNED_TRANSACTION =
      Decoder.of(
          "signed transaction",
          Limits.TRANSACTION_BYTES,
          SignedTransactionForm.getDescriptor(),
          SignedTransactionForm.parser(),
          LedgerForms::signedTransaction);

  public static final Decoder<Block> BLOCK =
      Decoder.of(
          "block",
          Limits.BLOCK_BYTES,
          BlockForm.getDescriptor(),
          BlockForm.parser(),
          LedgerForms::block);

  public static final Decoder<CertifiedBlock> CERTIFIED_BLOCK =
      Decoder.of(
          "certified block",
          Limits.CERTIFIED_BLOCK_BYTES,
          CertifiedBlockForm.getDescriptor(),
          CertifiedBlockForm.parser(),
          LedgerForms::certifiedBlock);

  public static final Decoder<Account> ACCOUNT =
      Decoder.of(
          "account",
          Limits.SMALL_BYTES,
          AccountForm.getDescriptor(),
          AccountForm.parser(),
          LedgerForms::account);

  private LedgerDecoders() {}
}
