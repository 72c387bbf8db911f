package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.PeerIdentity;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.BlockExecutor;
import org.alphadelta.ledger.BlockSync;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.wire.PeerMessage;

/**
 * A Byzantine validator: an honest engine and ledger, and a behavior that replaces their messages.
 * Its own lies are filtered from the engine's input, because they would stop it. It proposes the
 * oldest anchors or one above H, includes no other operator's transactions, and never leaves a
 * chain.
 */
final class ByzantineNode implements SimPeer {
  private static final int TICK_MILLIS = 250;

  private final World world;
  private final int index;
  private final Misdeed misdeed;
  private final ByzantineBehavior behavior;
  private final SimLedger ledger;
  private final BlockSync<Integer> sync = new BlockSync<>(Optional.empty(), 0);
  private Optional<Engine> brain = Optional.empty();
  private int incarnation;

  /**
   * @param alpha for Delta, the same operator's node of Alpha
   */
  ByzantineNode(World world, int index, Misdeed misdeed, Optional<ByzantineNode> alpha) {
    this.world = world;
    this.index = index;
    this.misdeed = misdeed;
    this.behavior = new ByzantineBehavior(world, index, misdeed);
    this.ledger = new SimLedger(world, alpha.map(a -> () -> a.ledger));
  }

  void boot() {
    think();
    world.link(index);
    tick();
  }

  private void think() {
    incarnation++;
    MemoryPorts ports = new MemoryPorts(world.chain, world.key(index));
    brain =
        Optional.of(
            new Engine(
                world.config(),
                ports,
                ports,
                world.cache,
                world.cache::names,
                Optional.of(world.signer(index))));
    agree();
  }

  private void tick() {
    behavior.sendUnprompted(head().nextHeight());
    takeOffered();
    ledger.executor().held().forEach(c -> judge(c));
    ask();
    world.time.after(TICK_MILLIS, this::tick);
  }

  private ChainHead head() {
    return ledger.head();
  }

  @Override
  public void linked(int peer) {
    if (brain.isPresent()) {
      sync.left(peer);
      sync.joined(peer);
      send(peer, status());
    }
  }

  @Override
  public boolean runs() {
    return brain.isPresent();
  }

  @Override
  public Optional<Engine.View> view() {
    return brain.flatMap(Engine::view);
  }

  private PeerMessage status() {
    return new PeerMessage.ChainStatus(world.kind, head().height(), head().hash());
  }

  private void send(int peer, PeerMessage message) {
    if (misdeed != Misdeed.MUTE) {
      world.send(index, peer, message);
    }
  }

  @Override
  public void deliver(int from, Packet packet) {
    if (brain.isEmpty()) {
      return;
    }
    switch (packet) {
      case Packet.Consensus p -> {
        behavior.receive(p.message());
        SelfFilter.without(p.message(), world.key(index))
            .ifPresent(m -> input(new EngineInput.Receive(peer(from), m)));
      }
      case Packet.Sync p -> heard(from, p.message());
    }
  }

  private void heard(int from, PeerMessage message) {
    if (message instanceof PeerMessage.ChainStatus status) {
      sync.claimed(from, status.height());
    } else if (message instanceof PeerMessage.BlocksRequest request) {
      answer(from, request);
    } else if (message instanceof PeerMessage.BlocksResponse response) {
      sync.answered(from, response.blocks(), head(), ledger.now());
      takeOffered();
      ask();
    }
  }

  private void answer(int to, PeerMessage.BlocksRequest request) {
    PeerMessage honest = Serving.blocks(ledger.store(), world.kind, request);
    if (misdeed != Misdeed.BAD_SYNC) {
      send(to, honest);
    } else if (honest instanceof PeerMessage.BlocksResponse response) {
      lie(to, response.blocks());
    }
  }

  /** Answers nothing, something useless, or something false, also behind something true. */
  private void lie(int to, List<CertifiedBlock> truth) {
    List<CertifiedBlock> blocks = new ArrayList<>(truth);
    int kind = world.random.nextInt(6);
    int at = truth.isEmpty() ? 0 : world.random.nextInt(truth.size());
    if (kind == 0) {
      return;
    } else if (kind == 1 || truth.isEmpty()) {
      blocks.clear();
    } else if (kind == 2) {
      blocks.remove(at);
    } else if (kind == 3) {
      blocks.set(at, Forgery.truncated(truth.get(at)));
    } else if (kind == 4) {
      blocks.set(at, Forgery.foreign(truth.get(at)));
    } else {
      blocks.set(at, new CertifiedBlock(truth.get(at).block(), truth.getFirst().certificate()));
    }
    world.send(index, to, PeerMessage.BlocksResponse.fitting(world.kind, blocks));
  }

