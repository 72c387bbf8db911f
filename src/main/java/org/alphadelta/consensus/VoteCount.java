package org.alphadelta.consensus;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * The votes of one type in one round: the first of each validator, and the weight per value or nil.
 */
record VoteCount(
    SortedMap<PublicKey, SignedVote> votes, SortedMap<Hash, Long> values, long nil, long total) {
  static final VoteCount EMPTY =
      new VoteCount(Collections.emptySortedMap(), Collections.emptySortedMap(), 0, 0);

  VoteCount with(SignedVote vote, long weight) {
    SortedMap<PublicKey, SignedVote> more = new TreeMap<>(votes);
    more.putIfAbsent(vote.vote().validator(), vote);
    Optional<Hash> value = vote.vote().value();
    SortedMap<Hash, Long> heavier = values;
    if (value.isPresent()) {
      heavier = new TreeMap<>(values);
      heavier.merge(value.get(), weight, Long::sum);
    }
    return new VoteCount(more, heavier, value.isPresent() ? nil : nil + weight, total + weight);
  }

  VoteCount without(PublicKey validator, long weight) {
    SignedVote gone = votes.get(validator);
    if (gone == null) {
      return this;
    }
    SortedMap<PublicKey, SignedVote> fewer = new TreeMap<>(votes);
    fewer.remove(validator);
    Optional<Hash> value = gone.vote().value();
    SortedMap<Hash, Long> lighter = new TreeMap<>(values);
    value.ifPresent(v -> lighter.computeIfPresent(v, (k, w) -> w > weight ? w - weight : null));
    return new VoteCount(fewer, lighter, value.isPresent() ? nil : nil - weight, total - weight);
  }

  long weight(Optional<Hash> value) {
    return value.map(v -> values.getOrDefault(v, 0L)).orElse(nil);
  }

  Optional<SignedVote> of(PublicKey validator) {
    return Optional.ofNullable(votes.get(validator));
  }

  List<SignedVote> forValue(Hash value) {
    return votes.values().stream()
        .filter(v -> v.vote().value().filter(value::equals).isPresent())
        .toList();
  }
}
