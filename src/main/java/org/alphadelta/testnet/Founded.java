package org.alphadelta.testnet;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What founding made: six homes, and both genesis pairs by their hashes. */
record Founded(Map<Cast, Participant> participants, Pair first, Pair second) {
  /** A genesis pair: hashes of both blocks, content ids of both parameter files. */
  record Pair(String alpha, String delta, String alphaParams, String deltaParams) {
    List<String> params() {
      return List.of(alphaParams, deltaParams);
    }
  }

  Founded {
    participants = new EnumMap<>(participants);
  }

  Participant of(Cast cast) {
    Participant found = participants.get(cast);
    if (found == null) {
      throw new IllegalStateException(cast + " has no home");
    }
    return found;
  }

  List<Participant> of(Collection<Cast> some) {
    return some.stream().map(this::of).toList();
  }

  List<Participant> founders() {
    return of(Cast.founders());
  }

  List<Participant> leavers() {
    return of(Cast.leavers());
  }

  /** The addresses of a committee. */
  Set<String> committee(int generation) {
    Set<String> addresses = new TreeSet<>();
    participants.forEach(
        (cast, participant) -> {
          if (cast.role(generation).isPresent()) {
            addresses.add(participant.address());
          }
        });
    return addresses;
  }
}
