package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.chaos.FaultyDisk.Fault;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.PeerIdentity;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A validator that agrees with itself, height after height, over a real log and sign-state on a
 * disk that is full or fails to sync at each of its operations: it stops, signs nothing after that,
 * and its next life signs nothing twice.
 */
class SignerOnAFailingDiskTest {
  private static final KeyPair KEY = KeyPair.ofSeed(Bytes.of(new byte[KeyPair.SEED_LENGTH]));
  private static final Hash GENESIS = Sha256.plain(Bytes.utf8("genesis"));
  private static final ChainId CHAIN = new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, GENESIS);
  private static final Committee COMMITTEE =
      Committee.of(List.of(new Member(KEY.publicKey(), Role.GOVERNOR)));
  private static final HomeLayout HOME = new HomeLayout(Path.of("/home"));
  private static final Path LOG = Path.of("/home/consensus.log");
  private static final long LAST_HEIGHT = 3;
  private static final int POWER_LOSSES = 3;

  /** What left the process in all lives; two contents for one position are a double signature. */
  private final Map<Position, OwnMessage> said = new TreeMap<>();

  private long decided;

  /** Counts what it signs, whether or not that is ever released. */
  private static final class CountingSigner implements Signer {
    private int signatures;

    @Override
    public PublicKey publicKey() {
      return KEY.publicKey();
    }

    @Override
    public Signature sign(Bytes message) {
      signatures++;
      return KEY.sign(message);
    }
  }

  /** One process on a disk. */
  private final class Life {
    private final String proposes;
    private final CountingSigner signer = new CountingSigner();
    private final List<EngineInput> inputs = new ArrayList<>();
    private final FileConsensusLog log;
    private final Engine engine;
    private Optional<String> stopped = Optional.empty();

    Life(FaultyDisk disk, String proposes) throws IOException {
      this.proposes = proposes;
      log = FileConsensusLog.open(disk, LOG);
      engine =
          new Engine(
              new EngineConfig(CHAIN, Timeouts.STANDARD, Proposers.ROTATING),
              log,
              new FileSignState(disk, HOME, CHAIN, KEY.publicKey()),
              Ed25519.verifier(),
              (value, body) -> Sha256.plain(body).equals(value),
              Optional.of(signer));
    }

    Life run() {
      Deque<EngineInput> waiting = new ArrayDeque<>();
      waiting.add(new EngineInput.StartHeight(decided + 1, COMMITTEE));
      while (!waiting.isEmpty() && stopped.isEmpty()) {
        EngineInput input = waiting.remove();
        inputs.add(input);
        engine.handle(input).forEach(effect -> perform(effect, waiting));
      }
      return this;
    }

    private void perform(Effect effect, Deque<EngineInput> waiting) {
      switch (effect) {
        case Effect.BuildBlock build -> {
          Bytes body = Bytes.utf8(proposes + " " + build.height() + "/" + build.round());
          waiting.add(
              new EngineInput.ValueBuilt(build.height(), build.round(), Sha256.plain(body), body));
        }
        case Effect.ValidateBlock judge ->
            waiting.add(
                new EngineInput.ValueValidated(judge.height(), judge.value(), Optional.empty()));
        case Effect.Decided done -> {
          decided = done.height();
          if (decided < LAST_HEIGHT) {
            waiting.add(new EngineInput.StartHeight(decided + 1, COMMITTEE));
          }
        }
        case Effect.Broadcast broadcast -> hear(broadcast.message());
        case Effect.Send send -> hear(send.message());
        case Effect.SendToMembers send -> hear(send.message());
        case Effect.SafetyStop stop -> stopped = Optional.of(stop.reason());
        case Effect.Schedule schedule -> {}
        case Effect.EvidenceFound found -> throw new AssertionError("accuses itself: " + found);
        case Effect.PeerRefused refused -> throw new AssertionError("there is no peer: " + refused);
        case Effect.SigningRefused refused -> {}
      }
    }

    /** The same inputs again, and more of them: nothing comes of it any more. */
    void staysSilent() {
      int before = signer.signatures;
      inputs.add(new EngineInput.StartHeight(decided + 2, COMMITTEE));
      for (EngineInput input : inputs) {
        assertThat(engine.handle(input)).isEmpty();
      }
      assertThat(signer.signatures).isEqualTo(before);
    }
  }

  private void hear(ConsensusMessage message) {
    switch (message) {
      case ConsensusMessage.VoteMessage vote -> hear(new OwnMessage.OfVote(vote.vote()));
      case ConsensusMessage.ProposalMessage proposal ->
          hear(
              new OwnMessage.OfProposal(
                  proposal.proposal().proposal(), proposal.proposal().signature()));
      case ConsensusMessage.PolkaMessage other -> {}
      case ConsensusMessage.ValueRequest other -> {}
      case ConsensusMessage.ValueResponse other -> {}
      case ConsensusMessage.HeightQuery other -> {}
      case ConsensusMessage.HeightAnswer other -> {}
    }
  }

  private void hear(OwnMessage message) {
    OwnMessage earlier = said.putIfAbsent(message.position(), message);
    assertThat(Optional.ofNullable(earlier).orElse(message))
        .as("a second signature at " + message.position())
        .isEqualTo(message);
  }

  private static FaultyDisk prepared() {
    FaultyDisk disk = new FaultyDisk();
    disk.mkdirs(HOME.signing());
    try {
      new FileSignState(disk, HOME, CHAIN, KEY.publicKey()).create();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return disk;
  }

  /** A life on a disk that fails somewhere in it; empty when the log could not even be opened. */
  private Optional<Life> lives(FaultyDisk disk, String proposes) {
    try {
      return Optional.of(new Life(disk, proposes).run());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Test
  void agreesWithItselfOnAGoodDisk() {
    Life life = lives(prepared(), "first").orElseThrow();
    assertThat(life.stopped).isEmpty();
    assertThat(decided).isEqualTo(LAST_HEIGHT);
    assertThat(said).hasSize((int) (3 * LAST_HEIGHT));
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "IO_ERROR"})
  void stopsAtEveryFailureAndSignsNothingAfterIt(Fault fault) {
    FaultyDisk whole = prepared();
    long first = whole.operations() + 1;
    lives(whole, "first");
    long last = whole.operations();
    assertThat(last - first).isGreaterThan(3 * LAST_HEIGHT);
    for (long at = first; at <= last; at++) {
      for (int seed = -1; seed < POWER_LOSSES; seed++) {
        said.clear();
        decided = 0;
        FaultyDisk disk = prepared().strike(at, fault);
        Optional<Life> life = lives(disk, "first");
        String where = fault + " at operation " + at + ", seed " + seed;
        if (life.isPresent()) {
          assertThat(life.get().stopped).as(where).isPresent();
          assertThat(life.get().stopped.get()).as(where).contains("failed");
          life.get().staysSilent();
        }
        FaultyDisk next = seed < 0 ? disk.afterKill() : disk.afterPowerLoss(new Random(seed));
        Life second = lives(next, "second").orElseThrow();
        assertThat(second.stopped).as(where).isEmpty();
        assertThat(decided).as(where).isEqualTo(LAST_HEIGHT);
      }
    }
  }

  @Test
  void aDiskThatFillsUpStopsItWhereverThatHappens() {
    for (long free = 0; free < 4_000; free += 37) {
      said.clear();
      decided = 0;
      FaultyDisk disk = prepared().fill(free);
      Optional<Life> life = lives(disk, "first");
      if (life.isPresent() && decided < LAST_HEIGHT) {
        assertThat(life.get().stopped.orElse("")).contains("No space left");
        life.get().staysSilent();
      }
      Life second = lives(disk.afterKill().fill(Long.MAX_VALUE), "second").orElseThrow();
      assertThat(second.stopped).isEmpty();
      assertThat(decided).isEqualTo(LAST_HEIGHT);
    }
  }

  @Test
  void anOldCopyOfLogAndSignStateStopsAtItsOwnNewerSignature() {
    FaultyDisk disk = prepared();
    FaultyDisk old = disk.copy();
    lives(disk, "first");
    PeerIdentity peer = new PeerIdentity("peer", Optional.of(FOUR.keys().get(0)));
    List<SignedVote> own =
        said.values().stream()
            .filter(OwnMessage.OfVote.class::isInstance)
            .map(message -> ((OwnMessage.OfVote) message).signed())
            .filter(vote -> vote.vote().height() == 1)
            .toList();
    assertThat(own).hasSize(2);
    decided = 0;
    Life restored = restored(old);
    List<Effect> effects = new ArrayList<>();
    effects.addAll(restored.engine.handle(new EngineInput.StartHeight(1, FOUR)));
    effects.addAll(
        restored.engine.handle(
            new EngineInput.Receive(
                peer, new ConsensusMessage.HeightAnswer(1, List.of(), own, List.of()))));
    assertThat(effects.stream().filter(Effect.SafetyStop.class::isInstance).toList())
        .singleElement()
        .asString()
        .contains("a valid signature of our own key", "restored");
    assertThat(restored.signer.signatures).isZero();
    restored.staysSilent();
  }

  private static final Committee FOUR = four();

  private static Committee four() {
    List<Member> members = new ArrayList<>(COMMITTEE.members());
    for (int i = 1; i < 4; i++) {
      byte[] seed = new byte[KeyPair.SEED_LENGTH];
      seed[0] = (byte) i;
      members.add(new Member(KeyPair.ofSeed(Bytes.of(seed)).publicKey(), Role.GOVERNOR));
    }
    return Committee.of(members);
  }

  private Life restored(FaultyDisk old) {
    try {
      return new Life(old, "second");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
