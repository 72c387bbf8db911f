package org.alphadelta.swap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.genesis.UpgradeVerdict;
import org.alphadelta.swap.ChainSwapEvent.Activated;
import org.alphadelta.swap.ChainSwapEvent.AlphaGenesisVerified;
import org.alphadelta.swap.ChainSwapEvent.AlphaStable;
import org.alphadelta.swap.ChainSwapEvent.AlphaStarted;
import org.alphadelta.swap.ChainSwapEvent.Blocked;
import org.alphadelta.swap.ChainSwapEvent.Completed;
import org.alphadelta.swap.ChainSwapEvent.DeltaGenesisVerified;
import org.alphadelta.swap.ChainSwapEvent.DeltaStarted;
import org.alphadelta.swap.ChainSwapEvent.HandedOver;
import org.alphadelta.swap.ChainSwapEvent.Preflighted;
import org.alphadelta.swap.ChainSwapEvent.SourceClosed;

/**
 * State of every upgrade that this validator prepared or carried out; pure. A source has at most
 * one successor, so the activated upgrades form a line. {@link UpgradeStep} has the transitions.
 */
public final class ChainSwapState {
  public static final ChainSwapState EMPTY =
      new ChainSwapState(new TreeMap<>(), List.of(), Optional.empty());

  private final SortedMap<Hash, Upgrade> upgrades;
  private final List<Hash> line;
  private final Optional<Hash> newest;

  private ChainSwapState(
      SortedMap<Hash, Upgrade> upgrades, List<Hash> line, Optional<Hash> newest) {
    this.upgrades = upgrades;
    this.line = line;
    this.newest = newest;
  }

  public Optional<Upgrade> upgrade(Hash proposal) {
    return Optional.ofNullable(upgrades.get(proposal));
  }

  /** The upgrade that advanced or was blocked last. */
  public Optional<Upgrade> newest() {
    return newest.flatMap(this::upgrade);
  }

  /** The activated upgrades, in the order of activation. */
  public List<Upgrade> line() {
    return line.stream().map(this::known).toList();
  }

  /** The first activated upgrade whose next step depends on this validator alone. */
  public Optional<Upgrade> due() {
    return line().stream()
        .filter(
            u ->
                switch (u.step()) {
                  case ACTIVATED, ALPHA_STABLE, DELTA_GENESIS_VERIFIED -> true;
                  case ALPHA_GENESIS_VERIFIED -> !u.isHandover() || u.sourceClosed();
                  case ANNOUNCED,
                      PREFLIGHTED,
                      ALPHA_STARTED,
                      DELTA_STARTED,
                      COMPLETED,
                      HANDED_OVER ->
                      false;
                })
        .findFirst();
  }

  /** The newest upgrade whose pair this build runs. */
  public Optional<Upgrade> running() {
    return line().stream().filter(u -> u.step().isStarted()).reduce((earlier, later) -> later);
  }

  /** The upgrade by which this validator left a source. */
  public Optional<Upgrade> leaving(GenesisPairId source) {
    return line().stream().filter(u -> u.source().equals(source)).findFirst();
  }

  /** Whether this activation is already decided, whoever signed this copy of the certificate. */
  public boolean isActivatedBy(GenesisPairId source, UpgradeCertificate certificate) {
    return leaving(source)
        .map(Upgrade::proof)
        .filter(
            known ->
                known.proposal().equals(certificate.proposal())
                    && known.activation().equals(certificate.activation()))
        .isPresent();
  }

  /** Whether another build has taken over. */
  public boolean isHandedOver() {
    return line().stream().anyMatch(u -> u.step() == UpgradeStep.HANDED_OVER);
  }

  /** Proposals whose preflight found an obstacle and whose source this validator has not left. */
  public List<Hash> obstructed() {
    return upgrades.values().stream()
        .filter(u -> u.obstacle().isPresent() && leaving(u.source()).isEmpty())
        .map(Upgrade::proposal)
        .toList();
  }

