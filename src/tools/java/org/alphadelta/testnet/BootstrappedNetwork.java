package org.alphadelta.testnet;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Result of the bootstrap: six homes, and both genesis pairs by their hashes. */
record BootstrappedNetwork(Map<Validators, Participant> participants, Pair first, Pair second) {
  /** A genesis pair: hashes of both blocks, content ids of both parameter files. */
  record Pair(String alpha, String delta, String alphaParams, String deltaParams) {
    List<String> params() {
      return List.of(alphaParams, deltaParams);
    }
  }

  BootstrappedNetwork {
    participants = new EnumMap<>(participants);
  }

  Participant of(Validators validator) {
    Participant found = participants.get(validator);
    if (found == null) {
      throw new IllegalStateException(validator + " has no home");
    }
    return found;
  }

  List<Participant> of(Collection<Validators> some) {
    return some.stream().map(this::of).toList();
  }

  List<Participant> founders() {
    return of(Validators.founders());
  }

  List<Participant> leavers() {
    return of(Validators.leavers());
  }

  /** The addresses of a committee. */
  Set<String> committee(int generation) {
    Set<String> addresses = new TreeSet<>();
    participants.forEach(
        (validator, participant) -> {
          if (validator.role(generation).isPresent()) {
            addresses.add(participant.address());
          }
        });
    return addresses;
  }
}
