package org.alphadelta.ledger;

import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;
import org.alphadelta.governance.VoteKey;

/** Collects a chain's stored entries into accounts and governance. */
final class EntryReader {
  private final NetworkId network;
  private final String program;
  private final SortedMap<PublicKey, Account> accounts = new TreeMap<>();
  private final SortedMap<Hash, Proposal> proposals = new TreeMap<>();
  private final SortedMap<VoteKey, CastBallot> votes = new TreeMap<>();
  private final SortedMap<VoteKey, Readiness> readiness = new TreeMap<>();
  private final SortedMap<Hash, Closure> closures = new TreeMap<>();

  EntryReader(NetworkId network, ChainKind kind) {
    this.network = network;
    this.program = Mappings.program(kind);
  }

  void read(StateEntry entry) {
    StateKey at = entry.at();
    if (!at.program().equals(program)) {
      throw new IllegalArgumentException("found an entry at " + at + ", expected " + program);
    }
    Bytes value = entry.value();
    switch (at.mapping()) {
      case Mappings.ACCOUNT ->
          accounts.put(
              Address.parse(network, at.key()).key(), Account.CODEC.decode(value).orThrow());
      case Mappings.PROPOSALS ->
          proposals.put(Hash.ofHex(at.key()), Proposal.CODEC.decode(value).orThrow());
      case Mappings.VOTES ->
          votes.put(Mappings.voteKey(network, at.key()), CastBallot.CODEC.decode(value).orThrow());
      case Mappings.READINESS ->
          readiness.put(
              Mappings.voteKey(network, at.key()), Readiness.CODEC.decode(value).orThrow());
      case Mappings.CLOSURES ->
          closures.put(Hash.ofHex(at.key()), Closure.CODEC.decode(value).orThrow());
      default ->
          throw new IllegalArgumentException(
              "found an entry at " + at + ", expected a known mapping");
    }
  }

  SortedMap<PublicKey, Account> accounts() {
    return accounts;
  }

  GovernanceState governance() {
    return GovernanceState.of(proposals, votes, readiness, closures);
  }
}
