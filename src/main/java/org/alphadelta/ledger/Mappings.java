package org.alphadelta.ledger;

import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.VoteKey;

/** Names of the mappings in a chain's state, and the text form of their keys. */
public final class Mappings {
  /** Key: address. Value: {@link Account}. */
  public static final String ACCOUNT = "account";

  /** Key: proposal id, hexadecimal. Value: {@link org.alphadelta.governance.Proposal}. */
  public static final String PROPOSALS = "network_upgrade_proposals";

  /** Key: proposal id, colon, address. Value: {@link org.alphadelta.governance.CastBallot}. */
  public static final String VOTES = "upgrade_votes";

  /** Key: proposal id, colon, address. Value: {@link org.alphadelta.governance.Readiness}. */
  public static final String READINESS = "readiness_attestations";

  /** Key: proposal id. Value: {@link org.alphadelta.governance.Closure}. */
  public static final String CLOSURES = "upgrade_closures";

  private Mappings() {}

  public static String program(ChainKind kind) {
    return switch (kind) {
      case ALPHA -> "credits.alpha";
      case DELTA -> "credits.delta";
    };
  }

  static StateKey account(NetworkId network, ChainKind kind, PublicKey owner) {
    return new StateKey(program(kind), ACCOUNT, new Address(network, owner).toString());
  }

  static StateKey proposal(ChainKind kind, Hash id) {
    return new StateKey(program(kind), PROPOSALS, id.hex());
  }

  static StateKey closure(ChainKind kind, Hash id) {
    return new StateKey(program(kind), CLOSURES, id.hex());
  }

  static StateKey ballot(NetworkId network, ChainKind kind, VoteKey key) {
    return new StateKey(program(kind), VOTES, text(network, key));
  }

  static StateKey readiness(NetworkId network, ChainKind kind, VoteKey key) {
    return new StateKey(program(kind), READINESS, text(network, key));
  }

  /** Parses the text of a vote's key. */
  static VoteKey voteKey(NetworkId network, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("found '" + text + "', expected <proposal>:<address>");
    }
    return new VoteKey(
        Hash.ofHex(text.substring(0, colon)),
        Address.parse(network, text.substring(colon + 1)).key());
  }

  private static String text(NetworkId network, VoteKey key) {
    return key.proposal().hex() + ":" + new Address(network, key.voter());
  }
}
