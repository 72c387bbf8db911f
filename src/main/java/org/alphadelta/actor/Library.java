package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.actor.NodePort.ServedGenesis;
import org.alphadelta.actor.NodePort.Verdict;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Role;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.genesis.UpgradeVerdict;
import org.alphadelta.store.CertificateStore;
import org.alphadelta.store.ParameterStore;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.PeerMessage;

/**
 * Everything a node holds that proves itself: genesis pairs, governors' attestations, upgrade
 * certificates and parameter files. Serves them, collects attestations and fetches parameter files.
 * It believes no genesis: that is the fetcher's.
 */
public final class Library extends AbstractBehavior<Library.Command> {

  public sealed interface Command extends LocalMessage {}

  record Event(Session.Event event) implements Command {}

  /** From now on serve this pair; {@code attestations} are those it was accepted on. */
  record Hold(GenesisPair pair, List<SignedAttestation> attestations) implements Command {}

  /** A governor's word that this node has signed or verified itself. */
  record Attested(SignedAttestation attestation) implements Command {}

  /** A certificate that this node made or a peer sent; kept when it verifies. */
  record Certified(List<UpgradeCertificate> certificates) implements Command {}

  /** Get this parameter file; {@link Stored} goes to the listener when it is there. */
  record Fetch(Cid cid) implements Command {}

  /** A parameter file from the operator. */
  record Pin(Bytes content, ActorRef<Verdict> replyTo) implements Command {}

  record Served(GenesisPairId pair, ActorRef<Optional<ServedGenesis>> replyTo) implements Command {}

  /** Governors' contradictions as journaled: both words are handed on, so that others see too. */
  record Contradicted(List<DoubleAttestation> evidence) implements Command {}

  private record FetchDue() implements Command {}

  /** What the library tells its node. */
  sealed interface News extends LocalMessage {}

  record Stored(Cid cid, long size) implements News {}

  /** Two words of one governor of a held pair that contradict each other; both verify. */
  record ContradictionFound(DoubleAttestation evidence) implements News {}

  /** All certificates held; {@code contradiction} when two of one chain contradict each other. */
  record CertificatesHeld(List<UpgradeCertificate> certificates, Optional<String> contradiction)
      implements News {}

  private static final Duration FETCH_EVERY = Duration.ofMillis(500);
  private static final int MAX_WANTED = 64;

  private final Machine machine;
  private final ActorRef<News> node;
  private final ParameterStore parameters;
  private final CertificateStore certificates;
  private final GenesisShelf shelf;
  private final Set<Session> sessions = new LinkedHashSet<>();
  private final Set<Cid> wanted = new LinkedHashSet<>();