  private void ask() {
    sync.due(head(), ledger.now())
        .ifPresent(
            ask ->
                world.send(
                    index,
                    ask.peer(),
                    new PeerMessage.BlocksRequest(world.kind, ask.from(), ask.count())));
  }

  private void takeOffered() {
    Optional<CertifiedBlock> next = sync.next(head());
    while (next.isPresent() && ledger.step(next.get()) instanceof LedgerStep.Applied applied) {
      advance(applied);
      input(new EngineInput.HeightSynced(head().height()));
      agree();
      next = sync.next(head());
    }
    if (next.isPresent() && ledger.step(next.get()) instanceof LedgerStep.Refused) {
      sync.refused(ledger.now());
    }
  }

  private void advance(LedgerStep.Applied applied) {
    ledger.advance(applied);
    sync.advanced(head(), ledger.now());
    if (misdeed != Misdeed.MUTE) {
      world.broadcast(index, status());
    }
  }

  private PeerIdentity peer(int from) {
    return new PeerIdentity("n" + from, Optional.of(world.key(from)));
  }

  private void input(EngineInput input) {
    perform(brain.orElseThrow().handle(input));
  }

  private void perform(List<Effect> effects) {
    int mine = incarnation;
    for (Effect effect : effects) {
      if (mine == incarnation) {
        perform(effect);
      }
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Broadcast e -> behavior.send(e.message());
      case Effect.Send e ->
          behavior.answer(Integer.parseInt(e.to().name().substring(1)), e.message());
      case Effect.SendToMembers e -> {
        if (misdeed != Misdeed.MUTE) {
          world.sendToMembers(index, e.members(), e.message());
        }
      }
      case Effect.Schedule e -> later(e.millis(), () -> input(new EngineInput.Elapse(e.timeout())));
      case Effect.BuildBlock e -> later(world.random.nextInt(20), () -> build(e));
      case Effect.ValidateBlock e ->
          later(
              world.random.nextInt(10),
              () -> judge(new BlockExecutor.Candidate(e.height(), e.value(), e.body())));
      case Effect.Decided e -> decided(e);
      case Effect.SafetyStop e -> world.time.after(500, this::think);
      case Effect.EvidenceFound e -> {}
      case Effect.PeerRefused e -> {}
      case Effect.SigningRefused e -> {}
    }
  }

  private void decided(Effect.Decided e) {
    if (e.height() == head().nextHeight()) {
      Block block = world.cache.block(e.body()).orElseThrow();
      if (ledger.decided(block, e.certificate()) instanceof LedgerStep.Applied applied) {
        advance(applied);
        later(1 + world.random.nextInt(10), this::agree);
      } else {
        sync.keep(new CertifiedBlock(block, e.certificate()));
      }
    }
  }

  private void judge(BlockExecutor.Candidate c) {
    if (c.height() != head().nextHeight()) {
      return;
    }
    switch (ledger.judge(c.height(), c.id(), c.body())) {
      case BlockExecutor.Verdict.Valid valid ->
          input(new EngineInput.ValueValidated(c.height(), c.id(), Optional.empty()));
      case BlockExecutor.Verdict.Invalid invalid ->
          input(new EngineInput.ValueValidated(c.height(), c.id(), Optional.of(invalid.reason())));
      case BlockExecutor.Verdict.Later later -> {}
    }
  }

  private void build(Effect.BuildBlock e) {
    if (e.height() != head().nextHeight()) {
      return;
    }
    Committee founders = head().origin().founders();
    boolean over = head().departed(world.key(index)) || head().concluded();
    Optional<Block> block =
        over ? Optional.of(ledger.pretend(world.key(index), founders)) : buildCrooked();
    block
        .map(b -> misdeed == Misdeed.INVALID_BLOCK ? Forgery.wrongState(b) : b)
        .ifPresent(
            b -> input(new EngineInput.ValueBuilt(e.height(), e.round(), b.hash(), b.canonical())));
  }

  /** A block on the oldest anchor, sometimes on the newest, even above H. */
  private Optional<Block> buildCrooked() {
    boolean passing = world.kind == ChainKind.DELTA && world.random.nextBoolean();
    return passing ? ledger.buildPassing(world.key(index)) : ledger.buildOld(world.key(index));
  }

  /** Never leaves: after the split it continues as if still a member. */
  private void agree() {
    boolean member = head().committee().contains(world.key(index));
    if (!world.enough.test(head()) || !member) {
      Committee committee = member ? head().committee() : head().origin().founders();
      input(new EngineInput.StartHeight(head().nextHeight(), committee));
    }
  }

  private void later(long millis, Runnable action) {
    int mine = incarnation;
    world.time.after(
        millis,
        () -> {
          if (incarnation == mine) {
            action.run();
          }
        });
  }
}
