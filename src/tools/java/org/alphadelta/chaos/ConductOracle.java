package org.alphadelta.chaos;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.SigningStep;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Checks for every new signature of an honest validator that the messages on the wire justified it.
 * It counts independently and uses no rule of the product except the choice of the proposer. A fork
 * needs several violations to coincide; this oracle reports the first one.
 *
 * <pre>
 * a proposal    in its own turn; a valid round has its polka, carried along (addition (a)); a locked
 *               validator proposes nothing older than its lock                    L14 to L19
 * a prevote     for the value of the round's proposer; its valid round has its polka; a locked
 *               validator prevotes another value only on a polka of its locked round or later
 *                                                                                 L22, L28, L29
 * a precommit   after its prevote, for a value that more than two thirds prevoted  L36, rule 1
 * a later round more than two thirds had precommitted in the round before, or more than a third
 *               had voted in this one                                              L47, L55, L65
 * any           above all it signed before (rule 21), above the blocks it stored (rule 12), after a
 *               start only when members with more than a third of the weight have answered (rule
 *               25), and it has shown the polka that it precommitted in a later round (addition (b))
 * </pre>
 *
 * Messages that a process had signed but not sent when it died appear late and out of order, so
 * order is not checked for the height at which a process restarts.
 */
final class ConductOracle {
  /** Heights above the highest block at which messages are possible already. */
  private static final int AHEAD = 2;

  private final BlockOracle oracle;
  private final Proposers proposers;
  private final SignatureVerifier verifier;
  private final Consumer<String> violation;
  private final SortedMap<Long, Heard> heights = new TreeMap<>();
  private final SortedMap<PublicKey, ValidatorHistory> histories = new TreeMap<>();
  private long highest;

  ConductOracle(
      BlockOracle oracle,
      Proposers proposers,
      SignatureVerifier verifier,
      Consumer<String> violation) {
    this.oracle = oracle;
    this.proposers = proposers;
    this.verifier = verifier;
    this.violation = violation;
  }

  /** A message is on the wire, from any sender. */
  void onWire(ConsensusMessage message) {
    if (message.height() > highest + AHEAD) {
      return;
    }
    Heard heard =
        heights.computeIfAbsent(message.height(), h -> new Heard(oracle.chain(), verifier));
    switch (message) {
      case ConsensusMessage.VoteMessage m -> heard.add(m.vote());
      case ConsensusMessage.ProposalMessage m -> {
        heard.add(m.proposal());
        m.proposal().polka().ifPresent(p -> add(heard, p));
      }
      case ConsensusMessage.PolkaMessage m -> add(heard, m.certificate());
      case ConsensusMessage.HeightAnswer m -> {
        m.votes().stream().filter(v -> v.vote().height() == m.height()).forEach(heard::add);
        m.proposals().stream().filter(p -> p.proposal().height() == m.height()).forEach(heard::add);
        m.polkas().stream().filter(p -> p.height() == m.height()).forEach(p -> add(heard, p));
      }
      case ConsensusMessage.ValueRequest m -> {}
      case ConsensusMessage.ValueResponse m -> {}
      case ConsensusMessage.HeightQuery m -> {}
    }
  }

  private static void add(Heard heard, PolkaCertificate polka) {
    polka
        .signatures()
        .forEach(s -> heard.add(new SignedVote(polka.vote(s.validator()), s.signature())));
  }

  /** An honest validator sends this to one or to all. */
  void says(PublicKey author, ConsensusMessage message) {
    if (message instanceof ConsensusMessage.PolkaMessage m) {
      history(author).shows(m.certificate().height(), m.certificate().round());
    } else if (message instanceof ConsensusMessage.ProposalMessage m) {
      BlockProposal p = m.proposal().proposal();
      if (p.proposer().equals(author)
          && p.validRound().isPresent()
          && m.proposal().polka().isEmpty()) {
        wrong(
            author,
            new Position(p.height(), p.round(), SigningStep.PROPOSAL),
            "does not carry its polka"); // (a)
      }
    }
  }

  /** This message reaches an honest validator's running process. */
  void delivered(PublicKey to, PublicKey from, ConsensusMessage message) {
    if (message instanceof ConsensusMessage.HeightAnswer m) {
      history(to).answered(from, m.height());
    }
  }

  /** See {@link ValidatorHistory#starts}. */
  void started(PublicKey key, long blocks, Optional<OwnMessage> last) {
    history(key).starts(blocks, last);
  }

  void stored(PublicKey key, long height) {
    highest = Math.max(highest, height);
    history(key).stores(height);
  }

  /**
   * An honest validator sends a signature of its own.
   *
   * @param first whether it was never seen before
   */
  void signed(OwnMessage message, boolean first) {
    PublicKey author = message.author();
    Position at = message.position();
    ValidatorHistory history = history(author);
    Consumer<String> wrong = why -> wrong(author, at, why);
    history.checkShown(at, wrong);
    if (!first) {
      return;
    }
    Optional<Committee> committee = oracle.committee(at.height());
    if (committee.filter(c -> c.contains(author)).isEmpty()) {
      wrong.accept("it is no member there");
      return;
    }
    SignatureClaim claim =
        new SignatureClaim(
            message,
            proposers.proposer(at.height(), at.round(), committee.get()),
            history,
            committee.get(),
            heights.getOrDefault(at.height(), new Heard(oracle.chain(), verifier)));
    history.checkOrder(claim, wrong);
    claim.check(wrong);
    history.signs(message);
  }

  private ValidatorHistory history(PublicKey key) {
    return histories.computeIfAbsent(key, k -> new ValidatorHistory());
  }

  private void wrong(PublicKey author, Position at, String why) {
    violation.accept("honest " + author.brief() + " signed " + at + ", but " + why);
  }
}