  public SwapDecision decide(SwapCommand command) {
    return switch (command) {
      case SwapCommand.Prepare c -> prepare(c);
      case SwapCommand.Activate c -> activate(c);
      case SwapCommand.CheckGenesis c -> checkGenesis(c);
      case SwapCommand.Place c -> place(c);
      case SwapCommand.Advance c -> advance(c);
      case SwapCommand.VerifyDelta c ->
          at(c.proposal(), UpgradeStep.ALPHA_STABLE)
              .map(u -> SwapDecision.of(new DeltaGenesisVerified(c.proposal(), c.delta())))
              .orElseGet(SwapDecision::nothing);
      case SwapCommand.StartDelta c ->
          at(c.proposal(), UpgradeStep.DELTA_GENESIS_VERIFIED)
              .map(u -> SwapDecision.of(new DeltaStarted(c.proposal(), u.target())))
              .orElseGet(SwapDecision::nothing);
      case SwapCommand.CloseSource c ->
          leaving(c.source())
              .filter(u -> !u.sourceClosed())
              .map(u -> SwapDecision.of(new SourceClosed(u.proposal(), c.height(), c.block())))
              .orElseGet(SwapDecision::nothing);
    };
  }

  public ChainSwapState after(ChainSwapEvent event) {
    return switch (event) {
      case Preflighted e ->
          with(
              new Upgrade(
                  e.proposal(),
                  e.source(),
                  e.target(),
                  e.activationHeight(),
                  UpgradeStep.PREFLIGHTED,
                  Optional.empty(),
                  Optional.empty(),
                  false));
      case Activated e -> activated(e);
      case AlphaGenesisVerified e ->
          with(known(e.proposal()).at(UpgradeStep.ALPHA_GENESIS_VERIFIED));
      case AlphaStarted e -> with(known(e.proposal()).at(UpgradeStep.ALPHA_STARTED));
      case AlphaStable e -> with(known(e.proposal()).at(UpgradeStep.ALPHA_STABLE));
      case DeltaGenesisVerified e ->
          with(known(e.proposal()).at(UpgradeStep.DELTA_GENESIS_VERIFIED));
      case DeltaStarted e -> with(known(e.proposal()).at(UpgradeStep.DELTA_STARTED));
      case Completed e -> with(known(e.proposal()).at(UpgradeStep.COMPLETED));
      case SourceClosed e ->
          new ChainSwapState(put(upgrades, known(e.proposal()).closed()), line, newest);
      case Blocked e -> with(blocked(e));
      case HandedOver e -> with(known(e.proposal()).at(UpgradeStep.HANDED_OVER));
    };
  }

  private SwapDecision prepare(SwapCommand.Prepare c) {
    if (leaving(c.source()).isPresent()) {
      return SwapDecision.nothing();
    }
    GenesisPairId target = UpgradeCertificates.successor(c.terms());
    long height = c.terms().activationHeight();
    Optional<Upgrade> before = upgrade(c.proposal());
    return switch (c.check()) {
      case RebuiltPair.Ready ready ->
          before.filter(u -> u.obstacle().isEmpty()).isPresent()
              ? SwapDecision.nothing()
              : SwapDecision.of(new Preflighted(c.proposal(), c.source(), target, height));
      case RebuiltPair.Obstructed obstructed ->
          before.flatMap(Upgrade::obstacle).filter(obstructed.obstacle()::equals).isPresent()
              ? SwapDecision.nothing()
              : SwapDecision.of(
                  new Blocked(c.proposal(), c.source(), target, height, obstructed.obstacle()));
    };
  }

  private SwapDecision activate(SwapCommand.Activate c) {
    UpgradeCertificate certificate = c.certificate();
    if (c.verdict() instanceof UpgradeVerdict.Refused(Rejection why)) {
      return new SwapDecision.Refused(why);
    }
    Optional<UpgradeCertificate> before = leaving(c.source()).map(Upgrade::proof);
    if (before.isPresent()) {
      return UpgradeCertificates.contradict(before.get(), certificate)
          ? new SwapDecision.Contradicted(before.get(), certificate)
          : SwapDecision.nothing();
    }
    boolean ownYes =
        certificate.yesVotes().stream()
            .anyMatch(v -> c.self().filter(v.transaction().sender()::equals).isPresent());
    if (!ownYes) {
      return SwapDecision.noOwnYes(
          c.self().map(PublicKey::brief).orElse("a node without a validator key"),
          certificate.proposal());
    }
    return SwapDecision.of(
        new Activated(
            certificate.proposal(),
            c.source(),
            certificate.activation().height(),
            certificate.activation().hash(),
            certificate));
  }

