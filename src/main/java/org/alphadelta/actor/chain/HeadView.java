package org.alphadelta.actor.chain;

import java.util.Optional;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.ChainState;
import org.alphadelta.ledger.TransactionPlace;

/** A view of a head and the store of its chain. */
interface HeadView extends LedgerView {
  ChainHead head();

  BlockStore store();

  @Override
  default long height() {
    return head().height();
  }

  @Override
  default Hash headHash() {
    return head().hash();
  }

  @Override
  default ChainState state() {
    return head().state();
  }

  @Override
  default Committee nextCommittee() {
    return head().committee();
  }

  @Override
  default Optional<CertifiedBlock> block(long height) {
    return height < 1 || height > head().height() ? Optional.empty() : store().block(height);
  }

  @Override
  default Optional<CertifiedBlock> block(Hash hash) {
    return store().block(hash);
  }

  @Override
  default Optional<Long> heightOf(Hash transaction) {
    return store().transaction(transaction).map(TransactionPlace::height);
  }

  @Override
  default Optional<Committee> committee(Hash hash) {
    return store().committee(hash);
  }
}
