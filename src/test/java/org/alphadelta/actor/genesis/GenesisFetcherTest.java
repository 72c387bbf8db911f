package org.alphadelta.actor.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Caller;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.Download;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.journal.Streams;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.GenesisCache;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.GenesisMessage.Attestations;
import org.alphadelta.wire.GenesisMessage.AttestationsRequest;
import org.alphadelta.wire.GenesisMessage.GenesisChunk;
import org.alphadelta.wire.GenesisMessage.GenesisChunkRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A joiner that pins seven governors, five of whom must agree, and the peers that it meets. */
class GenesisFetcherTest {
  private static final GenesisPair RIGHT = Pairs.testnet(Actors.committee(7, 0), 1000);
  private static final GenesisPair WRONG = Pairs.testnet(Actors.committee(7, 0), 999);
  private static final Duration TICK = Duration.ofMillis(500);

  @TempDir private Path home;
  private Optional<Signer> validator = Optional.empty();
  private NodeEnvironment environment;
  private Life life;
  private TestProbe<GenesisFetcher.Notification> node;
  private TestProbe<Peers.Command> dialer;
  private TestProbe<GenesisStore.Command> store;
  private ActorRef<GenesisFetcher.Command> fetcher;

  private void live() {
    environment = Pairs.machine(home, Pairs.pins(RIGHT), validator);
    life = new Life(home);
    node = life.probe();
    dialer = life.probe();
    store = life.probe();
    fetcher =
        life.kit.spawn(
            GenesisFetcher.create(
                environment,
                Life.JOURNALING,
                new GenesisFetcher.Links(node.getRef(), dialer.getRef(), store.getRef())),
            "genesis");
  }

  @AfterEach
  void end() {
    life.close();
  }

  private void restart() {
    life.close();
    live();
  }

  private Caller peer(String name) {
    return new Caller(life, name, event -> fetcher.tell(new GenesisFetcher.Event(event)))
        .connects();
  }

  /** The next news of this kind; of others before it only progress is passed over. */
  private <T extends GenesisFetcher.Notification> T news(Class<T> type) {
    while (true) {
      GenesisFetcher.Notification notification = node.receiveMessage(Life.PATIENCE);
      if (type.isInstance(notification)) {
        return type.cast(notification);
      }
      assertThat(notification)
          .isInstanceOfAny(GenesisFetcher.Progress.class, GenesisFetcher.AttestedTwice.class);
    }
  }

  private void needsPeers() {
    live();
    news(GenesisFetcher.NeedsPeers.class);
    assertThat(news(GenesisFetcher.Progress.class).sentence()).isEqualTo("0 of 5 needed");
  }

  private GenesisFetcher.Progress says(Caller peer, List<SignedAttestation> attestations) {
    peer.says(new Attestations(attestations));
    return news(GenesisFetcher.Progress.class);
  }

  private static GenesisChunk chunk(GenesisPair of, GenesisChunkRequest ask) {
    Bytes content = of.of(ask.chain()).canonical();
    int from = ask.index() * Manifest.CHUNK_BYTES;
    return new GenesisChunk(
        ask.pair().alpha(),
        ask.chain(),
        ask.index(),
        content.slice(from, Math.min(content.length(), from + Manifest.CHUNK_BYTES)));
  }

  private static void serve(Caller peer, GenesisPair pair) {
    for (ChainKind kind : ChainKind.values()) {
      peer.says(chunk(pair, peer.hears(GenesisChunkRequest.class)));
    }
  }

