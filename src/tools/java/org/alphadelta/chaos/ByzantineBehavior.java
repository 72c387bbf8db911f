package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.ledger.Block;
import org.alphadelta.wire.PeerMessage;

/** Replaces the messages of a Byzantine validator's engine: one method per misdeed. */
final class ByzantineBehavior {
  private static final int REMEMBERED = 200;

  private final World world;
  private final int index;
  private final Misdeed misdeed;
  private final ForgingSigner forger;
  private final StalePolkas stalePolkas;
  private final SelectiveSender sender;
  private final Random random;
  private final List<ConsensusMessage> old = new ArrayList<>();
  private final SortedMap<Long, SortedMap<Integer, Hash>> proposed = new TreeMap<>();
  private final SortedMap<Long, SortedMap<Integer, Hash>> second = new TreeMap<>();
  private final SortedSet<String> fresh = new TreeSet<>();
  private final SortedSet<String> again = new TreeSet<>();
  private Optional<Bytes> body = Optional.empty();

  ByzantineBehavior(World world, int index, Misdeed misdeed) {
    this.world = world;
    this.index = index;
    this.misdeed = misdeed;
    this.random = new Random(world.random.nextLong());
    this.forger = new ForgingSigner(world, world.signer(index), random);
    this.stalePolkas = new StalePolkas(world, forger);
    this.sender = new SelectiveSender(world, index, random);
  }

  /** Remembers messages for later use. */
  void receive(ConsensusMessage message) {
    if (message instanceof ConsensusMessage.ProposalMessage m) {
      body = m.body().or(() -> body);
      BlockProposal p = m.proposal().proposal();
      proposed.computeIfAbsent(p.height(), h -> new TreeMap<>()).putIfAbsent(p.round(), p.value());
      if (p.validRound().isPresent()) {
        again.add(p.height() + "/" + p.round());
      } else if (fresh.add(p.height() + "/" + p.round() + "/" + p.value())) {
        onFresh(p);
      }
    }
    stalePolkas.receive(message);
    if (misdeed == Misdeed.OUTDATED && old.size() < REMEMBERED) {
      old.add(message);
    } else if (misdeed == Misdeed.OUTDATED) {
      old.set(random.nextInt(REMEMBERED), message);
    }
  }

  /** Reacts before anybody can have counted a prevote for the proposal. */
  private void onFresh(BlockProposal p) {
    if (misdeed == Misdeed.AMNESIA) {
      assent(p.height(), p.round(), p.value());
    } else if (misdeed == Misdeed.FAKE_POLKA) {
      PolkaCertificate forged = forger.forgedPolka(p.height(), p.round(), p.value());
      world.broadcast(index, new ConsensusMessage.PolkaMessage(forged));
    }
  }

  void answer(int to, ConsensusMessage message) {
    boolean forgets = misdeed == Misdeed.STALE_POLKA || misdeed == Misdeed.AMNESIA;
    if (forgets && message instanceof ConsensusMessage.HeightAnswer m) {
      world.send(
          index,
          to,
          new ConsensusMessage.HeightAnswer(m.height(), List.of(), List.of(), List.of()));
    } else if (misdeed != Misdeed.MUTE) {
      world.send(index, to, message);
    }
  }

  void send(ConsensusMessage message) {
    receive(message);
    switch (message) {
      case ConsensusMessage.VoteMessage m -> vote(m.vote().vote(), m);
      case ConsensusMessage.ProposalMessage m -> propose(m);
      case ConsensusMessage.PolkaMessage m -> others(message);
      case ConsensusMessage.ValueRequest m -> others(message);
      case ConsensusMessage.ValueResponse m -> others(message);
      case ConsensusMessage.HeightQuery m -> others(message);
      case ConsensusMessage.HeightAnswer m -> others(message);
    }
  }

  private void others(ConsensusMessage message) {
    if (misdeed != Misdeed.MUTE) {
      world.broadcast(index, message);
    }
  }

  private void vote(Vote vote, ConsensusMessage honest) {
    switch (misdeed) {
      case MUTE, MUTE_VOTES -> {}
      case EQUIVOCATE_VOTES -> sender.split(honest, forger.vote(vote, other(vote)));
      case EQUIVOCATE_PROPOSALS -> {
        Optional<Hash> twin = of(second, vote);
        if (twin.isPresent()) {
          sender.split(honest, forger.vote(vote, twin));
        } else {
          world.broadcast(index, honest);
        }
      }
      case AMNESIA, FAKE_POLKA -> {
        if (vote.value().isEmpty() || !again.contains(vote.height() + "/" + vote.round())) {
          world.broadcast(index, honest); // no vote for a value that is proposed again
        }
      }
      case STALE_POLKA -> {
        boolean helps = vote.type() == VoteType.PREVOTE && random.nextBoolean();
        world.broadcast(index, helps ? honest : forger.vote(vote, Optional.empty()));
      }
      case NIL_PRECOMMIT ->
          world.broadcast(
              index,
              vote.type() == VoteType.PRECOMMIT ? forger.vote(vote, Optional.empty()) : honest);
      case HIDDEN_LOCK -> {
        ConsensusMessage nil = forger.vote(vote, Optional.empty());
        if (vote.type() == VoteType.PRECOMMIT) {
          world.broadcast(index, nil); // always nil
        } else {
          sender.toOneVictim(honest, nil);
        }
      }
      case SELECTIVE_DELIVERY -> sender.toJustEnough(honest);
      case IMPERSONATOR -> {
        impersonate(vote);
        world.broadcast(index, honest);
      }
      case MUTE_PROPOSALS, OUTDATED, SKIP_STORM, INVALID_BLOCK, BAD_SYNC ->
          world.broadcast(index, honest);
    }
  }

