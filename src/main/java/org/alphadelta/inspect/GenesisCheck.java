package org.alphadelta.inspect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.journal.JournalRecord;

/**
 * Checks stream {@code genesis}: one pair per network and generation, accepted on the attestations
 * of enough distinct governors, none of whom was known to have attested two pairs; attested once;
 * each double attestation verifies and is recorded once. The journal tells how many governors were
 * pinned, not which.
 */
final class GenesisCheck implements MeaningCheck {
  private final SignatureVerifier verifier;
  private final Map<String, GenesisPairId> pairs = new TreeMap<>();
  private final Map<String, GenesisPairId> attested = new TreeMap<>();
  private final Set<String> offenders = new TreeSet<>();

  GenesisCheck(SignatureVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public void see(JournalRecord record, Canonical event, Consumer<String> wrong) {
    if (event instanceof GenesisEvent genesis) {
      switch (genesis) {
        case GenesisEvent.GenesisImported e -> one(pairs, e.pair(), wrong);
        case GenesisEvent.GenesisAccepted e -> {
          one(pairs, e.pair(), wrong);
          accepted(e, wrong);
        }
        case GenesisEvent.GenesisAttested e -> {
          one(attested, e.pair(), wrong);
          signed(e.attestation(), e.pair(), wrong);
        }
        case GenesisEvent.AttestedTwice e -> twice(e, wrong);
        case GenesisEvent.CacheQuarantined e -> {}
      }
    }
  }

  private void accepted(GenesisEvent.GenesisAccepted event, Consumer<String> wrong) {
    Set<PublicKey> governors = new TreeSet<>();
    for (SignedAttestation attestation : event.attestations()) {
      PublicKey governor = attestation.attestation().governor();
      governors.add(governor);
      if (offenders.contains(offence(governor, event.pair()))) {
        wrong.accept("accepted on the word of " + governor + ", which had contradicted itself");
      }
      signed(attestation, event.pair(), wrong);
    }
    if (!Quorum.governance(governors.size(), event.pinned())) {
      wrong.accept(
          "accepted on the word of " + governors.size() + " of " + event.pinned() + " governors");
    }
  }

  private void twice(GenesisEvent.AttestedTwice event, Consumer<String> wrong) {
    if (!event.evidence().proves(verifier)) {
      wrong.accept("evidence of two attestations that do not contradict each other");
    }
    if (!offenders.add(offence(event.evidence().offender(), event.pair()))) {
      wrong.accept("a second contradiction of " + event.evidence().offender());
    }
  }

  private static String offence(PublicKey governor, GenesisPairId pair) {
    return governor + " " + pair.network() + " " + pair.generation();
  }

  private void signed(SignedAttestation attestation, GenesisPairId pair, Consumer<String> wrong) {
    if (!attestation.attestation().pair().equals(pair)) {
      wrong.accept("an attestation of " + attestation.attestation().pair() + ", expected " + pair);
    }
    if (!attestation.verify(verifier)) {
      wrong.accept(
          "an attestation of " + attestation.attestation().governor() + " with a wrong signature");
    }
  }

  private static void one(
      Map<String, GenesisPairId> seen, GenesisPairId pair, Consumer<String> wrong) {
    GenesisPairId before = seen.putIfAbsent(pair.network() + " " + pair.generation(), pair);
    if (before != null && !before.equals(pair)) {
      wrong.accept(
          "a second genesis of "
              + pair.network()
              + " generation "
              + pair.generation()
              + ": "
              + pair);
    }
  }
}
