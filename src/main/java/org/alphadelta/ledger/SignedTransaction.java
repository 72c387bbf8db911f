package org.alphadelta.ledger;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/** A transaction and the signature its sender is said to have made. */
public record SignedTransaction(Transaction transaction, Signature signature) implements Canonical {
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
  public void writeTo(CanonicalWriter out) {
    out.message(1, transaction).bytes(2, signature.bytes());
  }
}
