package org.alphadelta.actor.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Caller;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.NetworkId;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.store.ParameterStore;
import org.alphadelta.wire.GenesisMessage.Attestations;
import org.alphadelta.wire.GenesisMessage.AttestationsRequest;
import org.alphadelta.wire.GenesisMessage.GenesisChunk;
import org.alphadelta.wire.GenesisMessage.GenesisChunkRequest;
import org.alphadelta.wire.GenesisMessage.ParametersRequest;
import org.alphadelta.wire.GenesisMessage.ParametersResponse;
import org.alphadelta.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A genesis store that holds one pair of five governors and one public validator, among peers that
 * lie.
 */
class GenesisStoreTest {
  private static final GenesisPair HELD = Pairs.testnet(Actors.committee(5, 1), 1000);
  private static final GenesisPair OTHER = Pairs.testnet(Actors.committee(5, 1), 999);
  private static final Bytes FILE = HELD.alpha().parameters().canonical();
  private static final Cid CID = Cid.ofContent(FILE);
  private static final Duration TICK = Duration.ofMillis(500);

  @TempDir private Path home;
  private NodeEnvironment environment;
  private Life life;
  private TestProbe<GenesisStore.Notification> node;
  private TestProbe<Peers.Command> peers;
  private TestProbe<GenesisStore.Stored> stored;
  private TestProbe<GenesisStore.ContradictionFound> contradictions;
  private ActorRef<GenesisStore.Command> genesisStore;

  @BeforeEach
  void live() {
    environment = Pairs.machine(home, Pairs.pins(HELD), Optional.empty());
    life = new Life(home);
    node = life.probe();
    peers = life.probe();
    stored = life.probe();
    contradictions = life.probe();
    genesisStore =
        life.kit.spawn(
            GenesisStore.create(environment, peers.getRef(), node.getRef()), "genesis-store");
    peers.expectMessageClass(Peers.ServeGenesis.class, Life.PATIENCE);
    peers.expectMessage(Life.PATIENCE, new Peers.Explain(List.of()));
    genesisStore.tell(new GenesisStore.FollowContradictions(contradictions.getRef()));
  }

  @AfterEach
  void end() {
    life.close();
  }

  private Caller peer(String name) {
    return new Caller(life, name, event -> genesisStore.tell(new GenesisStore.Event(event)))
        .connects();
  }

  private List<SignedAttestation> served(GenesisPair pair) {
    TestProbe<Optional<ServedGenesis>> asker = life.probe();
    genesisStore.tell(new GenesisStore.Served(pair.id(), asker.getRef()));
    return asker.receiveMessage(Life.PATIENCE).map(ServedGenesis::attestations).orElse(List.of());
  }

  private void hold(List<SignedAttestation> attestations) {
    genesisStore.tell(new GenesisStore.Hold(HELD, attestations));
  }

  @Test
  void aLyingPeersParametersAreNotStoredAndAnHonestPeersAre() {
    Caller liar = peer("liar");
    Caller honest = peer("honest");
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    assertThat(liar.hears(ParametersRequest.class).cid()).isEqualTo(CID);
    assertThat(honest.hears(ParametersRequest.class).cid()).isEqualTo(CID);
    liar.says(new ParametersResponse(CID, Bytes.utf8("something else")));
    liar.says(new ParametersResponse(CID, Bytes.EMPTY));
    assertThat(served(HELD)).isEmpty();
    assertThat(new ParameterStore(environment.disk(), environment.home()).list()).isEmpty();
    honest.says(new ParametersResponse(CID, FILE));
    stored.expectMessage(Life.PATIENCE, new GenesisStore.Stored(CID, FILE.length()));
    honest.says(new ParametersResponse(CID, FILE));
    stored.expectNoMessage(Life.SILENCE);
  }

  @Test
  void parametersNobodyAskedForAreNotStored() {
    peer("pushy").says(new ParametersResponse(CID, FILE));
    assertThat(served(HELD)).isEmpty();
    assertThat(new ParameterStore(environment.disk(), environment.home()).list()).isEmpty();
  }

