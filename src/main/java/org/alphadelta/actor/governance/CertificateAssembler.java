package org.alphadelta.actor.governance;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * Assembles the certificate of an approved upgrade: attestations from the genesis store, votes and
 * block H from the chain. Repeats until the genesis store has a valid one, because attestations may
 * still arrive; then tells the upgrade to act if the certificate has this validator's Yes.
 */
public final class CertificateAssembler extends AbstractBehavior<CertificateAssembler.Command> {

  public sealed interface Command permits Opened, Ratifier.Approved, Private {}

  /** The chains of this pair are open on this machine. */
  public record Opened(GenesisPairId pair, ActorRef<ChainPair.Command> chains) implements Command {}

  /** Messages to itself. */
  sealed interface Private extends Command {}

  private record Held(List<UpgradeCertificate> certificates) implements Private {}

  private record AttestationsAre(Hash proposal, List<SignedAttestation> attestations)
      implements Private {}

  private record CertificateIs(Optional<UpgradeCertificate> certificate) implements Private {}

  private record Again(Hash proposal) implements Private {}

  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ActorRef<GenesisStore.Command> genesisStore;
  private final Optional<ActorRef<UpgradeProtocol.Command>> upgrade;
  private final Optional<PublicKey> self;
  private final TimerScheduler<Command> timers;
  private final Map<GenesisPairId, ActorRef<ChainPair.Command>> pairs = new LinkedHashMap<>();

  /** Approved proposals without a certificate, and the pair that approved each. */
  private final Map<Hash, GenesisPairId> assembling = new LinkedHashMap<>();

  private ApprovedUpgrades approvals = ApprovedUpgrades.NONE;

  /** {@code self}: this validator; {@code upgrade}: empty in a build without that code. */
  public static Behavior<Command> create(
      ActorRef<GenesisStore.Command> genesisStore,
      Optional<ActorRef<UpgradeProtocol.Command>> upgrade,
      Optional<PublicKey> self) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new CertificateAssembler(context, timers, genesisStore, upgrade, self)));
  }

  private CertificateAssembler(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ActorRef<GenesisStore.Command> genesisStore,
      Optional<ActorRef<UpgradeProtocol.Command>> upgrade,
      Optional<PublicKey> self) {
    super(context);
    this.genesisStore = genesisStore;
    this.upgrade = upgrade;
    this.self = self;
    this.timers = timers;
    genesisStore.tell(
        new GenesisStore.FollowCertificates(
            context.messageAdapter(
                GenesisStore.CertificatesHeld.class, held -> new Held(held.certificates()))));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Opened opened -> pairs.put(opened.pair(), opened.chains());
      case Ratifier.Approved approved -> approved(approved.pair(), approved.decision().proposal());
      case Held held -> {
        approvals = approvals.hold(held.certificates());
        activate();
      }
      case Again again -> askAttestations(again.proposal());
      case AttestationsAre are -> askCertificate(are);
      case CertificateIs is ->
          is.certificate()
              .ifPresent(c -> genesisStore.tell(new GenesisStore.Certified(List.of(c))));
    }
    return this;
  }

  /** Comes again with every block, so that a pair that is not open yet is no loss. */
  private void approved(GenesisPairId source, Hash proposal) {
    approvals = approvals.approve(proposal);
    if (approvals.isProven(proposal)) {
      activate();
    } else if (pairs.containsKey(source) && assembling.putIfAbsent(proposal, source) == null) {
      askAttestations(proposal);
    }
  }

  private void activate() {
    for (UpgradeCertificate proven : approvals.proven()) {
      assembling.remove(proven.proposal());
      timers.cancel(proven.proposal());
    }
    List<UpgradeCertificate> due = approvals.due(self);
    approvals = approvals.act(due);
    for (UpgradeCertificate certificate : due) {
      GenesisPairId source = certificate.attestations().get(0).attestation().pair();
      upgrade.ifPresent(to -> to.tell(new UpgradeProtocol.Activate(source, certificate)));
    }
  }

  private void askAttestations(Hash proposal) {
    GenesisPairId source = assembling.get(proposal);
    if (source == null) {
      return;
    }
    timers.startSingleTimer(proposal, new Again(proposal), AGAIN);
    getContext()
        .pipeToSelf(
            AskPattern.<GenesisStore.Command, Optional<ServedGenesis>>ask(
                genesisStore,
                to -> new GenesisStore.Served(source, to),
                PATIENCE,
                getContext().getSystem().scheduler()),
            (served, late) ->
                new AttestationsAre(
                    proposal,
                    served == null
                        ? List.of()
                        : served.map(ServedGenesis::attestations).orElse(List.of())));
  }

  private void askCertificate(AttestationsAre are) {
    ActorRef<ChainPair.Command> chains = pairs.get(assembling.get(are.proposal()));
    if (chains == null) {
      return; // it is there by now
    }
    getContext()
        .pipeToSelf(
            AskPattern.<ChainPair.Command, Optional<UpgradeCertificate>>ask(
                chains,
                to -> new ChainPair.Certify(are.proposal(), are.attestations(), to),
                PATIENCE,
                getContext().getSystem().scheduler()),
            (certificate, late) ->
                new CertificateIs(certificate == null ? Optional.empty() : certificate));
  }
}
