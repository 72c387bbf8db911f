package org.alphadelta.actor.genesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.Download;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.wire.GenesisMessage;

/**
 * The search for a genesis among peers: counts attestations, whichever peer sends them; once enough
 * governors agree, downloads the pair, first from peers that sent attestations of it.
 */
final class GenesisSearch {
  /** Result of a chunk. */
  sealed interface Found {}

  /** More chunks are missing. */
  record Nothing() implements Found {}

  /** The complete pair that the governors attested. */
  record Whole(GenesisPair pair, GenesisAgreement.Result.Agreed agreed) implements Found {}

  /** The bytes are those that the governors attested, but they are no genesis. */
  record NoGenesis(GenesisPairId attested) implements Found {}

  private final Pins pins;
  private final SignatureVerifier verifier;
  private final Set<PeerConnection> connections = new LinkedHashSet<>();
  private final Map<PeerConnection, Set<GenesisPairId>> vouched = new LinkedHashMap<>();
  private GenesisAgreement agreement;
  private Optional<Download<PeerConnection>> download = Optional.empty();

  GenesisSearch(Pins pins, SignatureVerifier verifier) {
    this.pins = pins;
    this.verifier = verifier;
    this.agreement = GenesisAgreement.of(pins);
  }

  /** Excludes governors known to have attested twice, from the beginning. */
  void exclude(List<DoubleAttestation> known) {
    agreement = GenesisAgreement.of(pins, known);
  }

  void opened(PeerConnection connection) {
    connections.add(connection);
    askAttestations(connection);
  }

  void closed(PeerConnection connection) {
    connections.remove(connection);
    vouched.remove(connection);
    download.ifPresent(d -> d.forget(connection));
  }

  /** Advances time: repeats requests for what is still missing. */
  void tick() {
    download.ifPresentOrElse(
        running -> ask(running, running.tick(List.copyOf(connections))),
        () -> connections.forEach(this::askAttestations));
  }

  private static void ask(
      Download<PeerConnection> running, List<Download.Request<PeerConnection>> requests) {
    GenesisPairId pair = running.agreed().pair();
    requests.forEach(
        ask ->
            ask.peer().send(new GenesisMessage.GenesisChunkRequest(pair, ask.kind(), ask.index())));
  }

  private void askAttestations(PeerConnection connection) {
    connection.send(new GenesisMessage.AttestationsRequest(pins.network(), pins.generation()));
  }

  /** Counts attestations; returns the result of each, in their order. */
  List<GenesisAgreement.Heard> count(PeerConnection from, List<SignedAttestation> attestations) {
    List<GenesisAgreement.Heard> all = new ArrayList<>();
    for (SignedAttestation attestation : attestations) {
      GenesisAgreement.Heard heard = agreement.with(attestation, verifier);
      agreement = heard.agreement();
      if (heard.rejection().isEmpty()) {
        vouched
            .computeIfAbsent(from, key -> new LinkedHashSet<>())
            .add(attestation.attestation().pair());
      }
      all.add(heard);
    }
    if (download.isPresent() && agreed(download.get().agreed().pair()).isEmpty()) {
      download = Optional.empty();
    }
    if (download.isEmpty() && agreement.result() instanceof GenesisAgreement.Result.Agreed agreed) {
      download =
          Optional.of(
              new Download<>(
                  agreed, s -> vouched.getOrDefault(s, Set.of()).contains(agreed.pair())));
      tick();
    }
    return all;
  }

  /** The present agreement on this pair; a governor may have lost its count meanwhile. */
  private Optional<GenesisAgreement.Result.Agreed> agreed(GenesisPairId pair) {
    return agreement.result() instanceof GenesisAgreement.Result.Agreed now
            && now.pair().equals(pair)
        ? Optional.of(now)
        : Optional.empty();
  }

  Found take(PeerConnection from, GenesisMessage.GenesisChunk chunk) {
    if (download.isEmpty()) {
      return new Nothing();
    }
    Download<PeerConnection> running = download.get();
    running.take(
        from, new Download.Chunk(chunk.alpha(), chunk.chain(), chunk.index(), chunk.content()));
    if (!running.complete()) {
      ask(running, running.request(List.copyOf(connections)));
      return new Nothing();
    }
    GenesisAgreement.Result.Agreed now = agreed(running.agreed().pair()).orElseThrow();
    return running
        .finished()
        .<Found>map(pair -> new Whole(pair, now))
        .orElseGet(() -> new NoGenesis(now.pair()));
  }

  GenesisFetcher.Progress progress() {
    return progress(agreement.result(), pins.needed());
  }

  static GenesisFetcher.Progress progress(GenesisAgreement.Result result, long needed) {
    return switch (result) {
      case GenesisAgreement.Result.Agreed agreed -> {
        int have = agreed.attestations().size();
        yield new GenesisFetcher.Progress(have, needed, count(have, needed), true);
      }
      case GenesisAgreement.Result.Short few ->
          new GenesisFetcher.Progress(
              few.have(),
              few.needed(),
              few.answers().size() > 1 ? differing(few.words(), few.answers()) : few.words(),
              false);
      case GenesisAgreement.Result.Disputed disputed ->
          new GenesisFetcher.Progress(
              disputed.have(),
              disputed.needed(),
              differing(count(disputed.have(), disputed.needed()), disputed.answers()),
              false);
    };
  }

  private static String count(long have, long needed) {
    return have + " of " + needed + " needed";
  }

  /** All answers with their governors, so that the operator knows whom to call. */
  private static String differing(String count, List<GenesisAgreement.Answer> answers) {
    List<String> sides = new ArrayList<>();
    for (GenesisAgreement.Answer answer : answers) {
      sides.add(
          answer.pair().alpha().brief()
              + "/"
              + answer.pair().delta().brief()
              + " by "
              + answer.governors().stream().map(PublicKey::brief).toList());
    }
    return count + ", governors disagree: " + String.join("; ", sides);
  }
}
