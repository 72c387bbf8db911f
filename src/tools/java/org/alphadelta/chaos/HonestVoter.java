package org.alphadelta.chaos;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.Timeout;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.ledger.BlockExecutor;

/**
 * The engine of one chain in a running process, and the execution of its effects: messages, timers,
 * building and validating blocks. {@link HonestChain} stores blocks and starts heights.
 */
final class HonestVoter {
  private final World world;
  private final HonestNode node;
  private final HonestChain chain;
  private final HonestSync sync;
  private final Engine engine;

  HonestVoter(HonestNode node, HonestChain chain, HonestSync sync, Engine engine) {
    this.world = chain.world();
    this.node = node;
    this.chain = chain;
    this.sync = sync;
    this.engine = engine;
  }

  /** The round at a height; -1 when this node is at another. */
  int round(long height) {
    return engine.view().filter(v -> v.height() == height).flatMap(Engine.View::round).orElse(-1);
  }

  Optional<Engine.View> view() {
    return engine.view();
  }

  /** Records this validator's own signature in a certificate. */
  void seeOwn(CommitCertificate certificate) {
    chain.own().in(certificate).forEach(vote -> handle(new EngineInput.SeeOwn(vote)));
  }

  /** Handles an input; it may end the process. */
  void handle(EngineInput input) {
    perform(engine.handle(input));
  }

  /** An input from outside, ignored when the process has ended. */
  void input(EngineInput input) {
    if (chain.runs()) {
      node.guarded(() -> handle(input));
    }
  }

  void judgeWaiting() {
    sync.ledger().executor().held().forEach(c -> judge(c.height(), c.id(), c.body()));
  }

  private void perform(List<Effect> effects) {
    boolean storm = world.network.storming() && world.plan.crashPercent() > 0;
    int sent =
        storm && world.random.nextInt(400) == 0 ? world.random.nextInt(effects.size() + 1) : -1;
    for (int i = 0; i < effects.size(); i++) {
      if (i == sent) {
        throw new FaultyDisk.Crash("after sending " + i);
      }
      perform(effects.get(i));
    }
  }

  private void perform(Effect effect) {
    int index = node.index();
    switch (effect) {
      case Effect.Broadcast e -> world.broadcast(index, e.message());
      case Effect.Send e ->
          world.send(index, Integer.parseInt(e.to().name().substring(1)), e.message());
      case Effect.SendToMembers e -> world.sendToMembers(index, e.members(), e.message());
      case Effect.Schedule e -> node.later(e.millis(), () -> elapse(e.timeout()));
      case Effect.BuildBlock e -> node.later(world.random.nextInt(20), () -> build(e));
      case Effect.ValidateBlock e ->
          node.later(world.random.nextInt(10), () -> judge(e.height(), e.value(), e.body()));
      case Effect.Decided e -> {
        world.note(index, () -> "decides height " + e.height() + ": " + e.value().brief());
        chain.decided(e);
      }
      case Effect.EvidenceFound e -> {
        world.note(
            index, () -> "has evidence against " + "n" + world.index(e.evidence().offender()));
        world.observer.onEvidence(index, e.evidence());
      }
      case Effect.PeerRefused e -> {
        world.note(index, () -> "refuses " + e.peer().name() + ": " + e.reason().sentence());
        node.refused();
      }
      case Effect.SigningRefused e ->
          world.note(index, () -> "signs nothing: " + e.reason().sentence());
      case Effect.SafetyStop e -> chain.stop(e.reason());
    }
  }

  private void elapse(Timeout timeout) {
    boolean current =
        round(timeout.height()) == timeout.round() && view().filter(v -> !v.decided()).isPresent();
    if (current && chain.runs()) {
      world.note(node.index(), () -> EventText.timeout(timeout));
    }
    input(new EngineInput.Elapse(timeout));
  }

  private void build(Effect.BuildBlock e) {
    if (e.height() != sync.head().nextHeight()) {
      return;
    }
    sync.ledger()
        .build(world.key(node.index()))
        .ifPresent(
            block ->
                input(
                    new EngineInput.ValueBuilt(
                        e.height(), e.round(), block.hash(), block.canonical())));
  }

  private void judge(long height, Hash value, Bytes body) {
    if (height != sync.head().nextHeight()) {
      return;
    }
    switch (sync.ledger().judge(height, value, body)) {
      case BlockExecutor.Verdict.Valid valid -> {
        world.note(node.index(), () -> "finds " + value.brief() + " valid");
        input(new EngineInput.ValueValidated(height, value, Optional.empty()));
      }
      case BlockExecutor.Verdict.Invalid invalid -> {
        world.note(
            node.index(),
            () -> "finds " + value.brief() + " invalid: " + invalid.reason().sentence());
        input(new EngineInput.ValueValidated(height, value, Optional.of(invalid.reason())));
      }
      case BlockExecutor.Verdict.Later later -> {}
    }
  }
}
