package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.Peer;
import org.alphadelta.core.Hash;

/**
 * A Byzantine validator: an honest engine as its brain, and a mouth that says something else. What
 * comes back of its own lies is kept from the brain, which would otherwise stop.
 */
final class ByzantineNode implements SimPeer {
  private static final int TICK_MILLIS = 250;

  private final World world;
  private final int index;
  private final Misdeed misdeed;
  private final Mouth mouth;
  private final List<StoredBlock> blocks = new ArrayList<>();
  private Optional<Engine> brain = Optional.empty();
  private int incarnation;

  ByzantineNode(World world, int index, Misdeed misdeed) {
    this.world = world;
    this.index = index;
    this.misdeed = misdeed;
    this.mouth = new Mouth(world, index, misdeed);
  }

  void boot() {
    think();
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
                world.memo,
                SimValue::names,
                Optional.of(world.signer(index))));
    startNext();
  }

  private void tick() {
    mouth.mutter(height() + 1);
    world.time.after(TICK_MILLIS, this::tick);
  }

  private long height() {
    return blocks.size();
  }

  @Override
  public void deliver(int from, Parcel parcel) {
    if (brain.isEmpty()) {
      return;
    }
    switch (parcel) {
      case Parcel.Consensus p -> {
        mouth.hear(p.message());
        if (p.message().height() > height() + 1) {
          world.post(index, from, Parcel.request(height() + 1));
        }
        Deaf.without(p.message(), world.key(index))
            .ifPresent(m -> input(new EngineInput.Receive(peer(from), m)));
      }
      case Parcel.BlockRequest p -> {
        if (p.height() >= 1 && p.height() <= height()) {
          answer(from, blocks.get((int) p.height() - 1));
        }
      }
      case Parcel.BlockResponse p -> onBlock(p);
    }
  }

  private void answer(int to, StoredBlock block) {
    CommitCertificate certificate = block.certificate();
    if (misdeed == Misdeed.BAD_SYNC) {
      SimValue lie =
          new SimValue(certificate.height(), SimValue.GENESIS, world.random.nextLong(), true);
      CommitCertificate forged =
          world.random.nextBoolean()
              ? new CommitCertificate(
                  certificate.height(), certificate.round(), lie.id(), certificate.signatures())
              : new CommitCertificate(
                  certificate.height(),
                  certificate.round(),
                  certificate.value(),
                  certificate.signatures().subList(0, certificate.signatures().size() / 2));
      boolean honestBody = forged.value().equals(certificate.value());
      world.post(
          index,
          to,
          Parcel.response(certificate.height(), honestBody ? block.body() : lie.body(), forged));
      return;
    }
    if (misdeed != Misdeed.MUTE) {
      world.post(index, to, Parcel.response(certificate.height(), block.body(), certificate));
    }
  }

  private void onBlock(Parcel.BlockResponse p) {
    if (p.height() == height() + 1
        && SimValue.names(p.certificate().value(), p.body())
        && Certificates.verify(
                p.certificate(), world.chain, world.life.committee(last()), world.memo)
            .isEmpty()) {
      blocks.add(new StoredBlock(p.body(), p.certificate()));
      input(new EngineInput.Abandon(p.height()));
      startNext();
    }
  }

  private Peer peer(int from) {
    return new Peer("n" + from, Optional.of(world.key(from)));
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
      case Effect.Broadcast e -> mouth.say(e.message());
      case Effect.Send e -> mouth.answer(Integer.parseInt(e.to().name().substring(1)), e.message());
      case Effect.SendToMembers e ->
          e.members().stream()
              .map(world::index)
              .filter(to -> to >= 0 && to != index)
              .forEach(to -> mouth.answer(to, e.message()));
      case Effect.Schedule e -> later(e.millis(), () -> input(new EngineInput.Elapse(e.timeout())));
      case Effect.BuildValue e -> later(world.random.nextInt(20), () -> build(e));
      case Effect.JudgeValue e ->
          later(
              world.random.nextInt(10),
              () ->
                  input(
                      new EngineInput.Judge(
                          e.height(),
                          e.value(),
                          e.height() == height() + 1
                              && SimValue.valid(e.body(), e.height(), parent())
                              && SimValue.parse(e.body())
                                  .filter(v -> world.life.follows(v, last()))
                                  .isPresent())));
      case Effect.Decided e -> {
        if (e.height() == height() + 1) {
          blocks.add(new StoredBlock(e.body(), e.certificate()));
          later(1 + world.random.nextInt(10), this::startNext);
        }
      }
      case Effect.SafetyStop e -> world.time.after(500, this::think);
      case Effect.EvidenceFound e -> {}
      case Effect.PeerRefused e -> {}
      case Effect.SigningRefused e -> {}
    }
  }

  private void build(Effect.BuildValue e) {
    if (e.height() == height() + 1) {
      boolean valid = misdeed != Misdeed.INVALID_BLOCK;
      long anchor = last().map(SimValue::anchor).orElse(0L); // as old as it may be
      SimValue value = new SimValue(e.height(), parent(), world.random.nextLong(), anchor, valid);
      input(new EngineInput.OfferValue(e.height(), e.round(), value.id(), value.body()));
    }
  }

  private Hash parent() {
    return blocks.isEmpty() ? SimValue.GENESIS : blocks.getLast().certificate().value();
  }

  private void startNext() {
    if (world.life.starts(index, last()) && !world.life.committee(last()).isEmpty()) {
      perform(
          brain
              .orElseThrow()
              .handle(new EngineInput.StartHeight(height() + 1, world.life.committee(last()))));
    } else if (height() > 0 && height() < world.plan.heights()) {
      // it never leaves: as if it were still a member
      perform(
          brain
              .orElseThrow()
              .handle(
                  new EngineInput.StartHeight(
                      height() + 1, World.committee(world.plan.validators()))));
    }
  }

  private Optional<SimValue> last() {
    return blocks.isEmpty() ? Optional.empty() : SimValue.parse(blocks.getLast().body());
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
