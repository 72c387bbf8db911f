package org.alphadelta.genesis;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.governance.Submission;
import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.ChainState;

/**
 * Generates a genesis from parameters, a pure function of its arguments; and checks that two belong
 * together.
 */
public final class GenesisGenerator {
  private GenesisGenerator() {}

  /**
   * Both genesis blocks of a network and generation. {@code predecessor}: the source chain's Alpha
   * genesis hash.
   */
  public static GenesisPair pair(
      GenesisParameters alpha, GenesisParameters delta, Optional<Hash> predecessor) {
    Genesis first = alpha(alpha, predecessor);
    return new GenesisPair(first, delta(delta, predecessor, first.hash()));
  }

  public static Genesis alpha(GenesisParameters parameters, Optional<Hash> predecessor) {
    return generate(expectKind(parameters, ChainKind.ALPHA), predecessor, Optional.empty());
  }

  /** Delta's genesis, anchored at Alpha's. */
  public static Genesis delta(
      GenesisParameters parameters, Optional<Hash> predecessor, Hash alphaGenesis) {
    return generate(
        expectKind(parameters, ChainKind.DELTA),
        predecessor,
        Optional.of(new Anchor(0, alphaGenesis)));
  }

  /** The origin of the chain of a genesis. */
  public static ChainOrigin origin(Genesis genesis) {
    GenesisParameters parameters = genesis.parameters();
    return new ChainOrigin(
        genesis.header(), parameters.chain(), parameters.committee(), state(parameters));
  }

  /** The state at height 0. */
  public static ChainState state(GenesisParameters parameters) {
    SortedMap<PublicKey, Account> accounts = new TreeMap<>();
    parameters.accounts().forEach(a -> accounts.put(a.owner(), new Account(a.balance(), 0)));
    return ChainState.of(parameters.network(), parameters.kind(), accounts);
  }

  /**
   * Whether both blocks are generated from their parameters, are viable, and name each other;
   * returns the first difference.
   */
  public static Optional<Rejection> check(GenesisPair pair) {
    GenesisParameters alpha = pair.alpha().parameters();
    GenesisParameters delta = pair.delta().parameters();
    return same(ChainKind.ALPHA, "kind", alpha.kind(), ChainKind.ALPHA)
        .or(() -> same(ChainKind.DELTA, "kind", delta.kind(), ChainKind.DELTA))
        .or(() -> same(ChainKind.DELTA, "network", delta.network(), alpha.network()))
        .or(() -> same(ChainKind.DELTA, "generation", delta.generation(), alpha.generation()))
        .or(
            () ->
                same(
                    ChainKind.DELTA,
                    "delta_min_alpha_blocks",
                    delta.deltaMinAlphaBlocks(),
                    alpha.deltaMinAlphaBlocks()))
        .or(
            () ->
                same(
                    ChainKind.DELTA,
                    "committee",
                    delta.committee().hash(),
                    alpha.committee().hash()))
        .or(() -> checkParameters(alpha))
        .or(() -> checkParameters(delta))
        .or(() -> checkHeaders(pair));
  }

  /**
   * Like {@link #check(GenesisPair)}, and the pair must be of the pinned network and generation
   * with exactly its governors.
   */
  public static Optional<Rejection> check(GenesisPair pair, Pins pins) {
    GenesisHeader alpha = pair.alpha().header();
    if (alpha.network() != pins.network() || alpha.generation() != pins.generation()) {
      return Optional.of(
          GenesisRejections.wrongNetwork(
              alpha.network(), alpha.generation(), pins.network(), pins.generation()));
    }
    return check(pair)
        .or(
            () ->
                pair.committee().keys(Role.GOVERNOR).equals(pins.governors())
                    ? Optional.empty()
                    : Optional.of(
                        GenesisRejections.governorsDiffer(
                            pair.committee().keys(Role.GOVERNOR), pins.governors())));
  }

