package org.alphadelta.actor.genesis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.store.AttestationFile;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.Limits;

/**
 * The genesis pairs that a node serves, their bytes for chunks, and their attestations, which a
 * file of each pair stores too. An attestation is kept once, only for a held pair, from its
 * governors, and when it is valid. Of a governor's attestations of other pairs of the same
 * generation one is remembered, to prove a contradiction.
 */
final class AttestationPool {
  private record Held(
      GenesisPair pair,
      Bytes alpha,
      Bytes delta,
      SortedMap<PublicKey, SignedAttestation> attestations) {
    Bytes of(ChainKind kind) {
      return switch (kind) {
        case ALPHA -> alpha;
        case DELTA -> delta;
      };
    }
  }

  private final NodeEnvironment environment;
  private final Map<GenesisPairId, Held> pairs = new LinkedHashMap<>();
  private final List<SignedAttestation> early = new ArrayList<>();
  private final Map<GenesisPairId, SortedMap<PublicKey, SignedAttestation>> elsewhere =
      new LinkedHashMap<>();
  private List<DoubleAttestation> contradictions = List.of();

  AttestationPool(NodeEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Adds a pair. Returns the newly kept attestations, in order: from an earlier run, from {@code
   * attestations}, and those that waited for the pair.
   */
  List<SignedAttestation> hold(GenesisPair pair, List<SignedAttestation> attestations) {
    GenesisPairId id = pair.id();
    pairs.computeIfAbsent(
        id,
        key -> new Held(pair, pair.alpha().canonical(), pair.delta().canonical(), new TreeMap<>()));
    List<SignedAttestation> offered = new ArrayList<>(file(id).read());
    offered.addAll(attestations);
    early.stream().filter(w -> w.attestation().pair().equals(id)).forEach(offered::add);
    early.removeIf(w -> w.attestation().pair().equals(id));
    return offered.stream().filter(this::keep).toList();
  }

  /** Keeps an attestation; false when it is refused or known. */
  boolean keep(SignedAttestation attestation) {
    GenesisPairId id = attestation.attestation().pair();
    Held held = pairs.get(id);
    PublicKey governor = attestation.attestation().governor();
    if (held == null
        || held.attestations().containsKey(governor)
        || !held.pair().committee().keys(Role.GOVERNOR).contains(governor)
        || !attestation.verify(environment.verifier())) {
      return false;
    }
    held.attestations().put(governor, attestation);
    file(id).replace(List.copyOf(held.attestations().values()));
    return true;
  }

  /**
   * The double attestation that this one proves together with another that was seen, whether or not
   * it was kept; empty when its governor is known for one already.
   */
  Optional<DoubleAttestation> contradiction(SignedAttestation attestation) {
    Attestation said = attestation.attestation();
    if (accused(attestation)) {
      return Optional.empty();
    }
    for (Held held : pairs.values()) {
      GenesisPairId id = held.pair().id();
      if (DoubleAttestation.sameSlot(id, said.pair())
          && held.pair().committee().keys(Role.GOVERNOR).contains(said.governor())) {
        SortedMap<PublicKey, SignedAttestation> other =
            elsewhere.computeIfAbsent(id, key -> new TreeMap<>());
        for (SignedAttestation before : seen(held.attestations(), other, said.governor())) {
          if (!before.attestation().equals(said) && attestation.verify(environment.verifier())) {
            return Optional.of(new DoubleAttestation(before, attestation));
          }
        }
        if (!said.pair().equals(id)
            && !other.containsKey(said.governor())
            && attestation.verify(environment.verifier())) {
          other.put(said.governor(), attestation);
        }
      }
    }
    return Optional.empty();
  }

  private static List<SignedAttestation> seen(
      SortedMap<PublicKey, SignedAttestation> kept,
      SortedMap<PublicKey, SignedAttestation> other,
      PublicKey governor) {
    return Stream.of(kept, other).map(m -> m.get(governor)).filter(Objects::nonNull).toList();
  }

  /** Serves both attestations of each from now on; returns the new ones. */
  List<DoubleAttestation> contradicted(List<DoubleAttestation> all) {
    List<DoubleAttestation> fresh =
        all.stream().filter(found -> !contradictions.contains(found)).toList();
    contradictions = List.copyOf(all);
    return fresh;
  }

  private boolean accused(SignedAttestation attestation) {
    Attestation said = attestation.attestation();
    return contradictions.stream()
        .anyMatch(
            c ->
                c.offender().equals(said.governor())
                    && DoubleAttestation.sameSlot(c.first().attestation().pair(), said.pair()));
  }

  /**
   * Like {@link #keep}, but an attestation of an unknown pair waits for it, because an upgrade
   * attests its new pair before that runs here.
   */
  boolean keepOrWait(SignedAttestation attestation) {
    if (pairs.containsKey(attestation.attestation().pair())) {
      return keep(attestation);
    }
    if (early.size() < Limits.MAX_ATTESTATIONS) {
      early.add(attestation);
    }
    return false;
  }

  Set<GenesisPairId> ids() {
    return pairs.keySet();
  }

  /** The pair whose Alpha genesis has this hash. */
  Optional<GenesisPair> ofAlpha(Hash genesis) {
    return pairs.values().stream()
        .map(Held::pair)
        .filter(p -> p.alpha().hash().equals(genesis))
        .findFirst();
  }

  /**
   * The attestations of held pairs, and both of each governor that attested twice, so that a joiner
   * can see that it counts for neither.
   */
  List<SignedAttestation> attestations(NetworkId network, int generation) {
    Stream<SignedAttestation> kept =
        pairs.values().stream()
            .map(held -> held.attestations().values())
            .flatMap(Collection::stream);
    Stream<SignedAttestation> twice =
        contradictions.stream().flatMap(c -> Stream.of(c.first(), c.second()));
    return Stream.concat(kept, twice)
        .filter(w -> w.attestation().pair().network() == network)
        .filter(w -> w.attestation().pair().generation() == generation)
        .distinct()
        .toList();
  }

  /** The requested chunk; empty for a pair that is not held, and beyond its end. */
  GenesisMessage.GenesisChunk chunk(GenesisMessage.GenesisChunkRequest ask) {
    Bytes content =
        Optional.ofNullable(pairs.get(ask.pair()))
            .map(held -> held.of(ask.chain()))
            .orElse(Bytes.EMPTY);
    int from = Math.min(content.length(), ask.index() * Manifest.CHUNK_BYTES);
    int to = Math.min(content.length(), from + Manifest.CHUNK_BYTES);
    return new GenesisMessage.GenesisChunk(
        ask.pair().alpha(), ask.chain(), ask.index(), content.slice(from, to));
  }

  Optional<ServedGenesis> served(GenesisPairId id, List<UpgradeCertificate> certificates) {
    return Optional.ofNullable(pairs.get(id))
        .map(
            held ->
                new ServedGenesis(
                    held.pair(),
                    held.attestations().values().stream().filter(w -> !accused(w)).toList(),
                    certificates));
  }

  private AttestationFile file(GenesisPairId id) {
    return new AttestationFile(environment.disk(), environment.home(), id);
  }
}
