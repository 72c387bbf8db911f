package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Signatures of a committee's members seen on the wire, by key and step; two with different content
 * for one step are a double signature. Safe for many threads.
 */
final class SignatureRegistry {
  /** A step that a key may sign once. */
  private record Slot(ChainKind kind, PublicKey key, Position position)
      implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::kind).thenComparing(Slot::key).thenComparing(Slot::position);

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  /** Counts so far. {@code seen} includes repetitions. */
  record Count(long seen, long votes, long proposals, long forged, List<String> doubles) {
    Count {
      doubles = List.copyOf(doubles);
    }
  }

  private final GenesisPairId pair;
  private final Committee committee;
  private final SignatureVerifier verifier;
  private final Map<Slot, OwnMessage> slots = new TreeMap<>();
  private final List<String> doubles = new ArrayList<>();
  private long seen;
  private long votes;
  private long proposals;
  private long forged;

  SignatureRegistry(GenesisPairId pair, Committee committee, SignatureVerifier verifier) {
    this.pair = pair;
    this.committee = committee;
    this.verifier = verifier;
  }

  /** Records all signatures in one message. */
  void record(ChainKind kind, ConsensusMessage message) {
    switch (message) {
      case ConsensusMessage.VoteMessage m -> vote(kind, m.vote());
      case ConsensusMessage.ProposalMessage m -> proposal(kind, m.proposal());
      case ConsensusMessage.PolkaMessage m -> polka(kind, m.certificate());
      case ConsensusMessage.HeightAnswer m -> {
        m.votes().forEach(v -> vote(kind, v));
        m.proposals().forEach(p -> proposal(kind, p));
        m.polkas().forEach(p -> polka(kind, p));
      }
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> {}
      case ConsensusMessage.HeightQuery m -> {}
    }
  }

  private void vote(ChainKind kind, SignedVote vote) {
    record(kind, new OwnMessage.OfVote(vote));
  }

  private void proposal(ChainKind kind, SignedProposal proposal) {
    record(kind, new OwnMessage.OfProposal(proposal.proposal(), proposal.signature()));
    proposal.polka().ifPresent(p -> polka(kind, p));
  }

  private void polka(ChainKind kind, PolkaCertificate polka) {
    polka
        .signatures()
        .forEach(s -> vote(kind, new SignedVote(polka.vote(s.validator()), s.signature())));
  }

  synchronized void record(ChainKind kind, OwnMessage message) {
    seen++;
    Slot slot = new Slot(kind, message.author(), message.position());
    Optional<OwnMessage> held = Optional.ofNullable(slots.get(slot));
    if (!committee.contains(message.author()) || held.filter(message::saysTheSameAs).isPresent()) {
      return;
    }
    if (!verifier.verify(
        message.author(), message.signingBytes(pair.chain(kind)), message.signature())) {
      forged++;
      return;
    }
    if (held.isPresent()) {
      doubles.add(
          kind
              + " "
              + message.position()
              + " of "
              + message.author().hex()
              + ": "
              + held.get()
              + " and "
              + message);
      return;
    }
    slots.put(slot, message);
    switch (message) {
      case OwnMessage.OfVote vote -> votes++;
      case OwnMessage.OfProposal proposal -> proposals++;
    }
  }

  synchronized Count count() {
    return new Count(seen, votes, proposals, forged, doubles);
  }

  /** The newest step of a chain for which a signature of this key was seen. */
  synchronized Position newest(ChainKind kind, PublicKey key) {
    return slots.keySet().stream()
        .filter(s -> s.kind() == kind && s.key().equals(key))
        .map(Slot::position)
        .max(Comparator.naturalOrder())
        .orElse(Position.NONE);
  }
}
