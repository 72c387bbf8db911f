package org.alphadelta.actor.node;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Port: what the outside (REST, admin port) may ask a running node. Every answer is eventual and
 * never blocks the caller; a stage fails only when the node itself is in trouble (timeout,
 * stopping). It knows nothing of HTTP or JSON.
 */
public interface NodePort {
  CompletionStage<NodeStatus> status();

  /**
   * Applies a pure question to a chain this node holds; empty when no ledger of that kind is open
   * (yet).
   */
  <T> CompletionStage<Optional<T>> read(ChainKind kind, Function<LedgerView, T> question);

  /**
   * The accepted genesis pair of the current chain and the attestations held for it; empty while
   * none is accepted.
   */
  CompletionStage<Optional<ServedGenesis>> genesis();

  /**
   * What is journaled of offences: on all chains of this node's line, Alpha's first, then of
   * governors on a genesis, each in order.
   */
  CompletionStage<List<Offence>> evidence();

  /** A transaction signed by anybody, from the public port. Accepted means: in the mempool. */
  CompletionStage<CommandResult> broadcast(SignedTransaction transaction);

  // What follows is for the admin port alone: the node signs with its validator key.

  CompletionStage<CommandResult> castVote(Hash proposal, Ballot ballot);

  CompletionStage<CommandResult> submitProposal(ProposalTerms terms);

  CompletionStage<CommandResult> withdrawProposal(Hash proposal);

  CompletionStage<CommandResult> transfer(ChainKind kind, PublicKey recipient, long amount);

  /**
   * Puts a parameter file into the local content-addressed store, to be served to peers. The
   * answer's hash is its digest.
   */
  CompletionStage<CommandResult> pinParameters(Bytes content);

  CompletionStage<List<String>> journalStreams();

  /** Records of one stream from a sequence number (from 1) on, at most {@code limit}. */
  CompletionStage<List<JournalRecord>> journalRecords(String stream, long fromSequence, int limit);

  /** A piece of evidence, and what it was found on. */
  sealed interface Offence {
    PublicKey offender();

    /** On one kind of chain. */
    record OnChain(ChainKind kind, Evidence evidence) implements Offence {
      @Override
      public PublicKey offender() {
        return evidence.offender();
      }
    }

    /** By a governor, on the genesis of a network and generation. */
    record OnGenesis(DoubleAttestation evidence) implements Offence {
      @Override
      public PublicKey offender() {
        return evidence.offender();
      }
    }
  }
}
