package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.core.PublicKey;

/**
 * When each validator last signed a block, by the certificates this node stores. Another node may
 * store other signers, so this is a hint for people, not a fact of the chain.
 */
final class LastSeen {
  /** How many blocks back "lately" reaches. */
  static final int LATELY = 20;

  private LastSeen() {}

  static Map<PublicKey, Long> of(LedgerView view) {
    Map<PublicKey, Long> seen = new TreeMap<>();
    long oldest = Math.max(1, view.height() - LATELY + 1);
    for (long at = view.height(); at >= oldest; at--) {
      long height = at;
      view.block(height)
          .ifPresent(
              block -> {
                for (VoteSignature signature : block.certificate().signatures()) {
                  seen.putIfAbsent(signature.validator(), height);
                }
              });
    }
    return seen;
  }

  static JsonNode json(Map<PublicKey, Long> seen, PublicKey key) {
    return Json.optional(Optional.ofNullable(seen.get(key)), Json::number);
  }
}
