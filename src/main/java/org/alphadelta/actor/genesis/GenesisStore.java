package org.alphadelta.actor.genesis;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.actor.peer.Recipient;
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
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.PeerMessage;

/**
 * Holds data that can be verified by itself: genesis pairs, attestations, upgrade certificates and
 * parameter files. It serves them, collects attestations and fetches parameter files. {@link
 * GenesisFetcher} decides which genesis to accept.
 */
public final class GenesisStore extends AbstractBehavior<GenesisStore.Command> {

  public sealed interface Command extends LocalMessage {}

  public record Event(PeerConnection.Event event) implements Command {}

  /** Serve this pair from now on; {@code attestations} are those it was accepted on. */
  public record Hold(GenesisPair pair, List<SignedAttestation> attestations) implements Command {}

  /** An attestation that this node has signed or verified itself. */
  public record Attested(SignedAttestation attestation) implements Command {}

  /** Certificates made by this node or sent by a peer; kept when valid. */
  public record Certified(List<UpgradeCertificate> certificates) implements Command {}

  /** Fetch this parameter file; {@link Stored} answers when it is here. */
  public record Fetch(Cid cid, ActorRef<Stored> replyTo) implements Command {}

  /** A parameter file from the operator. */
  public record Pin(Bytes content, ActorRef<CommandResult> replyTo) implements Command {}

  public record Served(GenesisPairId pair, ActorRef<Optional<ServedGenesis>> replyTo)
      implements Command {}

  /** Journaled double attestations: both are gossiped, so that other nodes see them too. */
  public record Contradicted(List<DoubleAttestation> evidence) implements Command {}

  /** All certificates, now and after each change. */
  public record FollowCertificates(ActorRef<CertificatesHeld> replyTo) implements Command {}

  /** Each contradiction that is found from now on. */
  record FollowContradictions(ActorRef<ContradictionFound> replyTo) implements Command {}

  private record FetchDue() implements Command {}

  /** Notifications of the genesis store to its node. */
  public sealed interface Notification extends LocalMessage {}

  /** Two certificates of one chain contradict each other; both are kept. */
  public record CertificatesContradict(String reason) implements Notification {}

  /** A parameter file is in the local store, verified against its content id. */
  public record Stored(Cid cid, long size) implements LocalMessage {}

  /**
   * Two attestations of one governor, one of them of a held pair, that contradict each other; both
   * are valid.
   */
  record ContradictionFound(DoubleAttestation evidence) implements LocalMessage {}

  /** All certificates. */
  public record CertificatesHeld(List<UpgradeCertificate> certificates) implements LocalMessage {
    public CertificatesHeld {
      certificates = List.copyOf(certificates);
    }
  }

  private static final Duration FETCH_EVERY = Duration.ofMillis(500);

  /** Parameter files that are fetched at once; further ones have to be asked for again. */
  static final int MAX_WANTED = 64;

  /** Of each: whoever asks is told. */
  private static final int MAX_ASKERS = 8;

  private static final int MAX_FOLLOWERS = 8;

  private final NodeEnvironment environment;
  private final ActorRef<Peers.Command> peers;
  private final ActorRef<Notification> node;
  private final ParameterStore parameters;
  private final CertificateStore certificates;
  private final AttestationPool pool;
  private final Set<PeerConnection> connections = new LinkedHashSet<>();
  private final Map<Cid, Set<ActorRef<Stored>>> wanted = new LinkedHashMap<>();
  private final Set<ActorRef<CertificatesHeld>> certificateFollowers = new LinkedHashSet<>();
  private final Set<ActorRef<ContradictionFound>> contradictionFollowers = new LinkedHashSet<>();