  /** Votes without a lock: a prevote and a precommit for every proposal ever received. */
  private void assent(long height, int round, Hash value) {
    for (VoteType type : VoteType.values()) {
      world.broadcast(index, forger.vote(type, height, round, Optional.of(value)));
    }
  }

  private static Optional<Hash> of(SortedMap<Long, SortedMap<Integer, Hash>> known, Vote vote) {
    return Optional.ofNullable(
        known.getOrDefault(vote.height(), new TreeMap<>()).get(vote.round()));
  }

  /** Nil against a value, a value against nil. */
  private Optional<Hash> other(Vote vote) {
    return vote.value().isPresent()
        ? Optional.empty()
        : of(proposed, vote).or(() -> Optional.of(SimValue.GENESIS));
  }

  private void impersonate(Vote vote) {
    PublicKey victim = world.key(random.nextInt(world.plan.validators()));
    world.broadcast(index, forger.impersonated(vote, other(vote), victim));
    body.flatMap(world.cache::block)
        .map(forger::twin)
        .ifPresent(
            outOfTurn ->
                world.broadcast(index, forger.proposal(vote.height(), vote.round(), outOfTurn)));
  }

  private void propose(ConsensusMessage.ProposalMessage honest) {
    BlockProposal own = honest.proposal().proposal();
    Optional<Block> fresh =
        honest.body().or(() -> body).flatMap(world.cache::block).map(forger::twin);
    switch (misdeed) {
      case MUTE, MUTE_PROPOSALS -> {}
      case AMNESIA -> {
        boolean forgets = own.validRound().isPresent() && fresh.isPresent();
        world.broadcast(index, forgets ? forger.proposal(own, fresh.get()) : honest);
        fresh.ifPresent(b -> assent(own.height(), own.round(), b.hash()));
      }
      case EQUIVOCATE_PROPOSALS ->
          fresh.ifPresentOrElse(
              twin -> equivocate(honest, twin), () -> world.broadcast(index, honest));
      case FAKE_POLKA -> {
        if (own.round() == 0 || fresh.isEmpty()) {
          world.broadcast(index, honest);
        } else {
          pretendPolka(own, fresh.get());
        }
      }
      case STALE_POLKA -> {
        Optional<StalePolkas.Stale> stale = stalePolkas.oldest(own.round());
        stale.ifPresentOrElse(
            s ->
                world.broadcast(
                    index,
                    forger.proposal(own, s.block(), s.polka().round(), Optional.of(s.polka()))),
            () -> sender.toAlmostEnough(honest));
      }
      case SELECTIVE_DELIVERY -> sender.toJustEnough(honest);
      case EQUIVOCATE_VOTES,
          MUTE_VOTES,
          NIL_PRECOMMIT,
          OUTDATED,
          HIDDEN_LOCK,
          SKIP_STORM,
          INVALID_BLOCK,
          IMPERSONATOR,
          BAD_SYNC ->
          world.broadcast(index, honest);
    }
  }

  private void equivocate(ConsensusMessage.ProposalMessage honest, Block twin) {
    BlockProposal proposal = honest.proposal().proposal();
    second
        .computeIfAbsent(proposal.height(), h -> new TreeMap<>())
        .put(proposal.round(), twin.hash());
    sender.changeSides();
    sender.split(honest, forger.proposal(proposal, twin));
  }

  private void pretendPolka(BlockProposal own, Block fresh) {
    int validRound = random.nextInt(own.round());
    PolkaCertificate forged = forger.forgedPolka(own.height(), validRound, fresh.hash());
    Optional<PolkaCertificate> shown =
        random.nextBoolean() ? Optional.of(forged) : Optional.empty();
    world.broadcast(index, forger.proposal(own, fresh, validRound, shown));
    assent(own.height(), own.round(), fresh.hash());
  }

  /** Sends messages unprompted, from time to time. */
  void sendUnprompted(long height) {
    switch (misdeed) {
      case OUTDATED -> {
        for (int i = 0; i < 3 && !old.isEmpty(); i++) {
          world.broadcast(index, old.get(random.nextInt(old.size())));
        }
      }
      case SKIP_STORM -> {
        int round =
            random.nextBoolean()
                ? 1_000_000_000 + random.nextInt(1_000_000)
                : 5 + random.nextInt(20);
        long far = random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(9) : height;
        for (VoteType type : VoteType.values()) {
          world.broadcast(index, forger.vote(type, far, round, Optional.empty()));
        }
      }
      case FAKE_POLKA -> {
        Optional<Hash> known =
            proposed.getOrDefault(height, new TreeMap<>()).values().stream().findFirst();
        if (known.isPresent()) {
          world.broadcast(
              index,
              new ConsensusMessage.PolkaMessage(
                  forger.forgedPolka(height, random.nextInt(3), known.get())));
        }
      }
      case EQUIVOCATE_VOTES,
          EQUIVOCATE_PROPOSALS,
          STALE_POLKA,
          MUTE,
          MUTE_PROPOSALS,
          MUTE_VOTES,
          AMNESIA,
          NIL_PRECOMMIT,
          SELECTIVE_DELIVERY,
          HIDDEN_LOCK,
          INVALID_BLOCK,
          IMPERSONATOR -> {}
      case BAD_SYNC ->
          world.broadcast(
              index,
              new PeerMessage.ChainStatus(
                  world.kind, Long.MAX_VALUE - random.nextInt(9), SimValue.GENESIS));
    }
  }
}
