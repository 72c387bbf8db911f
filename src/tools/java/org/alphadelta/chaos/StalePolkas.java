package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.ledger.Block;

/**
 * The valid polkas of one height that a Byzantine validator could show, with its own prevote added:
 * most of them nobody else can assemble.
 */
final class StalePolkas {
  private final World world;
  private final ForgingSigner forger;
  private final SortedMap<Integer, SortedMap<Hash, SortedMap<PublicKey, Signature>>> prevotes =
      new TreeMap<>();
  private final SortedMap<Hash, Block> blocks = new TreeMap<>();
  private long height;

  /** A block and the polka that allows to propose it again. */
  record Stale(Block block, PolkaCertificate polka) {}

  StalePolkas(World world, ForgingSigner forger) {
    this.world = world;
    this.forger = forger;
  }

  void receive(ConsensusMessage message) {
    if (message instanceof ConsensusMessage.VoteMessage m) {
      keep(m.vote());
    } else if (message instanceof ConsensusMessage.ProposalMessage m) {
      enter(m.height());
      m.body().flatMap(world.cache::block).ifPresent(b -> blocks.put(b.hash(), b));
    }
  }

  /** Enters a later height whose committee the observer knows; forgets the one before. */
  private void enter(long next) {
    if (next > height && world.oracle.committee(next).isPresent()) {
      height = next;
      prevotes.clear();
      blocks.clear();
    }
  }

  private void keep(SignedVote signed) {
    Vote vote = signed.vote();
    if (vote.height() == height
        && vote.type() == VoteType.PREVOTE
        && vote.value().isPresent()
        && world.cache.verify(
            vote.validator(), vote.signingBytes(world.chain), signed.signature())) {
      prevotes
          .computeIfAbsent(vote.round(), r -> new TreeMap<>())
          .computeIfAbsent(vote.value().get(), v -> new TreeMap<>())
          .put(vote.validator(), signed.signature());
    }
  }

  /** The oldest polka before a round. */
  Optional<Stale> oldest(int before) {
    return prevotes.headMap(before).entrySet().stream()
        .flatMap(
            round ->
                round.getValue().entrySet().stream()
                    .flatMap(e -> stale(round.getKey(), e.getKey(), e.getValue()).stream()))
        .findFirst();
  }

  private Optional<Stale> stale(int round, Hash value, SortedMap<PublicKey, Signature> heard) {
    Committee committee = world.oracle.committee(height).orElse(Committee.EMPTY);
    SortedMap<PublicKey, Signature> signers = new TreeMap<>(heard);
    SignedVote mine = forger.vote(VoteType.PREVOTE, height, round, Optional.of(value)).vote();
    signers.put(mine.vote().validator(), mine.signature());
    List<VoteSignature> members = new ArrayList<>();
    signers.forEach(
        (key, signature) -> {
          if (committee.contains(key)) {
            members.add(new VoteSignature(key, signature));
          }
        });
    return Optional.ofNullable(blocks.get(value))
        .filter(b -> 3 * members.size() > 2 * committee.size())
        .map(b -> new Stale(b, PolkaCertificate.of(height, round, value, members)));
  }
}
