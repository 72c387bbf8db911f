package org.alphadelta.swap;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.inspect.MeaningCheck;
import org.alphadelta.journal.JournalRecord;
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
 * Checks stream {@code succession}: each step after the previous one ({@link UpgradeStep}), one
 * activation per source, agreeing with what stream {@code ratifier} (which precedes it by name)
 * recorded, Delta only after enough Alpha blocks. Signatures are not verified.
 */
public final class SuccessionCheck implements MeaningCheck {
  private final Map<Hash, RatifierEvent> decisions = new TreeMap<>();
  private final Map<Hash, UpgradeStep> steps = new TreeMap<>();
  private final Map<Hash, Activated> activations = new TreeMap<>();
  private final Set<Hash> sources = new TreeSet<>();
  private final Set<Hash> closed = new TreeSet<>();

  @Override
  public void see(JournalRecord record, Canonical event, Consumer<String> wrong) {
    if (event instanceof RatifierEvent decision) {
      decisions.put(decision.proposal(), decision);
    } else if (event instanceof ChainSwapEvent step) {
      order(step, wrong);
      content(step, wrong);
    }
  }

  private void order(ChainSwapEvent event, Consumer<String> wrong) {
    Optional<UpgradeStep> before = Optional.ofNullable(steps.get(event.proposal()));
    Set<UpgradeStep> allowed = before(event);
    boolean first = before.isEmpty() && mayBegin(event);
    if (!first && before.filter(allowed::contains).isEmpty()) {
      wrong.accept(
          event.getClass().getSimpleName()
              + " of proposal "
              + event.proposal()
              + " after "
              + before.map(UpgradeStep::label).orElse("nothing"));
    }
    steps.put(event.proposal(), next(event, before));
  }

  private static boolean mayBegin(ChainSwapEvent event) {
    return switch (event) {
      case Preflighted e -> true;
      case Activated e -> true;
      case Blocked e -> true;
      case AlphaGenesisVerified e -> false;
      case AlphaStarted e -> false;
      case AlphaStable e -> false;
      case DeltaGenesisVerified e -> false;
      case DeltaStarted e -> false;
      case Completed e -> false;
      case SourceClosed e -> false;
      case HandedOver e -> false;
    };
  }

  /** The steps at which an event is possible. */
  static Set<UpgradeStep> before(ChainSwapEvent event) {
    return switch (event) {
      case Preflighted e -> Set.of(UpgradeStep.ANNOUNCED, UpgradeStep.PREFLIGHTED);
      case Activated e -> Set.of(UpgradeStep.ANNOUNCED, UpgradeStep.PREFLIGHTED);
      case AlphaGenesisVerified e -> Set.of(UpgradeStep.ACTIVATED);
      case AlphaStarted e -> Set.of(UpgradeStep.ALPHA_GENESIS_VERIFIED);
      case AlphaStable e -> Set.of(UpgradeStep.ALPHA_STARTED);
      case DeltaGenesisVerified e -> Set.of(UpgradeStep.ALPHA_STABLE);
      case DeltaStarted e -> Set.of(UpgradeStep.DELTA_GENESIS_VERIFIED);
      case Completed e -> Set.of(UpgradeStep.DELTA_STARTED);
      case SourceClosed e ->
          Set.of(
              UpgradeStep.ACTIVATED,
              UpgradeStep.ALPHA_GENESIS_VERIFIED,
              UpgradeStep.ALPHA_STARTED,
              UpgradeStep.ALPHA_STABLE,
              UpgradeStep.DELTA_GENESIS_VERIFIED,
              UpgradeStep.DELTA_STARTED,
              UpgradeStep.COMPLETED);
      case Blocked e ->
          Set.of(
              UpgradeStep.ANNOUNCED,
              UpgradeStep.PREFLIGHTED,
              UpgradeStep.ACTIVATED,
              UpgradeStep.ALPHA_GENESIS_VERIFIED);
      case HandedOver e -> Set.of(UpgradeStep.ALPHA_GENESIS_VERIFIED);
    };
  }

  private static UpgradeStep next(ChainSwapEvent event, Optional<UpgradeStep> before) {
    return switch (event) {
      case Preflighted e -> UpgradeStep.PREFLIGHTED;
      case Activated e -> UpgradeStep.ACTIVATED;
      case AlphaGenesisVerified e -> UpgradeStep.ALPHA_GENESIS_VERIFIED;
      case AlphaStarted e -> UpgradeStep.ALPHA_STARTED;
      case AlphaStable e -> UpgradeStep.ALPHA_STABLE;
      case DeltaGenesisVerified e -> UpgradeStep.DELTA_GENESIS_VERIFIED;
      case DeltaStarted e -> UpgradeStep.DELTA_STARTED;
      case Completed e -> UpgradeStep.COMPLETED;
      case SourceClosed e -> before.orElse(UpgradeStep.ACTIVATED);
      case Blocked e -> before.orElse(UpgradeStep.ANNOUNCED);
      case HandedOver e -> UpgradeStep.HANDED_OVER;
    };
  }

  private void content(ChainSwapEvent event, Consumer<String> wrong) {
    Optional<Activated> activation = Optional.ofNullable(activations.get(event.proposal()));
    switch (event) {
      case Activated e -> activated(e, wrong);
      case AlphaGenesisVerified e ->
          activation.ifPresent(
              a ->
                  same(
                      "alpha genesis",
                      e.alpha(),
                      a.certificate().terms().alphaExpectedHash(),
                      wrong));
      case DeltaGenesisVerified e ->
          activation.ifPresent(
              a ->
                  same(
                      "delta genesis",
                      e.delta(),
                      a.certificate().terms().deltaExpectedHash(),
                      wrong));
      case AlphaStable e ->
          activation
              .map(a -> a.certificate().terms().deltaMinAlphaBlocks())
              .filter(least -> e.height() < least)
              .ifPresent(
                  least ->
                      wrong.accept(
                          "stable at alpha height " + e.height() + ", expected at least " + least));
      case SourceClosed e -> {
        if (!closed.add(e.proposal())) {
          wrong.accept("a source closed twice by proposal " + e.proposal());
        }
      }
      case HandedOver e -> {
        if (!closed.contains(e.proposal())) {
          wrong.accept("handed over before the old delta was closed");
        }
      }
      case Preflighted e -> {}
      case AlphaStarted e -> {}
      case DeltaStarted e -> {}
      case Completed e -> {}
      case Blocked e -> {}
    }
  }

  private void activated(Activated e, Consumer<String> wrong) {
    activations.put(e.proposal(), e);
    if (!sources.add(e.source().alpha())) {
      wrong.accept("a second activation on " + e.source());
    }
    same("certificate of proposal", e.certificate().proposal(), e.proposal(), wrong);
    same("certified block", e.certificate().activation().hash(), e.block(), wrong);
    RatifierEvent decision = decisions.get(e.proposal());
    if (decision instanceof RatifierEvent.ProposalApproved approved) {
      same("approving block", approved.block(), e.block(), wrong);
    } else if (decision != null) {
      wrong.accept("proposal " + e.proposal() + " was activated, but the ratifier closed it");
    }
  }

  private static void same(String what, Hash is, Hash expected, Consumer<String> wrong) {
    if (!is.equals(expected)) {
      wrong.accept(what + ": found " + is + ", expected " + expected);
    }
  }
}
