package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphadelta.actor.NodePort.ServedGenesis;
import org.alphadelta.actor.NodePort.Verdict;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.genesis.UpgradeVerdict;
import org.alphadelta.store.AtomicFile;
import org.alphadelta.store.CertificateStore;
import org.alphadelta.store.ParameterStore;
import org.alphadelta.wire.Decoded;
import org.alphadelta.wire.Envelope;
import org.alphadelta.wire.FrameKind;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.WireMessage;

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

  private record FetchDue() implements Command {}

  /** What the library tells its node. */
  sealed interface News extends LocalMessage {}

  record Stored(Cid cid, long size) implements News {}

  /** All certificates held; {@code contradiction} when two of one chain contradict each other. */
  record CertificatesHeld(List<UpgradeCertificate> certificates, Optional<String> contradiction)
      implements News {}

  /** A pair's bytes, as chunks are cut from them. */
  private record Contents(Bytes alpha, Bytes delta) {
    Bytes of(ChainKind kind) {
      return switch (kind) {
        case ALPHA -> alpha;
        case DELTA -> delta;
      };
    }
  }

  private static final Duration FETCH_EVERY = Duration.ofMillis(500);
  private static final int MAX_WANTED = 64;

  private final Machine machine;
  private final ActorRef<News> node;
  private final ParameterStore parameters;
  private final CertificateStore certificates;
  private final Map<GenesisPairId, GenesisPair> pairs = new LinkedHashMap<>();
  private final Map<GenesisPairId, Contents> contents = new LinkedHashMap<>();
  private final Map<GenesisPairId, Map<PublicKey, SignedAttestation>> words = new LinkedHashMap<>();
  private final List<SignedAttestation> early = new ArrayList<>();
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
      case Attested attested -> own(attested.attestation());
      case Certified certified -> certified(certified.certificates());
      case Fetch fetch -> fetch(fetch.cid());
      case Pin pin -> pin(pin);
      case Served served -> served.replyTo().tell(served(served.pair()));
      case FetchDue due -> ask();
    }
    return this;
  }

  private void onEvent(Session.Event event) {
    Session session = event.session();
    switch (event) {
      case Session.Up up -> {
        sessions.add(session);
        pairs
            .keySet()
            .forEach(
                p ->
                    session.send(
                        new GenesisMessage.AttestationsRequest(p.network(), p.generation())));
        wanted.forEach(cid -> session.send(new GenesisMessage.ParametersRequest(cid)));
      }
      case Session.Down down -> sessions.remove(session);
      case Session.Said said -> heard(session, said.message());
    }
  }

  private void heard(Session from, PeerMessage message) {
    if (message instanceof GenesisMessage said) {
      switch (said) {
        case GenesisMessage.AttestationsRequest ask -> tell(from, ask);
        case GenesisMessage.Attestations words ->
            words.attestations().forEach(w -> take(w, Optional.of(from)));
        case GenesisMessage.GenesisChunkRequest ask -> from.send(chunk(ask));
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

  private void hold(Hold hold) {
    GenesisPairId id = hold.pair().id();
    pairs.put(id, hold.pair());
    contents.put(
        id, new Contents(hold.pair().alpha().canonical(), hold.pair().delta().canonical()));
    words.computeIfAbsent(id, key -> new TreeMap<>());
    stored(id).forEach(w -> take(w, Optional.empty()));
    hold.attestations().forEach(w -> take(w, Optional.empty()));
    early.stream()
        .filter(w -> w.attestation().pair().equals(id))
        .forEach(w -> take(w, Optional.empty()));
    early.removeIf(w -> w.attestation().pair().equals(id));
    sessions.forEach(
        s -> s.send(new GenesisMessage.AttestationsRequest(id.network(), id.generation())));
  }

  /** An upgrade attests its new pair before that pair is run here: the word waits for it. */
  private void own(SignedAttestation word) {
    if (pairs.containsKey(word.attestation().pair())) {
      take(word, Optional.empty());
    } else if (early.size() < Limits.MAX_ATTESTATIONS) {
      early.add(word);
    }
  }

  private void tell(Session to, GenesisMessage.AttestationsRequest ask) {
    List<SignedAttestation> held =
        words.entrySet().stream()
            .filter(
                e ->
                    e.getKey().network() == ask.network()
                        && e.getKey().generation() == ask.generation())
            .flatMap(e -> e.getValue().values().stream())
            .toList();
    GenesisMessage.Attestations.batches(held).forEach(to::send);
  }

  /** Kept only for a pair that is held, from its governors, once; passed on when new. */
  private void take(SignedAttestation word, Optional<Session> from) {
    GenesisPairId id = word.attestation().pair();
    GenesisPair pair = pairs.get(id);
    Map<PublicKey, SignedAttestation> held = words.get(id);
    PublicKey governor = word.attestation().governor();
    if (pair == null
        || held == null
        || held.containsKey(governor)
        || !pair.committee().keys(Role.GOVERNOR).contains(governor)
        || !word.verify(machine.verifier())) {
      return;
    }
    held.put(governor, word);
    store(id, List.copyOf(held.values()));
    PeerMessage news = new GenesisMessage.Attestations(List.of(word));
    sessions.stream()
        .filter(s -> from.isEmpty() || !from.get().equals(s))
        .forEach(s -> s.send(news));
  }

  private PeerMessage chunk(GenesisMessage.GenesisChunkRequest ask) {
    Bytes content =
        Optional.ofNullable(contents.get(ask.pair()))
            .map(c -> c.of(ask.chain()))
            .orElse(Bytes.EMPTY);
    int from = Math.min(content.length(), ask.index() * Manifest.CHUNK_BYTES);
    int to = Math.min(content.length(), from + Manifest.CHUNK_BYTES);
    return new GenesisMessage.GenesisChunk(
        ask.pair().alpha(), ask.chain(), ask.index(), content.slice(from, to));
  }

  private void certified(List<UpgradeCertificate> found) {
    boolean changed = false;
    for (UpgradeCertificate certificate : found) {
      Optional<GenesisPair> source =
          pairs.values().stream()
              .filter(p -> p.alpha().hash().equals(certificate.source().hash()))
              .findFirst();
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
    Optional<String> contradiction = Optional.empty();
    for (UpgradeCertificate one : all) {
      for (UpgradeCertificate other : all) {
        if (UpgradeCertificates.contradict(one, other)) {
          contradiction =
              Optional.of(
                  "two valid upgrade certificates of chain "
                      + one.source().hash()
                      + ": blocks "
                      + one.activation().hash()
                      + " and "
                      + other.activation().hash());
        }
      }
    }
    node.tell(new CertificatesHeld(all, contradiction));
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

  private Optional<ServedGenesis> served(GenesisPairId id) {
    return Optional.ofNullable(pairs.get(id))
        .map(
            pair ->
                new ServedGenesis(
                    pair,
                    List.copyOf(words.getOrDefault(id, Map.of()).values()),
                    certificates.all()));
  }

  private AtomicFile file(GenesisPairId id) {
    return new AtomicFile(machine.disk(), machine.home().attestations(id));
  }

  private void store(GenesisPairId id, List<SignedAttestation> held) {
    file(id).replace(new Envelope(new GenesisMessage.Attestations(held)).canonical());
  }

  /**
   * What an earlier run kept; each word is verified again, so damage costs nothing but asking
   * again.
   */
  private List<SignedAttestation> stored(GenesisPairId id) {
    Optional<Decoded<WireMessage>> read =
        file(id)
            .read(Limits.ATTESTATIONS_BYTES)
            .map(content -> Envelope.decode(FrameKind.ATTESTATIONS, content));
    return read.isPresent()
            && read.get() instanceof Decoded.Ok<WireMessage> ok
            && ok.value() instanceof GenesisMessage.Attestations words
        ? words.attestations()
        : List.of();
  }
}
