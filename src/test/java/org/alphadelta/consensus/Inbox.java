package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.alphadelta.core.Committee;

/**
 * What lay in a validator's inbox before it started a height: the projected trace counts the
 * deliveries and does not name them. The specification's first input is a function of those votes,
 * so they are chosen to explain it: all in the order of sending where that does, otherwise whole
 * groups of one round and type.
 */
record Inbox(Committee committee, List<SignedVote> possible, int deliveries) {
  /** More groups than this are not tried: two to this many choices. */
  private static final int MAX_GROUPS = 12;

  List<SignedVote> before(JsonNode first) {
    List<SignedVote> sent = possible.subList(0, Math.min(possible.size(), deliveries));
    if (explains(sent, first)) {
      return sent;
    }
    List<List<SignedVote>> groups = groups();
    List<SignedVote> best = sent;
    int most = -1;
    for (int choice = 0; choice < 1 << Math.min(groups.size(), MAX_GROUPS); choice++) {
      List<SignedVote> votes = new ArrayList<>();
      for (int i = 0; i < Math.min(groups.size(), MAX_GROUPS); i++) {
        if ((choice >> i & 1) == 1) {
          votes.addAll(groups.get(i));
        }
      }
      if (votes.size() <= deliveries && votes.size() > most && explains(votes, first)) {
        best = votes;
        most = votes.size();
      }
    }
    return best;
  }

  private List<List<SignedVote>> groups() {
    TreeMap<Integer, List<SignedVote>> groups = new TreeMap<>();
    for (SignedVote vote : possible) {
      int key = 2 * vote.vote().round() + vote.vote().type().ordinal();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(vote);
    }
    return List.copyOf(groups.values());
  }

  /**
   * Theirs starts with a decision if a quorum of precommits is there, else in the last round with a
   * quorum of any votes, else in round 0.
   */
  private boolean explains(List<SignedVote> votes, JsonNode first) {
    VoteKeeper keeper = VoteKeeper.of(committee);
    for (SignedVote vote : votes) {
      keeper = keeper.add(vote, Optional.of(Integer.MAX_VALUE)).keeper();
    }
    JsonNode input = Itf.value(first);
    if (Itf.tag(input).equals("ProposalAndCommitAndValidCInput")) {
      JsonNode committed = Itf.value(input);
      return keeper.quorum(
          VoteType.PRECOMMIT,
          Itf.number(Itf.part(committed, 0)),
          Optional.of(Itf.id(Itf.part(committed, 1).asText())));
    }
    int round = keeper.rounds().isEmpty() ? 0 : keeper.rounds().getLast();
    boolean quorum =
        keeper.quorumAny(VoteType.PREVOTE, round) || keeper.quorumAny(VoteType.PRECOMMIT, round);
    return (quorum ? round : 0)
        == (Itf.tag(first).equals("StartDInput") ? 0 : Itf.number(Itf.value(input)));
  }
}
