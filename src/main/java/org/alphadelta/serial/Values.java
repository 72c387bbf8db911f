package org.alphadelta.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.Payload;
import org.alphadelta.wire.CoreDecoders;

/**
 * Values that several messages carry, as parts and back; what cannot be is refused with {@link
 * IllegalArgumentException}.
 */
final class Values {
  private Values() {}

  static Hash hash(Parts parts) {
    return new Hash(parts.next());
  }

  static PublicKey key(Parts parts) {
    return new PublicKey(parts.next());
  }

  static Bytes of(Cid cid) {
    return cid.digest().bytes();
  }

  static Cid cid(Parts parts) {
    return new Cid(hash(parts));
  }

  static GenesisPairId pair(Parts parts) {
    return CoreDecoders.PAIR_ID.decode(parts.next()).orThrow();
  }

  static Optional<GenesisPairId> optionalPair(Parts parts) {
    return parts.optional().map(bytes -> CoreDecoders.PAIR_ID.decode(bytes).orThrow());
  }

  static Bytes of(ChainKind kind) {
    return Parts.of(kind.number());
  }

  static ChainKind kind(Parts parts) {
    long number = parts.number();
    return ChainKind.ofNumber(number).orElseThrow(() -> unknown("chain kind", number));
  }

  static Bytes of(Ballot ballot) {
    return Parts.of(ballot.number());
  }

  static Ballot ballot(Parts parts) {
    long number = parts.number();
    return Ballot.ofNumber(number).orElseThrow(() -> unknown("ballot", number));
  }

  /** One part: the payload's kind and its fields. */
  static Bytes of(Payload payload) {
    return Parts.nest(
        switch (payload) {
          case Payload.TransferPublic p ->
              List.of(Parts.of(1L), p.recipient().bytes(), Parts.of(p.amount()));
          case Payload.SubmitProposal p -> List.of(Parts.of(2L), p.terms().canonical());
          case Payload.WithdrawProposal p -> List.of(Parts.of(3L), p.proposal().bytes());
          case Payload.CastVote p -> List.of(Parts.of(4L), p.proposal().bytes(), of(p.ballot()));
          case Payload.AttestReadiness p ->
              List.of(Parts.of(5L), p.proposal().bytes(), p.alpha().bytes(), p.delta().bytes());
        });
  }

  static Payload payload(Parts outer) {
    return outer.nested(Values::payloadFields);
  }

  private static Payload payloadFields(Parts parts) {
    long kind = parts.number();
    if (kind == 1) {
      return new Payload.TransferPublic(key(parts), parts.number());
    } else if (kind == 2) {
      return new Payload.SubmitProposal(ProposalTerms.CODEC.decode(parts.next()).orThrow());
    } else if (kind == 3) {
      return new Payload.WithdrawProposal(hash(parts));
    } else if (kind == 4) {
      return new Payload.CastVote(hash(parts), ballot(parts));
    } else if (kind == 5) {
      return new Payload.AttestReadiness(hash(parts), hash(parts), hash(parts));
    }
    throw unknown("payload", kind);
  }

  /** One part, however many entries: a map of a long life must not run into the limit of parts. */
  static <K, V> Bytes of(SortedMap<K, V> map, Function<Map.Entry<K, V>, List<Bytes>> entry) {
    List<Bytes> all = new ArrayList<>();
    map.entrySet().forEach(e -> all.addAll(entry.apply(e)));
    return Parts.nest(all);
  }

  /**
   * A map that {@link #of(SortedMap, Function)} wrote; each entry is read as its key, then its
   * value.
   */
  static <K extends Comparable<K>, V> SortedMap<K, V> map(
      Parts outer, Function<Parts, K> key, Function<Parts, V> value) {
    return outer.nested(
        parts -> {
          SortedMap<K, V> map = new TreeMap<>();
          while (parts.more()) {
            K at = key.apply(parts);
            if (map.put(at, value.apply(parts)) != null) {
              throw new IllegalArgumentException("a map names " + at + " twice");
            }
          }
          return map;
        });
  }

  /** Lists of parts, one behind the other. */
  @SafeVarargs
  static List<Bytes> join(List<Bytes>... lists) {
    List<Bytes> all = new ArrayList<>();
    for (List<Bytes> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static IllegalArgumentException unknown(String what, long number) {
    return new IllegalArgumentException("no " + what + " has number " + number);
  }
}
