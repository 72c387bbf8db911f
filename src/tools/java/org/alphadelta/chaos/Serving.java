package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.ChainKind;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.wire.PeerMessage;

/** An honest node's answer to a request for blocks. */
final class Serving {
  private Serving() {}

  static PeerMessage blocks(BlockStore store, ChainKind kind, PeerMessage.BlocksRequest request) {
    List<CertifiedBlock> blocks = new ArrayList<>();
    for (long h = request.from(); h < request.from() + request.count(); h++) {
      store.block(h).ifPresent(blocks::add);
    }
    return PeerMessage.BlocksResponse.fitting(kind, blocks);
  }
}
