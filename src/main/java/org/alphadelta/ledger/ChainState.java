package org.alphadelta.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.VoteKey;

/**
 * A chain's whole state, immutable: accounts and, on Alpha, governance; with the entries that the
 * state root commits to. {@link Execution} changes it.
 *
 * <p>Cost of a transition of n entries of which k change: one copy of two sorted maps (n), k value
 * encodings and leaf hashes, n - 1 inner hashes for the root. A transition that changes nothing
 * costs nothing.
 */
public final class ChainState {
  private final NetworkId network;
  private final ChainKind kind;
  private final SortedMap<PublicKey, Account> accounts;
  private final GovernanceState governance;
  private final SortedMap<StateKey, Leaf> leaves;
  private final Hash root;

  private record Leaf(Bytes value, Hash hash) {}

  /** The next state and its new or changed entries; no entry is ever removed. */
  public record Transition(ChainState after, List<StateEntry> changes) {
    public Transition {
      changes = List.copyOf(changes);
    }
  }

  private ChainState(
      NetworkId network,
      ChainKind kind,
      SortedMap<PublicKey, Account> accounts,
      GovernanceState governance,
      SortedMap<StateKey, Leaf> leaves) {
    this.network = network;
    this.kind = kind;
    this.accounts = accounts;
    this.governance = governance;
    this.leaves = leaves;
    this.root = MerkleTree.root(leaves.values().stream().map(Leaf::hash).toList());
  }

  public static ChainState empty(NetworkId network, ChainKind kind) {
    return new ChainState(network, kind, new TreeMap<>(), GovernanceState.EMPTY, new TreeMap<>());
  }

  /** A state of these accounts, without governance. */
  public static ChainState of(
      NetworkId network, ChainKind kind, SortedMap<PublicKey, Account> accounts) {
    return empty(network, kind).transition(accounts, GovernanceState.EMPTY).after();
  }

  /**
   * The state of stored entries.
   *
   * @throws IllegalArgumentException when an entry is not of this chain, or cannot be decoded
   */
  public static ChainState ofEntries(
      NetworkId network, ChainKind kind, Iterable<StateEntry> entries) {
    EntryReader reader = new EntryReader(network, kind);
    entries.forEach(reader::read);
    return empty(network, kind).transition(reader.accounts(), reader.governance()).after();
  }

  public NetworkId network() {
    return network;
  }

  public ChainKind kind() {
    return kind;
  }

  public SortedMap<PublicKey, Account> accounts() {
    return Collections.unmodifiableSortedMap(accounts);
  }

  /** The account of a key; an unused one is empty. */
  public Account account(PublicKey owner) {
    return accounts.getOrDefault(owner, Account.EMPTY);
  }

  public GovernanceState governance() {
    return governance;
  }

  /** RFC 6962 root over the entries in key order. */
  public Hash root() {
    return root;
  }

  /** Every entry under the root, in key order. */
  public List<StateEntry> entries() {
    return leaves.entrySet().stream()
        .map(e -> new StateEntry(e.getKey(), e.getValue().value()))
        .toList();
  }

  public Optional<Bytes> value(StateKey at) {
    return Optional.ofNullable(leaves.get(at)).map(Leaf::value);
  }

  /** The value at a key with its proof, if there is one. Costs n - 1 hashes. */
  public Optional<StateProof> prove(StateKey at) {
    Leaf leaf = leaves.get(at);
    if (leaf == null) {
      return Optional.empty();
    }
    int index = leaves.headMap(at).size();
    List<Hash> hashes = leaves.values().stream().map(Leaf::hash).toList();
    return Optional.of(
        new StateProof(new StateEntry(at, leaf.value()), MerkleTree.prove(index, hashes)));
  }

  /** The state with some accounts replaced and with this governance. */
  public Transition transition(SortedMap<PublicKey, Account> changed, GovernanceState next) {
    List<StateEntry> changes = new ArrayList<>();
    changed.forEach(
        (owner, account) -> {
          if (!account.equals(accounts.get(owner))) {
            changes.add(
                new StateEntry(Mappings.account(network, kind, owner), account.canonical()));
          }
        });
    if (!next.equals(governance)) {
      addGovernance(next, changes);
    }
    if (changes.isEmpty()) {
      return new Transition(this, changes);
    }
    SortedMap<PublicKey, Account> nextAccounts = new TreeMap<>(accounts);
    nextAccounts.putAll(changed);
    SortedMap<StateKey, Leaf> nextLeaves = new TreeMap<>(leaves);
    changes.forEach(c -> nextLeaves.put(c.at(), new Leaf(c.value(), c.leaf())));
    return new Transition(new ChainState(network, kind, nextAccounts, next, nextLeaves), changes);
  }

  private void addGovernance(GovernanceState next, List<StateEntry> out) {
    if (kind != ChainKind.ALPHA) {
      throw new IllegalStateException("governance belongs to alpha alone, found it on " + kind);
    }
    add(governance.proposals(), next.proposals(), id -> Mappings.proposal(kind, id), out);
    Function<VoteKey, StateKey> ballot = key -> Mappings.ballot(network, kind, key);
    add(governance.votes(), next.votes(), ballot, out);
    Function<VoteKey, StateKey> readiness = key -> Mappings.readiness(network, kind, key);
    add(governance.readiness(), next.readiness(), readiness, out);
    add(governance.closures(), next.closures(), id -> Mappings.closure(kind, id), out);
  }

  private static <K, V extends Canonical> void add(
      SortedMap<K, V> before,
      SortedMap<K, V> after,
      Function<K, StateKey> at,
      List<StateEntry> out) {
    after.forEach(
        (key, value) -> {
          if (!value.equals(before.get(key))) {
            out.add(new StateEntry(at.apply(key), value.canonical()));
          }
        });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainState state
        && network == state.network
        && kind == state.kind
        && root.equals(state.root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  @Override
  public String toString() {
    return kind + " state of " + leaves.size() + " entries, root " + root.brief();
  }
}
