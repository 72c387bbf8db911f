package org.alphadelta.consensus;

import java.util.List;
import org.alphadelta.core.Hash;

/** What an engine said in its last step, picked out for storyboards. */
final class Said {
  private Said() {}

  static List<String> refusals(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.PeerRefused)
        .map(e -> ((Effect.PeerRefused) e).reason().code())
        .toList();
  }

  static List<Hash> decisions(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.Decided)
        .map(e -> ((Effect.Decided) e).value())
        .toList();
  }

  static ConsensusMessage.HeightAnswer answer(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.Send)
        .map(e -> ((Effect.Send) e).message())
        .filter(m -> m instanceof ConsensusMessage.HeightAnswer)
        .map(m -> (ConsensusMessage.HeightAnswer) m)
        .findFirst()
        .orElseThrow();
  }
}
