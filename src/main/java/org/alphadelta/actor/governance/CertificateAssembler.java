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
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * Assembles the certificate of an approved upgrade: attestations from the genesis store, votes and
 * block H from the chain. Repeats until the genesis store has a valid one, because attestations may
 * still arrive.
 */
public final class CertificateAssembler extends AbstractBehavior<CertificateAssembler.Command> {

  public sealed interface Command {}

  /** This chain has approved this proposal. */
  public record Make(Hash proposal, GenesisPairId source, ActorRef<ChainPair.Command> pair)
      implements Command {}

  /** The genesis store has the certificate. */
  public record Enough(Hash proposal) implements Command {}

  private record AttestationsAre(Make make, List<SignedAttestation> attestations)
      implements Command {}

  private record CertificateIs(Optional<UpgradeCertificate> certificate) implements Command {}

  private record Again(Make make) implements Command {}

  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ActorRef<GenesisStore.Command> genesisStore;
  private final TimerScheduler<Command> timers;
  private final Map<Hash, Make> making = new LinkedHashMap<>();

  public static Behavior<Command> create(ActorRef<GenesisStore.Command> genesisStore) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new CertificateAssembler(context, timers, genesisStore)));
  }

  private CertificateAssembler(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ActorRef<GenesisStore.Command> genesisStore) {
    super(context);
    this.genesisStore = genesisStore;
    this.timers = timers;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Make make -> {
        if (making.putIfAbsent(make.proposal(), make) == null) {
          askAttestations(make);
        }
      }
      case Again again -> {
        if (making.containsKey(again.make().proposal())) {
          askAttestations(again.make());
        }
      }
      case AttestationsAre are -> askCertificate(are);
      case CertificateIs is ->
          is.certificate()
              .ifPresent(c -> genesisStore.tell(new GenesisStore.Certified(List.of(c))));
      case Enough enough -> {
        making.remove(enough.proposal());
        timers.cancel(enough.proposal());
      }
    }
    return this;
  }

  private void askAttestations(Make make) {
    timers.startSingleTimer(make.proposal(), new Again(make), AGAIN);
    getContext()
        .pipeToSelf(
            AskPattern.<GenesisStore.Command, Optional<ServedGenesis>>ask(
                genesisStore,
                to -> new GenesisStore.Served(make.source(), to),
                PATIENCE,
                getContext().getSystem().scheduler()),
            (served, late) ->
                new AttestationsAre(
                    make,
                    served == null
                        ? List.of()
                        : served.map(ServedGenesis::attestations).orElse(List.of())));
  }

  private void askCertificate(AttestationsAre are) {
    getContext()
        .pipeToSelf(
            AskPattern.<ChainPair.Command, Optional<UpgradeCertificate>>ask(
                are.make().pair(),
                to -> new ChainPair.Certify(are.make().proposal(), are.attestations(), to),
                PATIENCE,
                getContext().getSystem().scheduler()),
            (certificate, late) ->
                new CertificateIs(certificate == null ? Optional.empty() : certificate));
  }
}
