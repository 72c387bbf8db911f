package org.alphadelta.ledger;

import java.util.Optional;
import java.util.function.Consumer;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;

/** A header's fields, to be changed one at a time. */
public final class Headers {
  public ChainId chain;
  public long height;
  public long timeMillis;
  public Hash previous;
  public Hash transactionRoot;
  public Hash stateRoot;
  public Hash committee;
  public Hash nextCommittee;
  public PublicKey proposer;
  public Optional<Hash> upgrade;
  public Optional<Anchor> anchor;

  private Headers(Header h) {
    chain = h.chain();
    height = h.height();
    timeMillis = h.timeMillis();
    previous = h.previous();
    transactionRoot = h.transactionRoot();
    stateRoot = h.stateRoot();
    committee = h.committee();
    nextCommittee = h.nextCommittee();
    proposer = h.proposer();
    upgrade = h.upgrade();
    anchor = h.anchor();
  }

  public static Header edit(Header header, Consumer<Headers> change) {
    Headers h = new Headers(header);
    change.accept(h);
    return new Header(
        h.chain,
        h.height,
        h.timeMillis,
        h.previous,
        h.transactionRoot,
        h.stateRoot,
        h.committee,
        h.nextCommittee,
        h.proposer,
        h.upgrade,
        h.anchor);
  }

  static Block edit(Block block, Consumer<Headers> change) {
    return new Block(edit(block.header(), change), block.transactions());
  }
}
