package org.alphadelta.actor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.RatifierEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validator 1 of four has voted Yes on an upgrade that its chain approved. */
class CertificateAssemblerTest {
  private static final GenesisPair SOURCE = Pairs.testnet(Actors.committee(4, 0), 1000);
  private static final List<SignedAttestation> ATTESTATIONS = Pairs.attestations(SOURCE, 1, 4);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private static final UpgradeCertificate CERTIFICATE = ApprovedUpgradesTest.certificate();

  @TempDir private Path home;
  private Life life;
  private TestProbe<GenesisStore.Command> store;
  private TestProbe<ChainPair.Command> chains;
  private TestProbe<UpgradeProtocol.Command> upgrade;
  private ActorRef<CertificateAssembler.Command> assembler;
  private ActorRef<GenesisStore.CertificatesHeld> held;

  @BeforeEach
  void live() {
    life = new Life(home);
    store = life.probe();
    chains = life.probe();
    upgrade = life.probe();
    assembler =
        life.kit.spawn(
            CertificateAssembler.create(
                store.getRef(), Optional.of(upgrade.getRef()), Optional.of(Actors.v(1))));
    held = store.expectMessageClass(GenesisStore.FollowCertificates.class, Life.PATIENCE).replyTo();
  }

  @AfterEach
  void end() {
    life.close();
  }

  private static Ratifier.Approved approval() {
    return new Ratifier.Approved(
        SOURCE.id(),
        new RatifierEvent.ProposalApproved(
            SOURCE.alpha().hash(),
            CERTIFICATE.proposal(),
            40,
            CERTIFICATE.activation().hash(),
            BallotCount.NONE,
            BallotCount.NONE,
            CERTIFICATE.stayers()));
  }

  private void opened() {
    assembler.tell(new CertificateAssembler.Opened(SOURCE.id(), chains.getRef()));
  }

  /** Answers one question for attestations and one for the rest. */
  private void assembles(Optional<UpgradeCertificate> certificate) {
    store
        .expectMessageClass(GenesisStore.Served.class, Life.PATIENCE)
        .replyTo()
        .tell(Optional.of(new ServedGenesis(SOURCE, ATTESTATIONS, List.of())));
    ChainPair.Certify ask = chains.expectMessageClass(ChainPair.Certify.class, Life.PATIENCE);
    assertThat(ask.attestations()).isEqualTo(ATTESTATIONS);
    assertThat(ask.proposal()).isEqualTo(CERTIFICATE.proposal());
    ask.replyTo().tell(certificate);
  }

  @Test
  void repeatsUntilTheChainHasAllPartsAndTheStoreAValidCertificate() {
    opened();
    assembler.tell(approval());
    assembles(Optional.empty());
    life.time.timePasses(AGAIN);
    assembles(Optional.of(CERTIFICATE));
    store.expectMessage(Life.PATIENCE, new GenesisStore.Certified(List.of(CERTIFICATE)));
    life.time.timePasses(AGAIN);
    assembles(Optional.of(CERTIFICATE));
    store.expectMessage(Life.PATIENCE, new GenesisStore.Certified(List.of(CERTIFICATE)));
    held.tell(new GenesisStore.CertificatesHeld(List.of(CERTIFICATE)));
    upgrade.expectMessage(Life.PATIENCE, new UpgradeProtocol.Activate(SOURCE.id(), CERTIFICATE));
    life.time.timePasses(AGAIN);
    store.expectNoMessage(Life.SILENCE);
  }

  @Test
  void theUpgradeIsToldOnceHoweverOftenTheApprovalAndTheCertificateCome() {
    opened();
    held.tell(new GenesisStore.CertificatesHeld(List.of(CERTIFICATE)));
    upgrade.expectNoMessage(Life.SILENCE);
    assembler.tell(approval());
    upgrade.expectMessage(Life.PATIENCE, new UpgradeProtocol.Activate(SOURCE.id(), CERTIFICATE));
    assembler.tell(approval());
    held.tell(new GenesisStore.CertificatesHeld(List.of(CERTIFICATE)));
    upgrade.expectNoMessage(Life.SILENCE);
    store.expectNoMessage(Life.SILENCE);
  }

  @Test
  void anApprovalBeforeItsPairIsOpenIsTakenUpWhenItComesAgain() {
    assembler.tell(approval());
    store.expectNoMessage(Life.SILENCE);
    opened();
    assembler.tell(approval());
    assembles(Optional.of(CERTIFICATE));
  }
}
