package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Observes a run from outside: messages on the wire and files on disks, never a node's memory. It
 * checks invariants and records violations.
 */
final class Observer {
  private final BlockOracle oracle;
  private final SortedSet<PublicKey> honest;
  private final SignatureVerifier verifier;
  private final IntFunction<PublicKey> keys;
  private final ConductOracle conductOracle;
  private final SortedMap<Long, Hash> blocks = new TreeMap<>();
  private final SortedMap<PublicKey, SortedMap<Position, Bytes>> signed = new TreeMap<>();
  private final SortedMap<Integer, Long> heights = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final SortedMap<PublicKey, Long> marks = new TreeMap<>();
  private int doubleSignatures;

  /**
   * @param keys the key of each node
   */
  Observer(
      BlockOracle oracle,
      SortedSet<PublicKey> honest,
      IntFunction<PublicKey> keys,
      Proposers proposers,
      SignatureVerifier verifier) {
    this.oracle = oracle;
    this.honest = new TreeSet<>(honest);
    this.keys = keys;
    this.verifier = verifier;
    this.conductOracle = new ConductOracle(oracle, proposers, verifier, this::violation);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  boolean clean() {
    return violations.isEmpty();
  }

  /** The height that a node has stored. */
  long height(int node) {
    return heights.getOrDefault(node, 0L);
  }

  int doubleSignatures() {
    return doubleSignatures;
  }

  void violation(String what) {
    violations.add(what);
  }

  /** A message leaves the node of {@code author}. */
  void onWire(PublicKey author, ConsensusMessage message) {
    conductOracle.onWire(message);
    if (!honest.contains(author)) {
      return;
    }
    conductOracle.says(author, message);
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

  /** A message of another node reaches a running one. */
  void onDelivered(PublicKey to, PublicKey from, ConsensusMessage message) {
    if (honest.contains(to)) {
      conductOracle.delivered(to, from, message);
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
    Bytes bytes = message.signingBytes(oracle.chain());
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
    conductOracle.signed(message, before.isEmpty());
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
    oracle
        .judge(block)
        .ifPresent(
            what -> violation("node " + node + " stored height " + height + " with " + what));
    long expected = heights.getOrDefault(node, 0L) + 1;
    if (height != expected) {
      violation("node " + node + " stored height " + height + ", expected " + expected);
    }
    heights.put(node, height);
    conductOracle.stored(keys.apply(node), height);
  }

  /** A node was started on an old copy of its disk: its lost blocks are no violation. */
  void onRestored(int node, int found) {
    heights.put(node, (long) found);
  }

  /** The blocks that a node finds on its disk after a crash. */
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
    conductOracle.started(keys.apply(node), found.size(), last);
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
