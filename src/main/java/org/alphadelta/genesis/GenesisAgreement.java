package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Counts attestations of a genesis. The pinned governors are the denominator, whoever sends the
 * attestations; each governor counts once, with its first attestation, and not at all once it has
 * signed two different ones.
 */
public final class GenesisAgreement {
  private final Pins pins;
  private final SortedMap<PublicKey, SignedAttestation> first;
  private final SortedMap<PublicKey, DoubleAttestation> conflicts;

  private GenesisAgreement(
      Pins pins,
      SortedMap<PublicKey, SignedAttestation> first,
      SortedMap<PublicKey, DoubleAttestation> conflicts) {
    this.pins = pins;
    this.first = first;
    this.conflicts = conflicts;
  }

  public static GenesisAgreement of(Pins pins) {
    return new GenesisAgreement(pins, new TreeMap<>(), new TreeMap<>());
  }

  /** A count in which these governors, who have attested twice, never count. */
  public static GenesisAgreement of(Pins pins, List<DoubleAttestation> known) {
    SortedMap<PublicKey, SignedAttestation> first = new TreeMap<>();
    SortedMap<PublicKey, DoubleAttestation> conflicts = new TreeMap<>();
    for (DoubleAttestation one : known) {
      GenesisPairId pair = one.first().attestation().pair();
      if (pair.network() == pins.network()
          && pair.generation() == pins.generation()
          && pins.governors().contains(one.offender())) {
        first.put(one.offender(), one.first());
        conflicts.put(one.offender(), one);
      }
    }
    return new GenesisAgreement(pins, first, conflicts);
  }

  /**
   * Result of counting one more attestation: the agreement with it; why it does not count, if so;
   * and the proof, if it contradicts an earlier one of its governor.
   */
  public record Heard(
      GenesisAgreement agreement,
      Optional<Rejection> rejection,
      Optional<DoubleAttestation> evidence) {}

  /** State of the agreement. */
  public sealed interface Result {
    /** One pair satisfies the 67 % rule; the manifests tell what to download. */
    record Agreed(
        GenesisPairId pair, Manifest alpha, Manifest delta, List<SignedAttestation> attestations)
        implements Result {
      public Agreed {
        attestations = List.copyOf(attestations);
      }
    }

    /**
     * Too few. {@code have} counts the most attested answer; {@code answers} lists all, with their
     * governors.
     */
    @SuppressWarnings("JavaLangClash")
    record Short(long have, long needed, List<Answer> answers) implements Result {
      public Short {
        answers = List.copyOf(answers);
      }

      /** "4 of 5 needed". */
      public String words() {
        return have + " of " + needed + " needed";
      }
    }

    /** No answer can satisfy the rule any more, whatever the remaining governors attest. */
    record Disputed(long have, long needed, List<Answer> answers) implements Result {
      public Disputed {
        answers = List.copyOf(answers);
      }
    }
  }

  /** One answer and the governors that attest it. */
  public record Answer(
      GenesisPairId pair, Manifest alpha, Manifest delta, List<SignedAttestation> by) {
    public Answer {
      by = List.copyOf(by);
    }

    public List<PublicKey> governors() {
      return by.stream().map(a -> a.attestation().governor()).toList();
    }
  }

  /** Checks membership before the signature, so that attestations of unpinned keys cost nothing. */
  public Heard with(SignedAttestation signed, SignatureVerifier verifier) {
    Attestation attestation = signed.attestation();
    if (!pins.governors().contains(attestation.governor())) {
      return refused(GenesisRejections.notAGovernor(attestation.governor()));
    }
    GenesisPairId pair = attestation.pair();
    if (pair.network() != pins.network() || pair.generation() != pins.generation()) {
      return refused(
          GenesisRejections.wrongNetwork(
              pair.network(), pair.generation(), pins.network(), pins.generation()));
    }
    SignedAttestation before = first.get(attestation.governor());
    if (before != null && before.attestation().equals(attestation)) {
      return new Heard(this, Optional.empty(), Optional.empty());
    }
    if (!signed.verify(verifier)) {
      return refused(GenesisRejections.badSignature(attestation.governor()));
    }
    if (before == null) {
      return new Heard(
          new GenesisAgreement(pins, put(first, attestation.governor(), signed), conflicts),
          Optional.empty(),
          Optional.empty());
    }
    DoubleAttestation conflict = new DoubleAttestation(before, signed);
    SortedMap<PublicKey, DoubleAttestation> kept = new TreeMap<>(conflicts);
    kept.putIfAbsent(attestation.governor(), conflict);
    return new Heard(
        new GenesisAgreement(pins, first, kept),
        Optional.of(GenesisRejections.conflicting(conflict)),
        Optional.of(conflict));
  }

  /** This agreement with all of these attestations that count. */
  public GenesisAgreement withAll(
      List<SignedAttestation> attestations, SignatureVerifier verifier) {
    GenesisAgreement counting = this;
    for (SignedAttestation attestation : attestations) {
      counting = counting.with(attestation, verifier).agreement();
    }
    return counting;
  }

  public Pins pins() {
    return pins;
  }

  /** Governors that attested twice, with the proof; they no longer count. */
  public SortedMap<PublicKey, DoubleAttestation> conflicts() {
    return Collections.unmodifiableSortedMap(conflicts);
  }

  /** Every attestation that counts, by governor key, for storing and gossip. */
  public List<SignedAttestation> counted() {
    return first.entrySet().stream()
        .filter(e -> !conflicts.containsKey(e.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  public Result result() {
    List<Answer> answers = answers();
    long total = pins.governors().size();
    long have = 0;
    for (Answer answer : answers) {
      if (Quorum.governance(answer.by().size(), total)) {
        return new Result.Agreed(answer.pair(), answer.alpha(), answer.delta(), answer.by());
      }
      have = Math.max(have, answer.by().size());
    }
    long silent = total - first.size();
    return have + silent >= pins.needed()
        ? new Result.Short(have, pins.needed(), answers)
        : new Result.Disputed(have, pins.needed(), answers);
  }

  /** The different answers, most attested first; manifests are part of an answer. */
  private List<Answer> answers() {
    SortedMap<Bytes, List<SignedAttestation>> groups = new TreeMap<>();
    for (SignedAttestation one : counted()) {
      groups.computeIfAbsent(answerBytes(one.attestation()), key -> new ArrayList<>()).add(one);
    }
    return groups.values().stream()
        .map(
            by -> {
              Attestation attestation = by.get(0).attestation();
              return new Answer(attestation.pair(), attestation.alpha(), attestation.delta(), by);
            })
        .sorted((a, b) -> Integer.compare(b.by().size(), a.by().size()))
        .toList();
  }

  private static Bytes answerBytes(Attestation attestation) {
    return new CanonicalWriter()
        .message(1, attestation.pair())
        .message(2, attestation.alpha())
        .message(3, attestation.delta())
        .toBytes();
  }

  private Heard refused(Rejection rejection) {
    return new Heard(this, Optional.of(rejection), Optional.empty());
  }

  private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
    SortedMap<K, V> copy = new TreeMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
