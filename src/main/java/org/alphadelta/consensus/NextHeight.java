package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Committee;

/**
 * Keeps unverified messages of the next height until this node gets there, bounded per peer (rule
 * 13). Messages of later heights are dropped.
 */
final class NextHeight {
  static final int MAX_PER_PEER = 64;
  static final int MAX_BODIES_PER_PEER = 1;

  private final SortedMap<String, List<EngineInput.Receive>> kept = new TreeMap<>();

  /** Only peers that proved to be members of the present committee may use this buffer. */
  void keep(EngineInput.Receive in, Committee committee) {
    if (in.peer().validator().filter(committee::contains).isEmpty()
        || !worthKeeping(in.message())) {
      return;
    }
    List<EngineInput.Receive> here = kept.computeIfAbsent(in.peer().name(), n -> new ArrayList<>());
    long bodies = here.stream().filter(NextHeight::hasBody).count();
    if (here.size() < MAX_PER_PEER && (!hasBody(in) || bodies < MAX_BODIES_PER_PEER)) {
      here.add(in);
    }
  }

  /** The messages of this height, in the order of peers and arrival; drops older ones. */
  List<EngineInput.Receive> take(long height) {
    List<EngineInput.Receive> taken = new ArrayList<>();
    kept.values().forEach(taken::addAll);
    kept.clear();
    taken.removeIf(in -> in.message().height() != height);
    return taken;
  }

  void forget(String peer) {
    kept.remove(peer);
  }

  private static boolean worthKeeping(ConsensusMessage message) {
    return switch (message) {
      case ConsensusMessage.ProposalMessage m -> true;
      case ConsensusMessage.VoteMessage m -> true;
      case ConsensusMessage.PolkaMessage m -> true;
      case ConsensusMessage.ValueRequest m -> false;
      case ConsensusMessage.ValueResponse m -> false;
      case ConsensusMessage.HeightQuery m -> false;
      case ConsensusMessage.HeightAnswer m -> false;
    };
  }

  private static boolean hasBody(EngineInput.Receive in) {
    return in.message() instanceof ConsensusMessage.ProposalMessage m && m.body().isPresent();
  }
}
