package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;

/**
 * All validly signed votes that were on the wire at one height, whoever carried them. Contradicting
 * votes of one key are all kept, because each receiver may have counted another one.
 */
final class Heard {
  private final ChainId chain;
  private final SignatureVerifier verifier;
  private final SortedMap<Integer, Round> rounds = new TreeMap<>();

  private static final class Round {
    private final List<BlockProposal> proposals = new ArrayList<>();
    private final SortedSet<PublicKey> voters = new TreeSet<>();
    private final SortedSet<PublicKey> precommitters = new TreeSet<>();
    private final SortedMap<Hash, SortedSet<PublicKey>> prevotes = new TreeMap<>();
    private final List<Vote> known = new ArrayList<>();
  }

  Heard(ChainId chain, SignatureVerifier verifier) {
    this.chain = chain;
    this.verifier = verifier;
  }

  void add(SignedVote signed) {
    Vote vote = signed.vote();
    Round round = rounds.computeIfAbsent(vote.round(), r -> new Round());
    if (round.known.contains(vote)
        || !genuine(vote.validator(), vote.signingBytes(chain), signed.signature())) {
      return;
    }
    round.known.add(vote);
    round.voters.add(vote.validator());
    if (vote.type() == VoteType.PRECOMMIT) {
      round.precommitters.add(vote.validator());
    } else {
      vote.value()
          .ifPresent(
              v -> round.prevotes.computeIfAbsent(v, w -> new TreeSet<>()).add(vote.validator()));
    }
  }

  void add(SignedProposal signed) {
    BlockProposal proposal = signed.proposal();
    Round round = rounds.computeIfAbsent(proposal.round(), r -> new Round());
    if (!round.proposals.contains(proposal)
        && genuine(proposal.proposer(), proposal.signingBytes(chain), signed.signature())) {
      round.proposals.add(proposal);
    }
  }

  private boolean genuine(PublicKey key, Bytes bytes, Signature signature) {
    return verifier.verify(key, bytes, signature);
  }

  List<BlockProposal> proposals(int round) {
    return rounds.containsKey(round) ? rounds.get(round).proposals : List.of();
  }

  /** Validators that prevoted this value in this round. */
  SortedSet<PublicKey> prevoters(int round, Hash value) {
    return rounds.containsKey(round)
        ? rounds.get(round).prevotes.getOrDefault(value, Collections.emptySortedSet())
        : Collections.emptySortedSet();
  }

  /** Validators that precommitted a value or nil in this round. */
  SortedSet<PublicKey> precommitters(int round) {
    return rounds.containsKey(round)
        ? rounds.get(round).precommitters
        : Collections.emptySortedSet();
  }

  /** Validators that prevoted or precommitted in this round. */
  SortedSet<PublicKey> voters(int round) {
    return rounds.containsKey(round) ? rounds.get(round).voters : Collections.emptySortedSet();
  }
}
