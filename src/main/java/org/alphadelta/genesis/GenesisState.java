package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.GenesisCommand.Decision;

/**
 * State of the stream {@code genesis}: the pair this node accepted per network and generation and
 * the event that did, its own attestations, and governors that attested twice, each once and up to
 * a limit. An accepted pair is never replaced: another one is a contradiction.
 */
public final class GenesisState {
  /** Most contradictions kept; an attestation is as long as its chunk lists. */
  static final int MAX_CONTRADICTIONS = 256;

  public static final GenesisState EMPTY =
      new GenesisState(new TreeMap<>(), new TreeMap<>(), List.of());

  private final SortedMap<Slot, GenesisEvent> believed;
  private final SortedMap<Slot, SignedAttestation> attested;
  private final List<DoubleAttestation> contradictions;

  private record Slot(NetworkId network, int generation) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::network).thenComparingInt(Slot::generation);

    static Slot of(GenesisPairId pair) {
      return new Slot(pair.network(), pair.generation());
    }

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  private GenesisState(
      SortedMap<Slot, GenesisEvent> believed,
      SortedMap<Slot, SignedAttestation> attested,
      List<DoubleAttestation> contradictions) {
    this.believed = believed;
    this.attested = attested;
    this.contradictions = List.copyOf(contradictions);
  }

  /** The event by which this node accepted the pair of a network and generation. */
  public Optional<GenesisEvent> believed(NetworkId network, int generation) {
    return Optional.ofNullable(believed.get(new Slot(network, generation)));
  }

  /** Whether this pair is the accepted one of its network and generation. */
  public boolean believes(GenesisPairId pair) {
    return believed(pair.network(), pair.generation())
        .filter(event -> event.pair().equals(pair))
        .isPresent();
  }

  /** This governor's attestation for a network and generation. */
  public Optional<SignedAttestation> attested(NetworkId network, int generation) {
    return Optional.ofNullable(attested.get(new Slot(network, generation)));
  }

  /** Double attestations, in the order in which they were found. */
  public List<DoubleAttestation> contradictions() {
    return contradictions;
  }

  public Decision decide(GenesisCommand command) {
    return switch (command) {
      case GenesisCommand.Import c ->
          believe(
              c.pair().id(),
              GenesisGenerator.check(c.pair(), c.pins()),
              new GenesisEvent.GenesisImported(c.pair().id()));
      case GenesisCommand.Accept c ->
          believe(
              c.pair().id(),
              checkAccepted(c),
              new GenesisEvent.GenesisAccepted(
                  c.pair().id(), c.pins().governors().size(), c.agreed().attestations()));
      case GenesisCommand.Attest c -> attest(c.attestation());
      case GenesisCommand.Accuse c -> new Decision.Decided(accuse(c.evidence()));
      case GenesisCommand.Quarantine c ->
          new Decision.Decided(List.of(new GenesisEvent.CacheQuarantined(c.pair(), c.reason())));
    };
  }

  public GenesisState after(GenesisEvent event) {
    Slot slot = Slot.of(event.pair());
    return switch (event) {
      case GenesisEvent.GenesisImported e ->
          new GenesisState(put(believed, slot, e), attested, contradictions);
      case GenesisEvent.GenesisAccepted e ->
          new GenesisState(put(believed, slot, e), attested, contradictions);
      case GenesisEvent.GenesisAttested e ->
          new GenesisState(believed, put(attested, slot, e.attestation()), contradictions);
      case GenesisEvent.AttestedTwice e -> {
        List<DoubleAttestation> more = new ArrayList<>(contradictions);
        more.add(e.evidence());
        yield new GenesisState(believed, attested, more);
      }
      case GenesisEvent.CacheQuarantined e -> this;
    };
  }

  private Decision believe(GenesisPairId pair, Optional<Rejection> broken, GenesisEvent event) {
    if (broken.isPresent()) {
      return new Decision.Refused(broken.get());
    }
    GenesisEvent before = believed.get(Slot.of(pair));
    if (before == null) {
      return new Decision.Decided(List.of(event));
    }
    return before.pair().equals(pair)
        ? new Decision.Decided(List.of())
        : new Decision.Refused(GenesisRejections.otherPairAccepted(pair, before.pair()));
  }

  private Decision attest(SignedAttestation signed) {
    GenesisPairId pair = signed.attestation().pair();
    SignedAttestation before = attested.get(Slot.of(pair));
    if (before == null) {
      return new Decision.Decided(List.of(new GenesisEvent.GenesisAttested(pair, signed)));
    }
    return before.attestation().equals(signed.attestation())
        ? new Decision.Decided(List.of())
        : new Decision.Refused(
            GenesisRejections.conflicting(new DoubleAttestation(before, signed)));
  }

  /** Once per governor and slot, whichever two attestations and in whichever order. */
  private List<GenesisEvent> accuse(List<DoubleAttestation> found) {
    List<GenesisEvent> events = new ArrayList<>();
    GenesisState state = this;
    for (DoubleAttestation one : found) {
      if (!state.accused(one) && state.contradictions.size() < MAX_CONTRADICTIONS) {
        GenesisEvent event = new GenesisEvent.AttestedTwice(one);
        events.add(event);
        state = state.after(event);
      }
    }
    return events;
  }

  private boolean accused(DoubleAttestation found) {
    return contradictions.stream()
        .anyMatch(
            known ->
                known.offender().equals(found.offender())
                    && DoubleAttestation.sameSlot(
                        known.first().attestation().pair(), found.first().attestation().pair()));
  }

  private static Optional<Rejection> checkAccepted(GenesisCommand.Accept c) {
    GenesisPair pair = c.pair();
    return GenesisGenerator.check(pair, c.pins())
        .or(() -> same(ChainKind.ALPHA, "hash", pair.id().alpha(), c.agreed().pair().alpha()))
        .or(() -> same(ChainKind.DELTA, "hash", pair.id().delta(), c.agreed().pair().delta()))
        .or(() -> same(ChainKind.ALPHA, "manifest", manifest(pair.alpha()), c.agreed().alpha()))
        .or(() -> same(ChainKind.DELTA, "manifest", manifest(pair.delta()), c.agreed().delta()));
  }

  private static Manifest manifest(Genesis genesis) {
    return Manifest.of(genesis.canonical());
  }

  private static Optional<Rejection> same(ChainKind kind, String field, Object is, Object wanted) {
    return Objects.equals(is, wanted)
        ? Optional.empty()
        : Optional.of(new GenesisDifference(kind, field, is.toString(), wanted.toString()));
  }

  private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
    SortedMap<K, V> copy = new TreeMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