  @Test
  void whoHadNoParametersIsAskedAgainUntilTheyAreThere() {
    Caller peer = peer("late");
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    peer.hears(ParametersRequest.class);
    peer.says(new ParametersResponse(CID, Bytes.EMPTY));
    assertThat(served(HELD)).isEmpty();
    life.time.timePasses(TICK);
    peer.hears(ParametersRequest.class);
    peer.says(new ParametersResponse(CID, FILE));
    stored.expectMessage(Life.PATIENCE, new GenesisStore.Stored(CID, FILE.length()));
    life.time.timePasses(TICK);
    peer.hearsNothing();
  }

  @Test
  void whatTheOperatorPinnedIsServedAndFetchedFromTheLocalStore() {
    TestProbe<CommandResult> operator = life.probe();
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    genesisStore.tell(new GenesisStore.Pin(FILE, operator.getRef()));
    operator.expectMessage(Life.PATIENCE, new CommandResult.Accepted(CID.digest()));
    stored.expectMessage(Life.PATIENCE, new GenesisStore.Stored(CID, FILE.length()));
    Caller peer = peer("asking");
    peer.says(new ParametersRequest(CID));
    assertThat(peer.hears(ParametersResponse.class).content()).isEqualTo(FILE);
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    stored.expectMessage(Life.PATIENCE, new GenesisStore.Stored(CID, FILE.length()));
    peer.hearsNothing();
  }

  @Test
  void whoAsksForMoreFilesThanAreFetchedAtOnceAsksAgainLater() {
    Caller peer = peer("asked");
    for (int i = 0; i < GenesisStore.MAX_WANTED; i++) {
      genesisStore.tell(
          new GenesisStore.Fetch(Cid.ofContent(Bytes.utf8("other " + i)), stored.getRef()));
      peer.hears(ParametersRequest.class);
    }
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    peer.hearsNothing();
    peer.says(new ParametersResponse(Cid.ofContent(Bytes.utf8("other 0")), Bytes.utf8("other 0")));
    stored.receiveMessage(Life.PATIENCE);
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    assertThat(peer.hears(ParametersRequest.class).cid()).isEqualTo(CID);
  }

  @Test
  void everybodyWhoAskedIsAnsweredOnce() {
    TestProbe<GenesisStore.Stored> second = life.probe();
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    genesisStore.tell(new GenesisStore.Fetch(CID, stored.getRef()));
    genesisStore.tell(new GenesisStore.Fetch(CID, second.getRef()));
    peer("answering").says(new ParametersResponse(CID, FILE));
    stored.expectMessage(Life.PATIENCE, new GenesisStore.Stored(CID, FILE.length()));
    second.expectMessage(Life.PATIENCE, new GenesisStore.Stored(CID, FILE.length()));
    stored.expectNoMessage(Life.SILENCE);
  }

  @Test
  void aParameterFileOverTheCapIsRefused() {
    TestProbe<CommandResult> operator = life.probe();
    genesisStore.tell(
        new GenesisStore.Pin(Bytes.of(new byte[Limits.PARAMETERS_BYTES + 1]), operator.getRef()));
    assertThat(operator.receiveMessage(Life.PATIENCE).toString()).contains("parameters-too-large");
  }

  @Test
  void keepsOnlyVerifiedWordsOfGovernorsOfAHeldPair() {
    hold(List.of());
    Caller peer = peer("mixed");
    SignedAttestation good = Pairs.attestation(HELD, 2);
    SignedAttestation forged =
        new SignedAttestation(
            Pairs.attestation(HELD, 3).attestation(), Pairs.attestation(HELD, 2).signature());
    peer.says(
        new Attestations(
            List.of(
                Pairs.attestation(HELD, 6),
                Pairs.attestation(HELD, 9),
                Pairs.attestation(OTHER, 1),
                forged,
                good)));
    assertThat(served(HELD)).containsExactly(good);
    assertThat(served(OTHER)).isEmpty();
  }