  /** The first field in which two headers differ; empty when they are equal. */
  public static Optional<Rejection> firstDifference(GenesisHeader is, GenesisHeader wanted) {
    ChainKind kind = wanted.kind();
    return same(kind, "network", is.network(), wanted.network())
        .or(() -> same(kind, "generation", is.generation(), wanted.generation()))
        .or(() -> same(kind, "kind", is.kind(), wanted.kind()))
        .or(() -> same(kind, "predecessor", is.predecessor(), wanted.predecessor()))
        .or(() -> same(kind, "parameters", is.parameters(), wanted.parameters()))
        .or(() -> same(kind, "committee", is.committee(), wanted.committee()))
        .or(() -> same(kind, "state_root", is.stateRoot(), wanted.stateRoot()))
        .or(
            () ->
                same(
                    kind,
                    "delta_min_alpha_blocks",
                    is.deltaMinAlphaBlocks(),
                    wanted.deltaMinAlphaBlocks()))
        .or(() -> same(kind, "anchor", is.anchor(), wanted.anchor()));
  }

  private static Optional<Rejection> checkHeaders(GenesisPair pair) {
    GenesisHeader alpha = pair.alpha().header();
    GenesisHeader delta = pair.delta().header();
    if (alpha.generation() > 0 && alpha.predecessor().isEmpty()) {
      return Optional.of(
          new GenesisDifference(
              ChainKind.ALPHA, "predecessor", "none", "a source chain's genesis hash"));
    }
    return firstDifference(alpha, alpha(pair.alpha().parameters(), alpha.predecessor()).header())
        .or(
            () ->
                firstDifference(
                    delta,
                    delta(pair.delta().parameters(), alpha.predecessor(), alpha.hash()).header()));
  }

  private static Optional<Rejection> checkParameters(GenesisParameters parameters) {
    ChainKind kind = parameters.kind();
    if (parameters.committee().keys(Role.GOVERNOR).isEmpty()) {
      return impossible(kind, "no governor in the committee", "at least one");
    }
    if (parameters.deltaMinAlphaBlocks() > Submission.MAX_DELTA_MIN_ALPHA_BLOCKS) {
      return impossible(
          kind,
          "delta_min_alpha_blocks " + parameters.deltaMinAlphaBlocks(),
          "at most " + Submission.MAX_DELTA_MIN_ALPHA_BLOCKS);
    }
    ChainParameters chain = parameters.chain();
    long least = chain.freeze() + parameters.committee().size();
    if (kind == ChainKind.ALPHA && chain.notice() < least) {
      return impossible(kind, "notice " + chain.notice(), "at least freeze + |C| = " + least);
    }
    return checkKeys(kind, parameters.committee().members())
        .or(() -> checkSupply(kind, parameters.accounts()));
  }

  private static Optional<Rejection> checkKeys(ChainKind kind, List<Member> members) {
    return members.stream()
        .map(Member::key)
        .filter(key -> !Ed25519.isValid(key))
        .findFirst()
        .flatMap(key -> impossible(kind, "member " + key, "a valid Ed25519 public key"));
  }

  private static Optional<Rejection> checkSupply(ChainKind kind, List<GenesisAccount> accounts) {
    long supply = 0;
    for (GenesisAccount account : accounts) {
      if (account.balance() > Long.MAX_VALUE - supply) {
        return impossible(kind, "balances of more than 2^63 - 1 together", "less");
      }
      supply += account.balance();
    }
    return Optional.empty();
  }

  private static Optional<Rejection> impossible(ChainKind kind, String is, String wanted) {
    return Optional.of(GenesisRejections.impossibleParameters(kind, is, wanted));
  }

  private static Optional<Rejection> same(ChainKind kind, String field, Object is, Object wanted) {
    return Objects.equals(is, wanted)
        ? Optional.empty()
        : Optional.of(new GenesisDifference(kind, field, text(is), text(wanted)));
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : value.toString();
  }

  private static Genesis generate(
      GenesisParameters parameters, Optional<Hash> predecessor, Optional<Anchor> anchor) {
    return new Genesis(
        new GenesisHeader(
            parameters.network(),
            parameters.generation(),
            parameters.kind(),
            predecessor,
            parameters.cid().digest(),
            parameters.committee().hash(),
            state(parameters).root(),
            parameters.deltaMinAlphaBlocks(),
            anchor),
        parameters);
  }

  private static GenesisParameters expectKind(GenesisParameters parameters, ChainKind kind) {
    if (parameters.kind() != kind) {
      throw new IllegalArgumentException(
          "expected the parameters of " + kind + ", found those of " + parameters.kind());
    }
    return parameters;
  }
}
