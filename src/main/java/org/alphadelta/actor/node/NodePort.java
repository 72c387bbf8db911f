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
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.governance.Ballot;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;

/**
 * Port to a running node for REST and the admin port. Every answer is asynchronous and never blocks
 * the caller; a stage fails only when the node itself is in trouble (timeout, stopping).
 */
public interface NodePort {
  /** The network that this node was started for. */
  NetworkId network();

  CompletionStage<NodeStatus> status();

  /**
   * Applies a pure function to a chain of this node; empty when no ledger of that kind is open
   * (yet).
   */
  <T> CompletionStage<Optional<T>> read(ChainKind kind, Function<LedgerView, T> question);

  /**
   * The accepted genesis pair of the current chain with its attestations; empty while none is
   * accepted.
   */
  CompletionStage<Optional<ServedGenesis>> genesis();

  /**
   * Journaled offences: on all chains of this node's line, Alpha's first, then of governors on a
   * genesis, each in order.
   */
  CompletionStage<List<Offence>> evidence();

  /**
   * Submits a transaction signed by any account, from the public port. Accepted means: in the
   * mempool.
   */
  CompletionStage<CommandResult> broadcast(SignedTransaction transaction);

  // The following are for the admin port alone: the node signs with its validator key.

  CompletionStage<CommandResult> castVote(Hash proposal, Ballot ballot);

  /**
   * Signs an operation as the next transaction of this node's account and submits it. A vote is
   * journaled first: {@link #castVote}.
   */
  CompletionStage<CommandResult> submit(ChainKind kind, Payload payload);

  /**
   * Stores a parameter file in the local content-addressed store, which serves it to peers. The
   * answer's hash is its digest.
   */
  CompletionStage<CommandResult> pinParameters(Bytes content);

  CompletionStage<List<String>> journalStreams();

  /** Records of one stream from a sequence number (from 1) on, at most {@code limit}. */
  CompletionStage<List<JournalRecord>> journalRecords(String stream, long fromSequence, int limit);

  /** An offence, and where it was committed. */
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
