package org.alphadelta.swap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol.Activate;
import org.alphadelta.actor.UpgradeProtocol.Attested;
import org.alphadelta.actor.UpgradeProtocol.ChainAdvanced;
import org.alphadelta.actor.UpgradeProtocol.Command;
import org.alphadelta.actor.UpgradeProtocol.DeltaClosed;
import org.alphadelta.actor.UpgradeProtocol.HandOver;
import org.alphadelta.actor.UpgradeProtocol.Notification;
import org.alphadelta.actor.UpgradeProtocol.Prepare;
import org.alphadelta.actor.UpgradeProtocol.Progress;
import org.alphadelta.actor.UpgradeProtocol.Recovered;
import org.alphadelta.actor.UpgradeProtocol.RetireSource;
import org.alphadelta.actor.UpgradeProtocol.Retry;
import org.alphadelta.actor.UpgradeProtocol.StartAlpha;
import org.alphadelta.actor.UpgradeProtocol.StartDelta;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signer;
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
 * The work around a decision: file work that a command needs before it is decided, and the
 * notifications that follow from events. Used by one thread.
 */
final class SwapWork {
  private final NodeEnvironment environment;
  private final SwapFiles files;

  /**
   * Proposals that the node asked to prepare since the process began; it asks again after each
   * restart.
   */
  private final Map<Hash, Prepare> prepared = new LinkedHashMap<>();

  SwapWork(NodeEnvironment environment) {
    this.environment = environment;
    this.files = new SwapFiles(environment);
  }

  /**
   * Repairs the disk, then tells the node which pair this machine runs; the node starts no chain
   * before that.
   */
  List<Notification> afterRecovery(ChainSwapState state) {
    Optional<Upgrade> running = state.running();
    if (!state.isHandedOver()) {
      running.ifPresent(files::ensure);
    }
    List<Notification> orders = new ArrayList<>();
    orders.add(new Recovered(running.map(Upgrade::target)));
    for (Upgrade upgrade : state.line()) {
      orders.add(new RetireSource(upgrade.source(), upgrade.activationHeight()));
      if (running.filter(upgrade::equals).isPresent()) {
        orders.addAll(startAlpha(upgrade));
        if (upgrade.step().compareTo(UpgradeStep.DELTA_STARTED) >= 0) {
          orders.add(new StartDelta(upgrade.target()));
        }
      }
      if (upgrade.step() == UpgradeStep.HANDED_OVER) {
        orders.add(handOver(upgrade));
      }
    }
    state.newest().ifPresent(u -> orders.add(progress(u)));
    return orders;
  }

  /** The command to decide, after its file work; empty when it is already done. */
  Optional<SwapCommand> toDecide(ChainSwapState state, Command command) {
    return switch (command) {
      case Prepare c -> prepare(state, c);
      case Activate c ->
          state.isActivatedBy(c.source(), c.certificate())
              ? Optional.empty()
              : Optional.of(
                  new SwapCommand.Activate(
                      c.source(),
                      c.certificate(),
                      files.verify(c.source(), c.certificate()),
                      environment.validator().map(Signer::publicKey)));
      case ChainAdvanced c ->
          Optional.of(new SwapCommand.Advance(c.pair(), c.kind(), c.height(), c.head()));
      case DeltaClosed c ->
          Optional.of(new SwapCommand.CloseSource(c.source(), c.height(), c.block()));
      case Retry c -> state.due().map(this::step);
    };
  }

  /** Preparations whose preflight found an obstacle, to be repeated. */
  List<Prepare> obstructed(ChainSwapState state) {
    return state.obstructed().stream()
        .flatMap(proposal -> Optional.ofNullable(prepared.get(proposal)).stream())
        .toList();
  }

  /** Notifications to the node after these events, the last of which led to {@code state}. */
  List<Notification> after(ChainSwapState state, List<ChainSwapEvent> events) {
    List<Notification> orders = new ArrayList<>();
    for (ChainSwapEvent event : events) {
      Upgrade upgrade = state.upgrade(event.proposal()).orElseThrow();
      switch (event) {
        case Activated e -> orders.add(new RetireSource(e.source(), e.height()));
        case AlphaStarted e -> orders.addAll(startAlpha(upgrade));
        case DeltaStarted e -> orders.add(new StartDelta(e.target()));
        case HandedOver e -> orders.add(handOver(upgrade));
        case Preflighted e -> {}
        case AlphaGenesisVerified e -> {}
        case AlphaStable e -> {}
        case DeltaGenesisVerified e -> {}
        case Completed e -> {}
        case SourceClosed e -> {}
        case Blocked e -> {}
      }
      orders.add(progress(upgrade));
    }
    return orders;
  }

  /** Whether the next step needs no other input and was not just found to be blocked. */
  static boolean goesOn(ChainSwapState state, List<ChainSwapEvent> events) {
    return state.due().isPresent() && events.stream().noneMatch(e -> e instanceof Blocked);
  }

  /** Keeps both certificates of a forked chain as proof. */
  void keep(SwapDecision.Contradicted contradicted) {
    files.keep(contradicted.second());
  }

  /** Once per process unless there was an obstacle: parameters do not change, but disks fill. */
  private Optional<SwapCommand> prepare(ChainSwapState state, Prepare c) {
    Hash proposal = c.proposal().id();
    boolean obstructed = state.upgrade(proposal).flatMap(Upgrade::obstacle).isPresent();
    boolean again = prepared.put(proposal, c) != null;
    if ((again && !obstructed) || state.leaving(c.source()).isPresent()) {
      return Optional.empty();
    }
    RebuiltPair check = files.preflight(c.source(), c.proposal().terms());
    return Optional.of(new SwapCommand.Prepare(c.source(), proposal, c.proposal().terms(), check));
  }

  private SwapCommand step(Upgrade due) {
    return switch (due.step()) {
      case ACTIVATED -> new SwapCommand.CheckGenesis(due.proposal(), files.check(due));
      case ALPHA_GENESIS_VERIFIED -> new SwapCommand.Place(due.proposal(), files.place(due));
      case ALPHA_STABLE -> new SwapCommand.VerifyDelta(due.proposal(), files.delta(due));
      case DELTA_GENESIS_VERIFIED -> new SwapCommand.StartDelta(due.proposal());
      case ANNOUNCED, PREFLIGHTED, ALPHA_STARTED, DELTA_STARTED, COMPLETED, HANDED_OVER ->
          throw new IllegalStateException("nothing is due at " + due.step());
    };
  }

  private List<Notification> startAlpha(Upgrade upgrade) {
    List<Notification> orders = new ArrayList<>();
    files.attestation(upgrade).ifPresent(attestation -> orders.add(new Attested(attestation)));
    orders.add(new StartAlpha(files.stored(upgrade.target())));
    return orders;
  }

  private Notification handOver(Upgrade upgrade) {
    files.handOver(upgrade);
    return new HandOver(upgrade.proposal());
  }

  private static Notification progress(Upgrade upgrade) {
    return new Progress(
        upgrade.proposal(),
        upgrade.label(),
        Optional.of(upgrade.target()),
        upgrade.obstacle().map(Obstacle::sentence),
        Sentences.of(upgrade));
  }
}