  public static Behavior<Command> create(
      NodeEnvironment environment, ActorRef<Peers.Command> peers, ActorRef<Notification> node) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new GenesisStore(context, timers, environment, peers, node)));
  }

  private GenesisStore(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      NodeEnvironment environment,
      ActorRef<Peers.Command> peers,
      ActorRef<Notification> node) {
    super(context);
    this.environment = environment;
    this.peers = peers;
    this.node = node;
    this.pool = new AttestationPool(environment);
    this.parameters = new ParameterStore(environment.disk(), environment.home());
    this.certificates = new CertificateStore(environment.disk(), environment.home());
    timers.startTimerWithFixedDelay(new FetchDue(), FETCH_EVERY);
    ActorRef<Command> self = context.getSelf();
    peers.tell(
        new Peers.ServeGenesis(
            Recipient.of(Destination.GENESIS_STORE, self, Event::new),
            found -> self.tell(new Certified(found))));
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
        if (pool.keepOrWait(attested.attestation())) {
          passOn(attested.attestation(), Optional.empty());
        }
        accuse(attested.attestation());
      }
      case Certified certified -> certified(certified.certificates());
      case Contradicted known ->
          pool.contradicted(known.evidence())
              .forEach(
                  found -> {
                    passOn(found.first(), Optional.empty());
                    passOn(found.second(), Optional.empty());
                  });
      case Fetch fetch -> fetch(fetch);
      case FollowCertificates follow -> {
        follow(certificateFollowers, follow.replyTo());
        follow.replyTo().tell(new CertificatesHeld(certificates.all()));
      }
      case FollowContradictions follow -> follow(contradictionFollowers, follow.replyTo());
      case Pin pin -> pin(pin);
      case Served served -> served.replyTo().tell(pool.served(served.pair(), certificates.all()));
      case FetchDue due -> ask();
    }
    return this;
  }

  private void onEvent(PeerConnection.Event event) {
    PeerConnection connection = event.connection();
    switch (event) {
      case PeerConnection.Opened opened -> {
        connections.add(connection);
        pool.ids().forEach(id -> askAttestations(connection, id));
        wanted.keySet().forEach(cid -> connection.send(new GenesisMessage.ParametersRequest(cid)));
      }
      case PeerConnection.Closed closed -> connections.remove(connection);
      case PeerConnection.Received received -> heard(connection, received.message());
    }
  }

  private void heard(PeerConnection from, PeerMessage message) {
    if (message instanceof GenesisMessage about) {
      switch (about) {
        case GenesisMessage.AttestationsRequest ask ->
            GenesisMessage.Attestations.batches(pool.attestations(ask.network(), ask.generation()))
                .forEach(from::send);
        case GenesisMessage.Attestations attestations ->
            attestations.attestations().forEach(attestation -> take(attestation, from));
        case GenesisMessage.GenesisChunkRequest ask -> from.send(pool.chunk(ask));
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

  private void take(SignedAttestation attestation, PeerConnection from) {
    if (pool.keep(attestation)) {
      passOn(attestation, Optional.of(from));
    }
    accuse(attestation);
  }

  private void accuse(SignedAttestation attestation) {
    pool.contradiction(attestation)
        .ifPresent(
            found -> contradictionFollowers.forEach(to -> to.tell(new ContradictionFound(found))));
  }

  private void hold(Hold hold) {
    pool.hold(hold.pair(), hold.attestations())
        .forEach(attestation -> passOn(attestation, Optional.empty()));
    hold.attestations().forEach(this::accuse);
    connections.forEach(connection -> askAttestations(connection, hold.pair().id()));
  }

  private static void askAttestations(PeerConnection of, GenesisPairId id) {
    of.send(new GenesisMessage.AttestationsRequest(id.network(), id.generation()));
  }

  private void passOn(SignedAttestation attestation, Optional<PeerConnection> from) {
    PeerMessage gossip = new GenesisMessage.Attestations(List.of(attestation));
    connections.stream()
        .filter(s -> from.isEmpty() || !from.get().equals(s))
        .forEach(s -> s.send(gossip));
  }

  private void certified(List<UpgradeCertificate> found) {
    boolean changed = false;
    for (UpgradeCertificate certificate : found) {
      Optional<GenesisPair> source = pool.ofAlpha(certificate.source().hash());
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
    return UpgradeCertificates.verify(
            certificate, governors, Optional.of(id), environment.verifier())
        instanceof UpgradeVerdict.Verified;
  }

  private void announceCertificates() {
    List<UpgradeCertificate> all = certificates.all();
    peers.tell(new Peers.Explain(all));
    certificateFollowers.forEach(to -> to.tell(new CertificatesHeld(all)));
    UpgradeCertificates.contradiction(all)
        .ifPresent(reason -> node.tell(new CertificatesContradict(reason)));
  }

  private static <T> void follow(Set<ActorRef<T>> followers, ActorRef<T> one) {
    if (!followers.contains(one) && followers.size() >= MAX_FOLLOWERS) {
      throw new IllegalStateException(
          "found a follower beside " + followers + ", expected at most " + MAX_FOLLOWERS);
    }
    followers.add(one);
  }

  private void fetch(Fetch fetch) {
    Cid cid = fetch.cid();
    Bytes held = content(cid);
    if (!held.isEmpty()) {
      fetch.replyTo().tell(new Stored(cid, held.length()));
      return;
    }
    if (!wanted.containsKey(cid)) {
      if (wanted.size() >= MAX_WANTED) {
        return; // whoever asks asks again
      }
      connections.forEach(s -> s.send(new GenesisMessage.ParametersRequest(cid)));
    }
    Set<ActorRef<Stored>> askers = wanted.computeIfAbsent(cid, key -> new LinkedHashSet<>());
    if (askers.size() < MAX_ASKERS) {
      askers.add(fetch.replyTo());
    }
  }

  private void stored(Cid cid, long size) {
    Set<ActorRef<Stored>> askers = wanted.remove(cid);
    if (askers != null) {
      askers.forEach(to -> to.tell(new Stored(cid, size)));
    }
  }

  /** Repeats requests for missing files, because a peer may have got them meanwhile. */
  private void ask() {
    for (Cid cid : wanted.keySet()) {
      connections.forEach(s -> s.send(new GenesisMessage.ParametersRequest(cid)));
    }
  }

  private void store(GenesisMessage.ParametersResponse answer) {
    if (wanted.containsKey(answer.cid()) && answer.cid().names(answer.content())) {
      parameters.write(answer.content());
      stored(answer.cid(), answer.content().length());
    }
  }

  private void pin(Pin pin) {
    if (pin.content().length() > Limits.PARAMETERS_BYTES) {
      pin.replyTo()
          .tell(
              new CommandResult.Refused(
                  "parameters-too-large",
                  pin.content().length() + " bytes",
                  "at most " + Limits.PARAMETERS_BYTES));
      return;
    }
    Cid cid = parameters.write(pin.content());
    stored(cid, pin.content().length());
    pin.replyTo().tell(new CommandResult.Accepted(cid.digest()));
  }

  private Bytes content(Cid cid) {
    return parameters.read(cid) instanceof ParameterStore.Found found
        ? found.content()
        : Bytes.EMPTY;
  }
}