  static Behavior<Command> create(Machine machine, ActorRef<News> node) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Library(context, timers, machine, node)));
  }

  private Library(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Machine machine,
      ActorRef<News> node) {
    super(context);
    this.machine = machine;
    this.node = node;
    this.shelf = new GenesisShelf(machine);
    this.parameters = new ParameterStore(machine.disk(), machine.home());
    this.certificates = new CertificateStore(machine.disk(), machine.home());
    timers.startTimerWithFixedDelay(new FetchDue(), FETCH_EVERY);
    announceCertificates();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Event event -> onEvent(event.event());
      case Hold hold -> hold(hold);
      case Attested attested -> {
        if (shelf.keepOrWait(attested.attestation())) {
          passOn(attested.attestation(), Optional.empty());
        }
        accuse(attested.attestation());
      }
      case Certified certified -> certified(certified.certificates());
      case Contradicted known ->
          shelf
              .contradicted(known.evidence())
              .forEach(
                  found -> {
                    passOn(found.first(), Optional.empty());
                    passOn(found.second(), Optional.empty());
                  });
      case Fetch fetch -> fetch(fetch.cid());
      case Pin pin -> pin(pin);
      case Served served -> served.replyTo().tell(shelf.served(served.pair(), certificates.all()));
      case FetchDue due -> ask();
    }
    return this;
  }

  private void onEvent(Session.Event event) {
    Session session = event.session();
    switch (event) {
      case Session.Up up -> {
        sessions.add(session);
        shelf.ids().forEach(id -> askWords(session, id));
        wanted.forEach(cid -> session.send(new GenesisMessage.ParametersRequest(cid)));
      }
      case Session.Down down -> sessions.remove(session);
      case Session.Said said -> heard(session, said.message());
    }
  }

  private void heard(Session from, PeerMessage message) {
    if (message instanceof GenesisMessage said) {
      switch (said) {
        case GenesisMessage.AttestationsRequest ask ->
            GenesisMessage.Attestations.batches(shelf.words(ask.network(), ask.generation()))
                .forEach(from::send);
        case GenesisMessage.Attestations words ->
            words.attestations().forEach(word -> take(word, from));
        case GenesisMessage.GenesisChunkRequest ask -> from.send(shelf.chunk(ask));
        case GenesisMessage.ParametersRequest ask ->
            from.send(new GenesisMessage.ParametersResponse(ask.cid(), content(ask.cid())));
        case GenesisMessage.ParametersResponse answer -> store(answer);
        case GenesisMessage.CertificatesRequest ask ->
            from.send(GenesisMessage.Certificates.fitting(certificates.ofSource(ask.source())));
        case GenesisMessage.Certificates found -> certified(found.certificates());
        case GenesisMessage.GenesisChunk chunk -> {}
        case GenesisMessage.Endpoints endpoints -> {}
      }
    }
  }

  private void take(SignedAttestation word, Session from) {
    if (shelf.keep(word)) {
      passOn(word, Optional.of(from));
    }
    accuse(word);
  }

  private void accuse(SignedAttestation word) {
    shelf.contradiction(word).ifPresent(found -> node.tell(new ContradictionFound(found)));
  }

  private void hold(Hold hold) {
    shelf.hold(hold.pair(), hold.attestations()).forEach(word -> passOn(word, Optional.empty()));
    hold.attestations().forEach(this::accuse);
    sessions.forEach(session -> askWords(session, hold.pair().id()));
  }

  private static void askWords(Session of, GenesisPairId id) {
    of.send(new GenesisMessage.AttestationsRequest(id.network(), id.generation()));
  }

  private void passOn(SignedAttestation word, Optional<Session> from) {
    PeerMessage news = new GenesisMessage.Attestations(List.of(word));
    sessions.stream()
        .filter(s -> from.isEmpty() || !from.get().equals(s))
        .forEach(s -> s.send(news));
  }

  private void certified(List<UpgradeCertificate> found) {
    boolean changed = false;
    for (UpgradeCertificate certificate : found) {
      Optional<GenesisPair> source = shelf.ofAlpha(certificate.source().hash());
      if (source.isPresent() && verifies(certificate, source.get())) {
        certificates.keep(certificate);
        changed = true;
      }
    }
    if (changed) {
      announceCertificates();
    }
  }

  private boolean verifies(UpgradeCertificate certificate, GenesisPair source) {
    GenesisPairId id = source.id();
    Pins governors =
        new Pins(id.network(), id.generation(), source.committee().keys(Role.GOVERNOR));
    return UpgradeCertificates.verify(certificate, governors, Optional.of(id), machine.verifier())
        instanceof UpgradeVerdict.Verified;
  }

  private void announceCertificates() {
    List<UpgradeCertificate> all = certificates.all();
    node.tell(new CertificatesHeld(all, UpgradeCertificates.contradiction(all)));
  }

  private void fetch(Cid cid) {
    Bytes held = content(cid);
    if (!held.isEmpty()) {
      node.tell(new Stored(cid, held.length()));
    } else if (wanted.size() < MAX_WANTED && wanted.add(cid)) {
      sessions.forEach(s -> s.send(new GenesisMessage.ParametersRequest(cid)));
    }
  }

  /** Asks again for what is wanted: who did not have it may have it now. */
  private void ask() {
    for (Cid cid : wanted) {
      sessions.forEach(s -> s.send(new GenesisMessage.ParametersRequest(cid)));
    }
  }

  private void store(GenesisMessage.ParametersResponse answer) {
    if (wanted.contains(answer.cid()) && answer.cid().names(answer.content())) {
      parameters.write(answer.content());
      wanted.remove(answer.cid());
      node.tell(new Stored(answer.cid(), answer.content().length()));
    }
  }

  private void pin(Pin pin) {
    if (pin.content().length() > Limits.PARAMETERS_BYTES) {
      pin.replyTo()
          .tell(
              new Verdict.Refused(
                  "parameters-too-large",
                  pin.content().length() + " bytes",
                  "at most " + Limits.PARAMETERS_BYTES));
      return;
    }
    Cid cid = parameters.write(pin.content());
    wanted.remove(cid);
    node.tell(new Stored(cid, pin.content().length()));
    pin.replyTo().tell(new Verdict.Accepted(cid.digest()));
  }

  private Bytes content(Cid cid) {
    return parameters.read(cid) instanceof ParameterStore.Found found
        ? found.content()
        : Bytes.EMPTY;
  }
}
