package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Watches a run from outside: it sees messages on the wire and records on disks, never a node's
 * mind. It checks what must always hold and remembers what did not.
 */
final class Observer {
  private final ChainLife life;
  private final SortedSet<PublicKey> honest;
  private final SignatureVerifier verifier;
  private final SortedMap<Long, Hash> blocks = new TreeMap<>();
  private final SortedMap<PublicKey, SortedMap<Position, Bytes>> signed = new TreeMap<>();
  private final SortedMap<Integer, Long> heights = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final SortedMap<Long, SimValue> values = new TreeMap<>();
  private final SortedMap<PublicKey, Long> marks = new TreeMap<>();
  private int doubleSignatures;

  Observer(ChainLife life, SortedSet<PublicKey> honest, SignatureVerifier verifier) {
    this.life = life;
    this.honest = new TreeSet<>(honest);
    this.verifier = verifier;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  int doubleSignatures() {
    return doubleSignatures;
  }

  void violation(String what) {
    violations.add(what);
  }

  /** A message leaves the node of {@code author}. */
  void onWire(PublicKey author, ConsensusMessage message) {
    if (!honest.contains(author)) {
      return;
    }
    switch (message) {
      case ConsensusMessage.VoteMessage m -> onVote(author, m.vote());
      case ConsensusMessage.ProposalMessage m -> onProposal(author, m.proposal());
      case ConsensusMessage.HeightAnswer m -> {
        m.votes().forEach(v -> onVote(author, v));
        m.proposals().forEach(p -> onProposal(author, p));
      }
      case ConsensusMessage.PolkaMessage m ->
          m.certificate().signatures().stream()
              .filter(s -> s.validator().equals(author))
              .forEach(
                  s ->
                      onVote(
                          author,
                          new SignedVote(m.certificate().vote(s.validator()), s.signature())));
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> {}
      case ConsensusMessage.HeightQuery m -> {}
    }
  }

  private void onVote(PublicKey author, SignedVote vote) {
    if (vote.vote().validator().equals(author)) {
      onSignature(new OwnMessage.OfVote(vote));
    }
  }

  private void onProposal(PublicKey author, SignedProposal proposal) {
    if (proposal.proposal().proposer().equals(author)) {
      onSignature(new OwnMessage.OfProposal(proposal.proposal(), proposal.signature()));
    }
  }

  /** A signature of an honest key, on the wire or in a sign-state. */
  void onSignature(OwnMessage message) {
    Bytes bytes = message.signingBytes(life.chain());
    SortedMap<Position, Bytes> of = signed.computeIfAbsent(message.author(), k -> new TreeMap<>());
    if (message.position().height() > marks.getOrDefault(message.author(), Long.MAX_VALUE)) {
      violation(message.author().brief() + " signs past its mark at " + message.position());
    }
    Optional<Bytes> before = Optional.ofNullable(of.putIfAbsent(message.position(), bytes));
    if (before.filter(b -> !b.equals(bytes)).isPresent()) {
      doubleSignatures++;
      violation("two signatures of " + message.author().brief() + " at " + message.position());
    }
    if (before.isEmpty() && !verifier.verify(message.author(), bytes, message.signature())) {
      violation("an honest node shows a signature that does not verify at " + message.position());
    }
  }

  /** The value at a height, once somebody stored it. */
  Optional<SimValue> value(long height) {
    return Optional.ofNullable(values.get(height));
  }

  /** From here on this honest key signs nothing above the height. */
  void onMark(PublicKey key, long height) {
    marks.put(key, height);
    if (signed.getOrDefault(key, new TreeMap<>()).keySet().stream()
        .anyMatch(p -> p.height() > height)) {
      violation(key.brief() + " had signed above its mark " + height);
    }
  }

  /** A block is durable at a node. */
  void onStored(int node, StoredBlock block) {
    long height = block.certificate().height();
    Optional<Hash> before =
        Optional.ofNullable(blocks.putIfAbsent(height, block.certificate().value()));
    if (before.filter(b -> !b.equals(block.certificate().value())).isPresent()) {
      violation(
          "two blocks at height "
              + height
              + ": "
              + before.get().brief()
              + " and "
              + block.certificate().value().brief()
              + " at node "
              + node);
    }
    if (!SimValue.names(block.certificate().value(), block.body())) {
      violation("node " + node + " stored a body that is not the block of height " + height);
    }
    Optional<SimValue> value = SimValue.parse(block.body());
    if (value.filter(v -> v.valid() && life.follows(v, value(height - 1))).isEmpty()) {
      violation("node " + node + " stored an invalid block at height " + height);
    }
    value.ifPresent(v -> values.putIfAbsent(height, v));
    Committee committee = life.committee(value(height - 1));
    Certificates.verify(block.certificate(), life.chain(), committee, verifier)
        .ifPresent(
            r -> violation("node " + node + " stored height " + height + " with " + r.sentence()));
    long expected = heights.getOrDefault(node, 0L) + 1;
    if (height != expected) {
      violation("node " + node + " stored height " + height + ", expected " + expected);
    }
    heights.put(node, height);
  }

  /** What a node finds on its disk after a crash. */
  void onRecovered(int node, List<StoredBlock> found, Optional<OwnMessage> last) {
    long before = heights.getOrDefault(node, 0L);
    if (found.size() < before) {
      violation("node " + node + " lost decided blocks: had " + before + ", found " + found.size());
    }
    for (StoredBlock block : found) {
      if (!block
          .certificate()
          .value()
          .equals(blocks.getOrDefault(block.certificate().height(), block.certificate().value()))) {
        violation(
            "node " + node + " found another block at height " + block.certificate().height());
      }
    }
    if (found.size() > before) {
      found.subList((int) before, found.size()).forEach(b -> onStored(node, b));
    }
    last.ifPresent(this::onSignature);
  }

  void onEvidence(int node, Evidence evidence) {
    if (honest.contains(evidence.offender())) {
      violation(
          "node "
              + node
              + " accuses the honest "
              + evidence.offender().brief()
              + " at "
              + evidence.height()
              + "/"
              + evidence.round());
    }
  }
}
