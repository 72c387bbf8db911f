package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/**
 * Where storyboards of the engine play: one engine over a log and a sign-state that write down the
 * order of calls, lose what was not synced when told, and fail when told. Signatures are hashes:
 * cheap, and as unforgeable as needed here.
 */
final class EngineStage {
  static final ChainId CHAIN =
      new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, Sha256.plain(Bytes.utf8("genesis")));
  static final SignatureVerifier VERIFIER =
      (key, message, signature) -> sign(key, message).equals(signature);
  static final Bytes BODY_A = Bytes.utf8("body a");
  static final Bytes BODY_B = Bytes.utf8("body b");
  static final Hash A = Sha256.plain(BODY_A);
  static final Hash B = Sha256.plain(BODY_B);

  final Committee committee;
  final List<PublicKey> keys;
  final List<String> order = new ArrayList<>();
  final List<LogEntry> durable = new ArrayList<>();
  final List<LogEntry> buffered = new ArrayList<>();
  final List<PublicKey> verified = new ArrayList<>();
  private final int self;
  private long logHeight;
  private long height = 1;
  private Optional<SignRecord> record;
  private Engine engine;
  private List<Effect> effects = List.of();
  private boolean failing;

  /**
   * @param self the place of this validator; outside the range means an observer with a key of no
   *     member
   */
  EngineStage(int validators, int self) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      members.add(new Member(KeeperTraces.key("member " + i), Role.GOVERNOR));
    }
    this.committee = Committee.of(members);
    this.keys = new ArrayList<>(committee.keys());
    keys.add(KeeperTraces.key("stranger"));
    this.self = self;
    this.record = Optional.of(SignRecord.fresh(CHAIN, keys.get(self)));
    this.engine = engine();
  }

  private Engine engine() {
    EngineConfig config =
        new EngineConfig(CHAIN, Timeouts.STANDARD, (h, r, c) -> c.keys().get(r % c.size()));
    return new Engine(
        config,
        new Log(),
        new State(),
        (key, message, signature) -> verified.add(key) && VERIFIER.verify(key, message, signature),
        (value, body) -> Sha256.plain(body).equals(value),
        Optional.of(signer(keys.get(self))));
  }

  static Signature sign(PublicKey key, Bytes message) {
    Hash one = Sha256.plain(key.bytes(), message);
    byte[] both = new byte[Signature.LENGTH];
    System.arraycopy(one.bytes().toArray(), 0, both, 0, Hash.LENGTH);
    System.arraycopy(one.bytes().toArray(), 0, both, Hash.LENGTH, Hash.LENGTH);
    return Signature.of(both);
  }

  static Signer signer(PublicKey key) {
    return new Signer() {
      @Override
      public PublicKey publicKey() {
        return key;
      }

      @Override
      public Signature sign(Bytes message) {
        return EngineStage.sign(key, message);
      }
    };
  }

  EngineStage on(EngineInput input) {
    effects = engine.handle(input);
    return this;
  }

  /** From now on everybody speaks of this height. */
  EngineStage start(long next) {
    height = next;
    return on(new EngineInput.StartHeight(next, committee));
  }

  /** Starts height 1 and lets enough members answer the query, so that signing may begin. */
  EngineStage ready() {
    List<Effect> all = new ArrayList<>(start(1).effects);
    for (int i = 0; i < 3; i++) {
      all.addAll(answers(1, i, List.of()).effects);
    }
    effects = all;
    return this;
  }

  EngineStage answers(long height, int from, List<SignedVote> votes) {
    return hears(from, new ConsensusMessage.HeightAnswer(height, List.of(), votes, List.of()));
  }

  EngineStage hears(int from, ConsensusMessage message) {
    return on(new EngineInput.Receive(peer(from), message));
  }

  PeerIdentity peer(int of) {
    return new PeerIdentity("n" + of, Optional.of(keys.get(of)));
  }

  SignedVote vote(VoteType type, long height, int round, Optional<Hash> value, int validator) {
    Vote vote = new Vote(type, height, round, value, keys.get(validator));
    return new SignedVote(vote, sign(keys.get(validator), vote.signingBytes(CHAIN)));
  }

  EngineStage hearsVotes(VoteType type, int round, Optional<Hash> value, int... validators) {
    List<Effect> all = new ArrayList<>();
    for (int v : validators) {
      hears(v, new ConsensusMessage.VoteMessage(vote(type, height, round, value, v)));
      all.addAll(effects);
    }
    effects = all;
    return this;
  }

  /** A fresh value. */
  SignedProposal proposal(int round, Hash value, int proposer) {
    return proposal(round, value, Optional.empty(), proposer);
  }

  /** A value once more. */
  SignedProposal proposedAgain(int round, Hash value, int validRound, int proposer) {
    return proposal(round, value, Optional.of(validRound), proposer);
  }

  private SignedProposal proposal(
      int round, Hash value, Optional<Integer> validRound, int proposer) {
    BlockProposal proposal =
        new BlockProposal(height, round, value, validRound, keys.get(proposer));
    return new SignedProposal(
        proposal, sign(keys.get(proposer), proposal.signingBytes(CHAIN)), Optional.empty());
  }

  /** The proposal of its round's proposer, with the body, judged valid. */
  EngineStage hearsProposal(int round, Bytes body) {
    Hash value = Sha256.plain(body);
    hears(
        round % committee.size(),
        new ConsensusMessage.ProposalMessage(
            proposal(round, value, round % committee.size()), Optional.of(body)));
    return on(new EngineInput.ValueValidated(height, value, Optional.empty()));
  }

  EngineStage elapses(TimeoutKind kind, int round) {
    return on(new EngineInput.Elapse(new Timeout(height, round, kind)));
  }

  List<Effect> effects() {
    return effects;
  }

  /** The consensus messages that were broadcast in the last step. */
  List<ConsensusMessage> broadcasts() {
    return effects.stream()
        .filter(e -> e instanceof Effect.Broadcast)
        .map(e -> ((Effect.Broadcast) e).message())
        .toList();
  }

  List<Vote> votesSaid() {
    return broadcasts().stream()
        .filter(m -> m instanceof ConsensusMessage.VoteMessage)
        .map(m -> ((ConsensusMessage.VoteMessage) m).vote().vote())
        .toList();
  }

  EngineStage stops(String why) {
    assertThat(effects).hasSize(1);
    assertThat(effects.getFirst())
        .isInstanceOfSatisfying(Effect.SafetyStop.class, s -> assertThat(s.reason()).contains(why));
    return this;
  }

  EngineStage doesNotStop() {
    assertThat(effects).noneMatch(e -> e instanceof Effect.SafetyStop);
    return this;
  }

  Engine current() {
    return engine;
  }

  SignRecord record() {
    return record.orElseThrow();
  }

  EngineStage withRecord(Optional<SignRecord> other) {
    record = other;
    return this;
  }

  /** Every later call of log and sign-state fails. */
  EngineStage failingDisk() {
    failing = true;
    return this;
  }

  /** The process dies; what was not synced is gone. */
  EngineStage powerLoss() {
    buffered.clear();
    return restart();
  }

  EngineStage restart() {
    durable.addAll(buffered);
    buffered.clear();
    order.clear();
    engine = engine();
    return this;
  }

  /** The log as it was when so many entries were durable. */
  EngineStage logCutTo(int entries) {
    durable.subList(entries, durable.size()).clear();
    return this;
  }

  private final class Log implements ConsensusLog {
    @Override
    public long height() {
      return logHeight;
    }

    @Override
    public List<LogEntry> entries() throws IOException {
      check();
      return List.copyOf(durable);
    }

    @Override
    public void startHeight(long height) throws IOException {
      check();
      durable.clear();
      buffered.clear();
      logHeight = height;
    }

    @Override
    public void append(LogEntry entry) throws IOException {
      check();
      order.add(entry instanceof LogEntry.Own ? "append own" : "append input");
      buffered.add(entry);
    }

    @Override
    public void sync() throws IOException {
      check();
      order.add("sync");
      durable.addAll(buffered);
      buffered.clear();
    }
  }

  private final class State implements SignState {
    @Override
    public Optional<SignRecord> load() throws IOException {
      check();
      return record;
    }

    @Override
    public void store(SignRecord next) throws IOException {
      check();
      order.add("store");
      record = Optional.of(next);
    }
  }

  private void check() throws IOException {
    if (failing) {
      throw new IOException("no space left");
    }
  }
}