  private SwapDecision checkGenesis(SwapCommand.CheckGenesis c) {
    return at(c.proposal(), UpgradeStep.ACTIVATED)
        .map(
            u ->
                switch (c.check()) {
                  case RebuiltPair.Ready ready ->
                      SwapDecision.of(
                          new AlphaGenesisVerified(c.proposal(), ready.pair().alpha().hash()));
                  case RebuiltPair.Obstructed obstructed -> block(u, obstructed.obstacle());
                })
        .orElseGet(SwapDecision::nothing);
  }

  private SwapDecision place(SwapCommand.Place c) {
    Optional<Upgrade> upgrade = at(c.proposal(), UpgradeStep.ALPHA_GENESIS_VERIFIED);
    if (upgrade.isEmpty()) {
      return SwapDecision.nothing();
    }
    Upgrade u = upgrade.get();
    if (c.obstacle().isPresent()) {
      return block(u, c.obstacle().get());
    }
    if (!u.isHandover()) {
      return SwapDecision.of(new AlphaStarted(u.proposal(), u.target()));
    }
    return u.sourceClosed()
        ? SwapDecision.of(new HandedOver(u.proposal(), u.target()))
        : SwapDecision.nothing();
  }

  private SwapDecision advance(SwapCommand.Advance c) {
    Optional<Upgrade> upgrade =
        line().stream().filter(u -> u.target().equals(c.pair())).findFirst();
    if (upgrade.isEmpty()) {
      return SwapDecision.nothing();
    }
    Upgrade u = upgrade.get();
    boolean stable =
        u.step() == UpgradeStep.ALPHA_STARTED
            && c.kind() == ChainKind.ALPHA
            && c.height() >= u.terms().deltaMinAlphaBlocks();
    boolean complete =
        u.step() == UpgradeStep.DELTA_STARTED && c.kind() == ChainKind.DELTA && c.height() >= 1;
    if (stable) {
      return SwapDecision.of(new AlphaStable(u.proposal(), c.height(), c.head()));
    }
    return complete
        ? SwapDecision.of(new Completed(u.proposal(), c.height(), c.head()))
        : SwapDecision.nothing();
  }

  /** The same obstacle again makes no event. */
  private static SwapDecision block(Upgrade u, Obstacle obstacle) {
    return u.obstacle().filter(obstacle::equals).isPresent()
        ? SwapDecision.nothing()
        : SwapDecision.of(
            new Blocked(u.proposal(), u.source(), u.target(), u.activationHeight(), obstacle));
  }

  private ChainSwapState activated(Activated e) {
    Upgrade upgrade =
        new Upgrade(
            e.proposal(),
            e.source(),
            UpgradeCertificates.successor(e.certificate().terms()),
            e.height(),
            UpgradeStep.ACTIVATED,
            Optional.empty(),
            Optional.of(e.certificate()),
            false);
    List<Hash> longer = new ArrayList<>(line);
    longer.add(e.proposal());
    return new ChainSwapState(
        put(upgrades, upgrade), List.copyOf(longer), Optional.of(e.proposal()));
  }

  private Upgrade blocked(Blocked e) {
    return upgrade(e.proposal())
        .orElseGet(
            () ->
                new Upgrade(
                    e.proposal(),
                    e.source(),
                    e.target(),
                    e.activationHeight(),
                    UpgradeStep.ANNOUNCED,
                    Optional.empty(),
                    Optional.empty(),
                    false))
        .blockedBy(e.obstacle());
  }

  private ChainSwapState with(Upgrade upgrade) {
    return new ChainSwapState(put(upgrades, upgrade), line, Optional.of(upgrade.proposal()));
  }

  private static SortedMap<Hash, Upgrade> put(SortedMap<Hash, Upgrade> map, Upgrade upgrade) {
    SortedMap<Hash, Upgrade> copy = new TreeMap<>(map);
    copy.put(upgrade.proposal(), upgrade);
    return Collections.unmodifiableSortedMap(copy);
  }

  private Optional<Upgrade> at(Hash proposal, UpgradeStep step) {
    return upgrade(proposal).filter(u -> u.step() == step);
  }

  private Upgrade known(Hash proposal) {
    return upgrade(proposal)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the journal names proposal " + proposal + " before it began"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainSwapState state
        && upgrades.equals(state.upgrades)
        && line.equals(state.line)
        && newest.equals(state.newest);
  }

  @Override
  public int hashCode() {
    return upgrades.hashCode();
  }

  @Override
  public String toString() {
    return upgrades.values() + " line " + line;
  }
}