  @Test
  void aGovernorsSecondWordIsToldAndBothAreHandedOnOnceItIsJournaled() {
    hold(Pairs.attestations(HELD, 1, 2));
    Caller from = peer("from");
    Caller other = peer("other");
    from.hears(AttestationsRequest.class);
    other.hears(AttestationsRequest.class);
    from.says(new Attestations(List.of(Pairs.attestation(OTHER, 1))));
    DoubleAttestation found =
        new DoubleAttestation(Pairs.attestation(HELD, 1), Pairs.attestation(OTHER, 1));
    contradictions.expectMessage(Life.PATIENCE, new GenesisStore.ContradictionFound(found));
    other.hearsNothing();
    genesisStore.tell(new GenesisStore.Contradicted(List.of(found)));
    assertThat(other.hears(Attestations.class).attestations()).containsExactly(found.first());
    assertThat(other.hears(Attestations.class).attestations()).containsExactly(found.second());
    genesisStore.tell(new GenesisStore.Contradicted(List.of(found)));
    from.says(new Attestations(List.of(Pairs.attestation(OTHER, 1))));
    assertThat(served(HELD)).containsExactly(Pairs.attestation(HELD, 2));
    contradictions.expectNoMessage(Life.SILENCE);
    other.hearsNothing();
  }

  @Test
  void passesANewWordOnToEverybodyButTheOneWhoBroughtItAndOnlyOnce() {
    hold(List.of());
    assertThat(served(HELD)).isEmpty();
    Caller from = peer("from");
    Caller other = peer("other");
    from.hears(AttestationsRequest.class);
    other.hears(AttestationsRequest.class);
    Attestations word = new Attestations(Pairs.attestations(HELD, 1, 1));
    from.says(word);
    assertThat(other.hears(Attestations.class)).isEqualTo(word);
    other.says(word);
    from.says(word);
    assertThat(served(HELD)).hasSize(1);
    from.hearsNothing();
    other.hearsNothing();
  }

  @Test
  void answersWhoAsksWithTheWordsOfThatGenerationAlone() {
    hold(Pairs.attestations(HELD, 1, 4));
    Caller peer = peer("joiner");
    peer.hears(AttestationsRequest.class);
    peer.says(new AttestationsRequest(NetworkId.TESTNET, 1));
    peer.says(new AttestationsRequest(NetworkId.TESTNET, 0));
    assertThat(peer.hears(Attestations.class).attestations()).hasSize(4);
    peer.hearsNothing();
  }

  @Test
  void anUpgradesWordWaitsUntilItsPairIsHeld() {
    genesisStore.tell(new GenesisStore.Attested(Pairs.attestation(HELD, 1)));
    assertThat(served(HELD)).isEmpty();
    hold(List.of());
    assertThat(served(HELD)).containsExactly(Pairs.attestation(HELD, 1));
  }

  @Test
  void wordsOfAnEarlierLifeAreKept() {
    hold(Pairs.attestations(HELD, 1, 3));
    assertThat(served(HELD)).hasSize(3);
    life.close();
    live();
    hold(List.of());
    assertThat(served(HELD)).hasSize(3);
  }

  @Test
  void servesTheChunksOfAHeldPairAndNothingOfAnother() {
    hold(List.of());
    Caller peer = peer("joiner");
    peer.says(new GenesisChunkRequest(HELD.id(), ChainKind.DELTA, 0));
    Bytes content = peer.hears(GenesisChunk.class).content();
    assertThat(Manifest.of(content)).isEqualTo(Manifest.of(HELD.delta().canonical()));
    peer.says(new GenesisChunkRequest(HELD.id(), ChainKind.DELTA, 1));
    assertThat(peer.hears(GenesisChunk.class).content()).isEqualTo(Bytes.EMPTY);
    peer.says(new GenesisChunkRequest(OTHER.id(), ChainKind.DELTA, 0));
    assertThat(peer.hears(GenesisChunk.class).content()).isEqualTo(Bytes.EMPTY);
  }
}
