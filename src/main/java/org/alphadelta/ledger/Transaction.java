package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;
import org.alphadelta.core.Sha256;

/**
 * One sender's wish, bound to one chain and to the sender's next sequence number on it (from 0).
 */
public record Transaction(ChainId chain, PublicKey sender, long sequence, Payload payload)
    implements Canonical {
  public Transaction {
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence number is not negative, found " + sequence);
    }
  }

  /** Covers chain and content, not the signature. */
  public Hash id() {
    return Sha256.tagged("adn/transaction", canonical());
  }

  public Bytes signingBytes() {
    return Purpose.TRANSACTION.signingBytes(chain, canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, chain).bytes(2, sender.bytes()).uint(3, sequence);
    switch (payload) {
      case Payload.TransferPublic transfer -> out.message(4, transfer);
      case Payload.SubmitProposal submit -> out.message(5, submit);
      case Payload.WithdrawProposal withdraw -> out.message(6, withdraw);
      case Payload.CastVote vote -> out.message(7, vote);
      case Payload.AttestReadiness readiness -> out.message(8, readiness);
    }
  }
}