  private void join() {
    needsPeers();
    Caller peer = peer("honest");
    says(peer, Pairs.attestations(RIGHT, 1, 5));
    serve(peer, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).source()).isEqualTo(GenesisSource.PEERS);
  }

  private boolean searching() {
    return dialer
        .expectMessageClass(Peers.Bootstrap.class, Life.PATIENCE)
        .to()
        .filter(to -> to.destination() == Destination.GENESIS_SEARCH)
        .isPresent();
  }

  private List<Object> journal() {
    return life.journal(Streams.GENESIS);
  }

  @Test
  void fourEqualAnswersOfSevenStayUnverifiedAndTheFifthMakesItDownload() {
    needsPeers();
    Caller peer = peer("honest");
    assertThat(peer.hears(AttestationsRequest.class).generation()).isZero();
    GenesisFetcher.Progress four = says(peer, Pairs.attestations(RIGHT, 1, 4));
    assertThat(four).isEqualTo(new GenesisFetcher.Progress(4, 5, "4 of 5 needed", false));
    life.time.timePasses(TICK);
    peer.hears(AttestationsRequest.class);
    says(peer, Pairs.attestations(RIGHT, 1, 4));
    peer.hearsNothing();
    assertThat(journal()).isEmpty();

    assertThat(says(peer, Pairs.attestations(RIGHT, 5, 5)).agreed()).isTrue();
    serve(peer, RIGHT);
    GenesisFetcher.Verified verified = news(GenesisFetcher.Verified.class);
    assertThat(verified.pair()).isEqualTo(RIGHT);
    assertThat(verified.attestations()).hasSize(5);
    assertThat(journal())
        .singleElement()
        .isInstanceOfSatisfying(
            GenesisEvent.GenesisAccepted.class, e -> assertThat(e.attestations()).hasSize(5));
  }

  @Test
  void isDialedForUntilItHasVerifiedAGenesisAndNotAgain() {
    join();
    assertThat(searching()).isTrue();
    assertThat(searching()).isFalse();
    restart();
    news(GenesisFetcher.Verified.class);
    assertThat(searching()).isFalse();
  }

  @Test
  void theStoreIsToldOfEachContradictionAndTellsThoseThatItFinds() {
    live();
    ActorRef<GenesisStore.ContradictionFound> found =
        store.expectMessageClass(GenesisStore.FollowContradictions.class, Life.PATIENCE).replyTo();
    store.expectMessage(Life.PATIENCE, new GenesisStore.Contradicted(List.of()));
    found.tell(new GenesisStore.ContradictionFound(twice(2)));
    store.expectMessage(Life.PATIENCE, new GenesisStore.Contradicted(List.of(twice(2))));
  }

  @Test
  void aHundredSybilsWithTheirOwnGovernorListGetNowhere() {
    needsPeers();
    for (int i = 0; i < 100; i++) {
      List<SignedAttestation> own = new ArrayList<>();
      for (int j = 0; j < 7; j++) {
        KeyPair key = KeyPair.ofSeed(Sha256.plain(Bytes.utf8("sybil " + i + " " + j)).bytes());
        own.add(Pairs.attestation(WRONG, key));
      }
      assertThat(says(peer("sybil-" + i), own))
          .isEqualTo(new GenesisFetcher.Progress(0, 5, "0 of 5 needed", false));
    }
    Caller honest = peer("honest");
    says(honest, Pairs.attestations(RIGHT, 3, 7));
    serve(honest, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).pair()).isEqualTo(RIGHT);
  }

  @Test
  void wordsOfOneGovernorCountOnceHoweverManyPeersBringThem() {
    needsPeers();
    for (int i = 0; i < 6; i++) {
      assertThat(says(peer("peer-" + i), Pairs.attestations(RIGHT, 1, 1)).have()).isEqualTo(1);
    }
  }

  @Test
  void comesUpFromItsCacheWithoutPeers() {
    join();
    restart();
    GenesisFetcher.Verified again = news(GenesisFetcher.Verified.class);
    assertThat(again.source()).isEqualTo(GenesisSource.CACHE);
    assertThat(again.pair()).isEqualTo(RIGHT);
    assertThat(journal()).hasSize(1);
  }

  @Test
  void oneFlippedBitInTheCacheMovesItToQuarantineAndTheGenesisIsFetchedAgain() throws IOException {
    join();
    life.close();
    byte[] cache = Files.readAllBytes(environment.home().genesisCache());
    cache[cache.length / 2] ^= 0x10;
    Files.write(environment.home().genesisCache(), cache);
    live();
    news(GenesisFetcher.NeedsPeers.class);
    assertThat(environment.disk().list(environment.home().quarantine())).hasSize(1);
    assertThat(environment.home().genesisCache()).doesNotExist();
    Caller peer = peer("honest");
    says(peer, Pairs.attestations(RIGHT, 2, 6));
    serve(peer, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).source()).isEqualTo(GenesisSource.PEERS);
    assertThat(journal()).hasSize(2).last().isInstanceOf(GenesisEvent.CacheQuarantined.class);
    restart();
    assertThat(news(GenesisFetcher.Verified.class).source()).isEqualTo(GenesisSource.CACHE);
  }

  @Test
  void aCacheWithFewerWordsThanNeededIsNotBelieved() {
    new GenesisCache(
            Pairs.machine(home, Pairs.pins(RIGHT), validator).disk(),
            Pairs.machine(home, Pairs.pins(RIGHT), validator).home(),
            any -> Optional.empty())
        .write(new CachedGenesis(RIGHT, Pairs.attestations(RIGHT, 1, 4)));
    live();
    assertThat(news(GenesisFetcher.NeedsPeers.class).why()).contains("damaged");
    assertThat(journal()).isEmpty();
  }

  @Test
  void whatTheOperatorImportedIsBelievedAndAGovernorAttestsItOnce() {
    validator = Optional.of(Actors.pair(3));
    NodeEnvironment environment = Pairs.machine(home, Pairs.pins(RIGHT), validator);
    new GenesisCache(environment.disk(), environment.home(), any -> Optional.empty())
        .write(new CachedGenesis(RIGHT, List.of()));
    live();
    GenesisFetcher.Verified verified = news(GenesisFetcher.Verified.class);
    assertThat(verified.source()).isEqualTo(GenesisSource.IMPORT);
    assertThat(verified.attestations()).containsExactly(Pairs.attestation(RIGHT, 3));
    restart();
    assertThat(news(GenesisFetcher.Verified.class).source()).isEqualTo(GenesisSource.CACHE);
    assertThat(journal())
        .hasSize(2)
        .hasOnlyElementsOfTypes(
            GenesisEvent.GenesisImported.class, GenesisEvent.GenesisAttested.class);
  }

  @Test
  void anImportOfOtherGovernorsThanThePinnedOnesIsRefused() {
    GenesisPair foreign = Pairs.testnet(Actors.committee(6, 1), 1000);
    NodeEnvironment environment = Pairs.machine(home, Pairs.pins(RIGHT), validator);
    new GenesisCache(environment.disk(), environment.home(), any -> Optional.empty())
        .write(new CachedGenesis(foreign, List.of()));
    live();
    news(GenesisFetcher.NeedsPeers.class);
    assertThat(environment.disk().list(environment.home().quarantine())).hasSize(1);
  }

  @Test
  void governorsThatContradictEachOtherAreShownWithWhatEachSideSaid() {
    needsPeers();
    Caller peer = peer("honest");
    says(peer, Pairs.attestations(RIGHT, 1, 3));
    String open = says(peer, Pairs.attestations(WRONG, 4, 4)).sentence();
    String over = says(peer, Pairs.attestations(WRONG, 5, 7)).sentence();
    for (String sentence : List.of(open, over)) {
      assertThat(sentence)
          .contains("governors disagree", RIGHT.id().alpha().brief(), WRONG.id().alpha().brief())
          .contains(Actors.v(1).brief(), Actors.v(4).brief());
    }
    assertThat(open).startsWith("3 of 5 needed");
    assertThat(over).startsWith("4 of 5 needed").contains(Actors.v(7).brief());
  }

  private GenesisFetcher.AttestedTwice accused() {
    return news(GenesisFetcher.AttestedTwice.class);
  }

  private static DoubleAttestation twice(int governor) {
    return new DoubleAttestation(
        Pairs.attestation(RIGHT, governor), Pairs.attestation(WRONG, governor));
  }

  @Test
  void aGovernorThatAttestsTwoPairsIsJournaledOnceAndCountsForNeitherAlsoAfterARestart() {
    needsPeers();
    Caller peer = peer("honest");
    says(peer, Pairs.attestations(RIGHT, 1, 4));
    GenesisFetcher.Progress three = says(peer, Pairs.attestations(WRONG, 1, 1));
    assertThat(three.sentence()).isEqualTo("3 of 5 needed");
    assertThat(accused().evidence()).containsExactly(twice(1));
    says(peer, Pairs.attestations(WRONG, 1, 1));
    says(peer, Pairs.attestations(RIGHT, 1, 1));
    assertThat(journal()).containsExactly(new GenesisEvent.AttestedTwice(twice(1)));

    restart();
    assertThat(accused().evidence()).containsExactly(twice(1));
    news(GenesisFetcher.NeedsPeers.class);
    Caller again = peer("again");
    news(GenesisFetcher.Progress.class);
    assertThat(says(again, Pairs.attestations(RIGHT, 1, 5)).sentence()).isEqualTo("4 of 5 needed");
    assertThat(says(again, Pairs.attestations(RIGHT, 6, 6)).agreed()).isTrue();
    serve(again, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).attestations())
        .containsExactlyInAnyOrderElementsOf(Pairs.attestations(RIGHT, 2, 6));
    assertThat(journal()).hasSize(2);
  }

  @Test
  void aContradictionDuringTheDownloadTakesTheWordAwayAndTheDownloadIfItWasNeeded() {
    needsPeers();
    Caller peer = peer("honest");
    says(peer, Pairs.attestations(RIGHT, 1, 5));
    GenesisChunkRequest alpha = peer.hears(GenesisChunkRequest.class);
    GenesisChunkRequest delta = peer.hears(GenesisChunkRequest.class);
    assertThat(says(peer, Pairs.attestations(WRONG, 5, 5)).sentence()).isEqualTo("4 of 5 needed");
    accused();
    peer.says(chunk(RIGHT, alpha)).says(chunk(RIGHT, delta));
    assertThat(says(peer, Pairs.attestations(RIGHT, 6, 6)).agreed()).isTrue();
    says(peer, Pairs.attestations(RIGHT, 7, 7));
    says(peer, Pairs.attestations(WRONG, 6, 6));
    assertThat(accused().evidence()).hasSize(2);
    serve(peer, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).attestations())
        .extracting(w -> w.attestation().governor())
        .doesNotContain(Actors.v(5), Actors.v(6))
        .hasSize(5);
  }

  @Test
  void aContradictionThatAnotherFoundIsJournaledWhenItProvesItself() {
    join();
    DoubleAttestation forged =
        new DoubleAttestation(
            Pairs.attestation(RIGHT, 3),
            new SignedAttestation(
                Pairs.attestation(WRONG, 3).attestation(),
                Pairs.attestation(RIGHT, 3).signature()));
    fetcher.tell(new GenesisFetcher.Accuse(forged));
    fetcher.tell(new GenesisFetcher.Accuse(twice(2)));
    assertThat(accused().evidence()).containsExactly(twice(2));
    fetcher.tell(
        new GenesisFetcher.Accuse(new DoubleAttestation(twice(2).second(), twice(2).first())));
    fetcher.tell(new GenesisFetcher.Accuse(twice(4)));
    assertThat(accused().evidence()).containsExactly(twice(2), twice(4));
    restart();
    assertThat(accused().evidence()).containsExactly(twice(2), twice(4));
    assertThat(news(GenesisFetcher.Verified.class).source()).isEqualTo(GenesisSource.CACHE);
  }

  @Test
  void aWrongChunkOfOnePeerIsAskedOfAnother() {
    needsPeers();
    Caller liar = peer("liar");
    says(liar, Pairs.attestations(RIGHT, 1, 5));
    GenesisChunkRequest alpha = liar.hears(GenesisChunkRequest.class);
    GenesisChunkRequest delta = liar.hears(GenesisChunkRequest.class);
    Caller honest = peer("honest");
    liar.says(chunk(WRONG, alpha));
    honest.says(chunk(RIGHT, honest.hears(GenesisChunkRequest.class)));
    liar.says(chunk(RIGHT, delta));
    assertThat(news(GenesisFetcher.Verified.class).pair()).isEqualTo(RIGHT);
  }

  @Test
  void aChunkAskedOfASilentPeerIsAskedOfAnotherAfterAWhile() {
    needsPeers();
    Caller silent = peer("silent");
    says(silent, Pairs.attestations(RIGHT, 1, 5));
    silent.hears(GenesisChunkRequest.class);
    Caller honest = peer("honest");
    for (int i = 0; i < Download.PATIENCE_TICKS; i++) {
      life.time.timePasses(TICK);
    }
    serve(honest, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).pair()).isEqualTo(RIGHT);
  }

  @Test
  void aSilentPeerIsAskedForNothingMoreWhileAnotherAnswersAndItsLateAnswerIsStillTaken() {
    needsPeers();
    Caller slow = peer("slow");
    says(slow, Pairs.attestations(RIGHT, 1, 5));
    GenesisChunkRequest alpha = slow.hears(GenesisChunkRequest.class);
    GenesisChunkRequest delta = slow.hears(GenesisChunkRequest.class);
    Caller other = peer("other");
    for (int i = 0; i < Download.PATIENCE_TICKS; i++) {
      life.time.timePasses(TICK);
    }
    other.hears(GenesisChunkRequest.class);
    other.hears(GenesisChunkRequest.class);
    slow.hearsNothing();
    slow.says(chunk(RIGHT, delta)).says(chunk(RIGHT, alpha));
    assertThat(news(GenesisFetcher.Verified.class).pair()).isEqualTo(RIGHT);
  }

  @Test
  void chunksAreTakenFromAnotherPeerWhenTheFirstHangsUp() {
    needsPeers();
    Caller first = peer("first");
    says(first, Pairs.attestations(RIGHT, 1, 5));
    first.hears(GenesisChunkRequest.class);
    Caller second = peer("second");
    first.hangsUp();
    life.time.timePasses(TICK);
    serve(second, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).pair()).isEqualTo(RIGHT);
  }

  @Test
  void aDeltaThatNamesAnotherAlphaIsRefusedEvenOnEveryGovernorsWord() {
    GenesisPair rogue = new GenesisPair(RIGHT.alpha(), WRONG.delta());
    needsPeers();
    Caller peer = peer("rogue");
    says(peer, Pairs.attestations(rogue, 1, 7));
    serve(peer, rogue);
    assertThat(news(GenesisFetcher.Contradicted.class).reason()).contains("delta");
    assertThat(environment.home().genesisCache()).doesNotExist();
    assertThat(journal()).isEmpty();
  }

  @Test
  void otherWordsForAGenesisBelievedBeforeAreAContradictionAndNotANewGenesis() throws IOException {
    join();
    life.close();
    Files.delete(environment.home().genesisCache());
    live();
    news(GenesisFetcher.NeedsPeers.class);
    Caller peer = peer("other");
    says(peer, Pairs.attestations(WRONG, 1, 7));
    serve(peer, WRONG);
    assertThat(news(GenesisFetcher.Contradicted.class).reason())
        .contains(RIGHT.id().alpha().brief());
    assertThat(journal()).hasSize(1);
  }

  @Test
  void aGovernorThatHasAttestedAnotherPairNeverBelievesThisOne() {
    validator = Optional.of(Actors.pair(1));
    NodeEnvironment environment = Pairs.machine(home, Pairs.pins(RIGHT), validator);
    new AttestationSlot(
            environment.disk(), environment.home(), RIGHT.id().network(), 0, Actors.v(1))
        .attest(WRONG, Actors.pair(1));
    needsPeers();
    Caller peer = peer("honest");
    says(peer, Pairs.attestations(RIGHT, 2, 6));
    serve(peer, RIGHT);
    assertThat(news(GenesisFetcher.Contradicted.class).reason()).contains("has attested");
    assertThat(journal()).isEmpty();
    assertThat(environment.home().genesisCache()).doesNotExist();
  }

  @Test
  void aMissingSignStateWhereTheChainWasWorkedOnIsASafetyStop() throws IOException {
    validator = Optional.of(Actors.pair(2));
    join();
    life.close();
    Files.delete(environment.home().signState(RIGHT.id().chain(ChainKind.DELTA), Actors.v(2)));
    live();
    assertThat(news(GenesisFetcher.Contradicted.class).reason()).contains("restored disk");
  }

  @Test
  void chunksNobodyAskedForAreIgnored() {
    needsPeers();
    Caller peer = peer("pushy");
    GenesisMessage unasked =
        new GenesisChunk(RIGHT.id().alpha(), ChainKind.ALPHA, 4000, Bytes.utf8("x"));
    peer.says(unasked);
    says(peer, Pairs.attestations(RIGHT, 1, 5));
    peer.says(unasked);
    serve(peer, RIGHT);
    assertThat(news(GenesisFetcher.Verified.class).pair()).isEqualTo(RIGHT);
  }
}
