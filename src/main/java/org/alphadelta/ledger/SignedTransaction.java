package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/** A transaction with its sender's signature, not verified yet. */
public record SignedTransaction(Transaction transaction, Signature signature) implements Canonical {
  public static final Codec<SignedTransaction> CODEC =
      Codec.of(
          "signed transaction",
          BlockLimits.MAX_TRANSACTION_BYTES,
          Field.of(
              1,
              "transaction",
              FieldType.message(Transaction.CODEC),
              SignedTransaction::transaction),
          Field.of(2, "signature", FieldType.SIGNATURE, SignedTransaction::signature),
          SignedTransaction::new);

  public static SignedTransaction sign(Transaction transaction, Signer signer) {
    return new SignedTransaction(transaction, signer.sign(transaction.signingBytes()));
  }

  public Hash id() {
    return transaction.id();
  }

  public boolean verify(SignatureVerifier verifier) {
    return verifier.verify(transaction.sender(), transaction.signingBytes(), signature);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
