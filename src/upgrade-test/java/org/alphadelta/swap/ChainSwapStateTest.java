package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.genesis.UpgradeVerdict;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainSwapStateTest {
  private static final SwapWorld WORLD = new SwapWorld();
  private static final SwapWorld MAINNET = new SwapWorld(NetworkId.MAINNET, List.of(1, 2, 3, 5));
  private static final Hash HEAD = SwapWorld.hash("a head");
  private static final Obstacle OBSTACLE =
      Obstacle.differs(ChainKind.ALPHA, "state_root", "aa", "bb");

  /** From where, asked what, leads to which event; a missing event means: nothing happens. */
  record Row(String from, String asked, Optional<Class<? extends ChainSwapEvent>> event) {
    @Override
    public String toString() {
      return from + " + " + asked + " -> " + event.map(Class::getSimpleName).orElse("nothing");
    }
  }

  private static final List<String> PLACES =
      List.of(
          "nothing",
          "announced",
          "preflighted",
          "activated",
          "alpha-genesis-verified",
          "alpha-started",
          "alpha-stable",
          "delta-genesis-verified",
          "delta-started",
          "completed");

  private static final List<String> QUESTIONS =
      List.of(
          "prepare",
          "prepare obstructed",
          "activate",
          "check",
          "check obstructed",
          "place",
          "place obstructed",
          "alpha advanced enough",
          "alpha advanced too little",
          "delta advanced",
          "old alpha advanced",
          "verify delta",
          "start delta",
          "close source");

  static Stream<Row> table() {
    List<Row> rows = new ArrayList<>();
    for (String from : PLACES) {
      for (String asked : QUESTIONS) {
        rows.add(new Row(from, asked, expected(from, asked)));
      }
    }
    return rows.stream();
  }

  /** The table of legal transitions, said a second time and by name. */
  private static Optional<Class<? extends ChainSwapEvent>> expected(String from, String asked) {
    return switch (from + " + " + asked) {
      case "nothing + prepare", "announced + prepare" -> Optional.of(Preflighted.class);
      case "nothing + prepare obstructed", "preflighted + prepare obstructed" ->
          Optional.of(Blocked.class);
      case "nothing + activate", "announced + activate", "preflighted + activate" ->
          Optional.of(Activated.class);
      case "activated + check" -> Optional.of(AlphaGenesisVerified.class);
      case "activated + check obstructed", "alpha-genesis-verified + place obstructed" ->
          Optional.of(Blocked.class);
      case "alpha-genesis-verified + place" -> Optional.of(AlphaStarted.class);
      case "alpha-started + alpha advanced enough" -> Optional.of(AlphaStable.class);
      case "alpha-stable + verify delta" -> Optional.of(DeltaGenesisVerified.class);
      case "delta-genesis-verified + start delta" -> Optional.of(DeltaStarted.class);
      case "delta-started + delta advanced" -> Optional.of(Completed.class);
      default ->
          asked.equals("close source") && PLACES.indexOf(from) >= PLACES.indexOf("activated")
              ? Optional.of(SourceClosed.class)
              : Optional.empty();
    };
  }

  @ParameterizedTest
  @MethodSource("table")
  void onlyLegalTransitionsHappen(Row row) {
    ChainSwapState state = at(WORLD, row.from());

    SwapDecision decision = state.decide(question(WORLD, row.asked()));

    assertThat(decision).isInstanceOf(SwapDecision.Decided.class);
    List<ChainSwapEvent> events = ((SwapDecision.Decided) decision).events();
    assertThat(events.stream().<Class<?>>map(ChainSwapEvent::getClass).toList())
        .isEqualTo(row.event().stream().toList());
  }

  @ParameterizedTest
  @MethodSource("table")
  void askingTwiceDecidesOnce(Row row) {
    ChainSwapState state = at(WORLD, row.from());
    SwapCommand question = question(WORLD, row.asked());
    for (ChainSwapEvent event : ((SwapDecision.Decided) state.decide(question)).events()) {
      state = state.after(event);
    }

    assertThat(state.decide(question)).isEqualTo(SwapDecision.nothing());
  }

  @Test
  void theRuleOfTheInspectorAgreesWithTheTable() {
    for (ChainSwapEvent event : events(WORLD, SwapWorld.MIN_ALPHA_BLOCKS)) {
      for (UpgradeStep step : SuccessionCheck.before(event)) {
        assertThat(PLACES).contains(step.label());
      }
    }
  }

  @Test
  void anObstacleIsLiftedByTheStepThatSucceeds() {
    ChainSwapState state = at(WORLD, "activated");
    state = decided(state, question(WORLD, "check obstructed"));
    assertThat(state.newest().orElseThrow().label()).isEqualTo("blocked");
    assertThat(state.due()).isPresent();

    state = decided(state, question(WORLD, "check"));

    assertThat(state.newest().orElseThrow().obstacle()).isEmpty();
    assertThat(state.newest().orElseThrow().step()).isEqualTo(UpgradeStep.ALPHA_GENESIS_VERIFIED);
  }

  @Test
  void anotherObstacleIsNews() {
    ChainSwapState state = decided(at(WORLD, "activated"), question(WORLD, "check obstructed"));
    Obstacle other = Obstacle.missing(ChainKind.DELTA, WORLD.proposal.terms().deltaParams());

    SwapDecision decision =
        state.decide(
            new SwapCommand.CheckGenesis(WORLD.proposal.id(), new RebuiltPair.Obstructed(other)));

    assertThat(((SwapDecision.Decided) decision).events()).hasSize(1);
  }

  @Test
  void whoDidNotVoteYesIsNotMoved() {
    SwapDecision decision =
        ChainSwapState.EMPTY.decide(
            activate(WORLD, WORLD.certificate, Optional.of(WORLD.key(4).publicKey())));

    assertThat(decision)
        .isEqualTo(
            SwapDecision.noOwnYes(WORLD.key(4).publicKey().brief(), WORLD.certificate.proposal()));
  }

  @Test
  void aNodeWithoutAKeyIsNotMoved() {
    assertThat(ChainSwapState.EMPTY.decide(activate(WORLD, WORLD.certificate, Optional.empty())))
        .isEqualTo(
            SwapDecision.noOwnYes("a node without a validator key", WORLD.certificate.proposal()));
  }

  @Test
  void aCertificateThatDoesNotVerifyIsNotActedOn() {
    UpgradeCertificate good = WORLD.certificate;
    UpgradeCertificate bad =
        new UpgradeCertificate(
            good.source(),
            good.committee(),
            good.attestations(),
            good.proposal(),
            good.terms(),
            good.proposer(),
            good.sequence() + 1,
            good.yesVotes(),
            good.stayers(),
            good.activation(),
            good.commit());

    SwapCommand.Activate activate = activate(WORLD, bad, Optional.of(WORLD.key(1).publicKey()));

    assertThat(rejection(ChainSwapState.EMPTY.decide(activate)))
        .isEqualTo(((UpgradeVerdict.Refused) activate.verdict()).rejection());
  }

  @Test
  void aSecondBlockForOneActivationIsAContradiction() {
    SwapWorld other = new SwapWorld(NetworkId.TESTNET, List.of(1, 2, 3, 5, 4));
    ChainSwapState state = at(WORLD, "alpha-started");

    SwapDecision decision =
        state.decide(activate(WORLD, other.certificate, Optional.of(WORLD.key(1).publicKey())));

    assertThat(decision)
        .isEqualTo(new SwapDecision.Contradicted(WORLD.certificate, other.certificate));
  }

  @Test
  void handsOverOnlyAfterTheOldDeltaIsClosed() {
    ChainSwapState state = at(MAINNET, "alpha-genesis-verified");
    assertThat(state.due()).isEmpty();
    assertThat(state.decide(question(MAINNET, "place"))).isEqualTo(SwapDecision.nothing());

    state = decided(state, question(MAINNET, "close source"));

    assertThat(state.due()).isPresent();
    assertThat(((SwapDecision.Decided) state.decide(question(MAINNET, "place"))).events())
        .hasOnlyElementsOfType(HandedOver.class)
        .hasSize(1);
    state = decided(state, question(MAINNET, "place"));
    assertThat(state.running()).isEmpty();
    assertThat(state.isHandedOver()).isTrue();
    assertThat(state.due()).isEmpty();
  }

  @Test
  void aClosedSourceDoesNotHideTheNewestStep() {
    ChainSwapState state = decided(at(WORLD, "alpha-stable"), question(WORLD, "close source"));

    assertThat(state.newest().orElseThrow().label()).isEqualTo("alpha-stable");
    assertThat(state.newest().orElseThrow().sourceClosed()).isTrue();
  }

  private static Rejection rejection(SwapDecision decision) {
    assertThat(decision).isInstanceOf(SwapDecision.Refused.class);
    return ((SwapDecision.Refused) decision).rejection();
  }

  private static ChainSwapState decided(ChainSwapState state, SwapCommand command) {
    ChainSwapState after = state;
    for (ChainSwapEvent event : ((SwapDecision.Decided) state.decide(command)).events()) {
      after = after.after(event);
    }
    return after;
  }

  /** The events of an upgrade without obstacles, in order. */
  static List<ChainSwapEvent> events(SwapWorld world, long stableAt) {
    Hash id = world.proposal.id();
    return List.of(
        new Preflighted(id, world.sourceId(), world.targetId(), SwapWorld.HEIGHT),
        new Activated(
            id,
            world.sourceId(),
            SwapWorld.HEIGHT,
            world.certificate.activation().hash(),
            world.certificate),
        new AlphaGenesisVerified(id, world.targetId().alpha()),
        new AlphaStarted(id, world.targetId()),
        new AlphaStable(id, stableAt, HEAD),
        new DeltaGenesisVerified(id, world.targetId().delta()),
        new DeltaStarted(id, world.targetId()),
        new Completed(id, 1, HEAD));
  }

  private static ChainSwapState at(SwapWorld world, String place) {
    ChainSwapState state = ChainSwapState.EMPTY;
    if (place.equals("nothing")) {
      return state;
    }
    if (place.equals("announced")) {
      return state.after(
          new Blocked(
              world.proposal.id(), world.sourceId(), world.targetId(), SwapWorld.HEIGHT, OBSTACLE));
    }
    int last = PLACES.indexOf(place) - PLACES.indexOf("preflighted");
    for (ChainSwapEvent event : events(world, SwapWorld.MIN_ALPHA_BLOCKS).subList(0, last + 1)) {
      state = state.after(event);
    }
    return state;
  }

  private static SwapCommand.Activate activate(
      SwapWorld world, UpgradeCertificate certificate, Optional<PublicKey> self) {
    UpgradeVerdict verdict =
        UpgradeCertificates.verify(
            certificate, world.pins(), Optional.of(world.sourceId()), Ed25519.verifier());
    return new SwapCommand.Activate(world.sourceId(), certificate, verdict, self);
  }

  private static SwapCommand question(SwapWorld world, String asked) {
    Hash id = world.proposal.id();
    RebuiltPair ready = new RebuiltPair.Ready(world.target);
    RebuiltPair obstructed = new RebuiltPair.Obstructed(OBSTACLE);
    return switch (asked) {
      case "prepare" ->
          new SwapCommand.Prepare(world.sourceId(), id, world.proposal.terms(), ready);
      case "prepare obstructed" ->
          new SwapCommand.Prepare(world.sourceId(), id, world.proposal.terms(), obstructed);
      case "activate" -> activate(world, world.certificate, Optional.of(world.key(1).publicKey()));
      case "check" -> new SwapCommand.CheckGenesis(id, ready);
      case "check obstructed" -> new SwapCommand.CheckGenesis(id, obstructed);
      case "place" -> new SwapCommand.Place(id, Optional.empty());
      case "place obstructed" -> new SwapCommand.Place(id, Optional.of(OBSTACLE));
      case "alpha advanced enough" ->
          new SwapCommand.Advance(
              world.targetId(), ChainKind.ALPHA, SwapWorld.MIN_ALPHA_BLOCKS, HEAD);
      case "alpha advanced too little" ->
          new SwapCommand.Advance(
              world.targetId(), ChainKind.ALPHA, SwapWorld.MIN_ALPHA_BLOCKS - 1, HEAD);
      case "delta advanced" -> new SwapCommand.Advance(world.targetId(), ChainKind.DELTA, 1, HEAD);
      case "old alpha advanced" ->
          new SwapCommand.Advance(world.sourceId(), ChainKind.ALPHA, 100, HEAD);
      case "verify delta" -> new SwapCommand.VerifyDelta(id, world.targetId().delta());
      case "start delta" -> new SwapCommand.StartDelta(id);
      case "close source" -> new SwapCommand.CloseSource(world.sourceId(), 41, HEAD);
      default -> throw new IllegalArgumentException(asked);
    };
  }
}
