package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.alphadelta.NotInMainnetBuild;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.wire.GenesisMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real validators and a governor whose key attests two genesis pairs of one generation: it
 * counts for neither, everybody sees both words, and a kill changes nothing of that.
 */
@NotInMainnetBuild
class DoubleAttestationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String EVENTS = "/v1/journal/streams/genesis/events?from=1&limit=1000";

  @TempDir private Path directory;

  @Test
  void whoAttestsTwoPairsCountsForNeitherAndIsShownForEver() throws IOException {
    try (LiveNetwork network = LiveNetwork.found(directory.resolve("homes"), 4, 200)) {
      List<LiveMember> honest = network.members().subList(0, 3);
      LiveMember villain = network.members().get(3);
      LiveMember witness = honest.getFirst();
      LiveMember other = honest.get(1);
      honest.forEach(network::start);
      await(() -> attested(witness) == 3 && witness.height(ChainKind.ALPHA) >= 1, witness);

      contradict(network, villain, witness);

      await(() -> proofs(witness).size() == 1 && proofs(other).size() == 1, witness);
      shows(witness, network.pair(), villain);
      assertThat(proofs(other)).as("what was passed on").isEqualTo(proofs(witness));
      assertThat(attested(witness)).as("it counts for neither").isEqualTo(3);
      List<String> before = proofs(witness);
      network.kill(witness);
      network.start(witness);
      await(() -> proofs(witness).equals(before) && attested(witness) == 3, witness);
      shows(witness, network.pair(), villain);
      assertThat(journaled(witness)).as("once").isEqualTo(1);
      assertThat(LiveNetwork.adn(List.of("status", "--home", witness.home().toString())))
          .containsPattern("evidence +1 against " + villain.address());
      network.stop(network.members());
      assertThat(LiveNetwork.adn(List.of("journal", "verify", "--home", witness.home().toString())))
          .startsWith("ok: ");
    }
  }

  /** Says what every governor says, is counted for it, and then attests another pair. */
  private static void contradict(LiveNetwork network, LiveMember villain, LiveMember witness)
      throws IOException {
    KeyPair key = villain.validatorKeys();
    GenesisPairId pair = network.pair();
    GenesisPairId another =
        new GenesisPairId(
            pair.network(),
            pair.generation(),
            Sha256.plain(Bytes.utf8("another genesis")),
            pair.delta());
    try (WireClient line =
        WireClient.dial(witness.p2pPort(), pair, villain.nodeKeys(), Optional.of(key))) {
      Attestation honest = heard(line, pair);
      say(line, new Attestation(pair, honest.alpha(), honest.delta(), key.publicKey()), key);
      await(() -> attested(witness) == 4, witness);
      assertThat(proofs(witness)).isEmpty();
      Attestation second =
          new Attestation(another, honest.alpha(), honest.delta(), key.publicKey());
      say(line, second, key);
      say(line, second, key);
      await(() -> attested(witness) == 3, witness);
    }
  }

  /** What another governor attests, with the sizes and chunks of the true pair. */
  private static Attestation heard(WireClient line, GenesisPairId pair) throws IOException {
    line.send(new GenesisMessage.AttestationsRequest(pair.network(), pair.generation()));
    while (true) {
      if (line.next() instanceof GenesisMessage.Attestations attestations
          && !attestations.attestations().isEmpty()) {
        return attestations.attestations().getFirst().attestation();
      }
    }
  }

  private static void say(WireClient line, Attestation attestation, KeyPair key)
      throws IOException {
    SignedAttestation signed =
        new SignedAttestation(attestation, key.sign(attestation.signingBytes()));
    line.send(new GenesisMessage.Attestations(List.of(signed)));
  }

  private static void shows(LiveMember witness, GenesisPairId pair, LiveMember villain) {
    JsonNode shown = witness.ask("/v1/evidence").orElseThrow();
    assertThat(shown.path("count").asInt()).isEqualTo(1);
    assertThat(shown.path("offenders").get(0).path("address").asText())
        .isEqualTo(villain.address());
    JsonNode offence = shown.path("evidence").get(0);
    assertThat(offence.path("kind").asText()).isEqualTo("double-attestation");
    assertThat(offence.path("offender").path("key").asText()).isEqualTo(villain.key().hex());
    assertThat(
            List.of(
                offence.path("first").path("value").asText(),
                offence.path("second").path("value").asText()))
        .doesNotHaveDuplicates()
        .contains(pair.alpha().hex() + "/" + pair.delta().hex());
    JsonNode governors = witness.ask("/network/governors").orElseThrow().path("governors");
    for (JsonNode governor : governors) {
      assertThat(governor.path("attested").asBoolean())
          .as("%s", governor)
          .isEqualTo(!governor.path("key").asText().equals(villain.key().hex()));
    }
  }

  private static long attested(LiveMember witness) {
    return witness.ask("/network/governors").map(g -> g.path("attested").asLong(-1)).orElse(-1L);
  }

  private static List<String> proofs(LiveMember witness) {
    return witness
        .ask("/v1/evidence")
        .map(shown -> shown.findValuesAsText("canonical"))
        .orElseGet(List::of);
  }

  private static long journaled(LiveMember witness) {
    return witness.ask(EVENTS).orElseThrow().findValuesAsText("manifest").stream()
        .filter("genesis.attested-twice.1"::equals)
        .count();
  }

  private static void await(BooleanSupplier condition, LiveMember witness) {
    assertThat(Waiting.until(PATIENCE, condition))
        .as("found %s and %s", witness.ask("/network/governors"), witness.ask("/v1/evidence"))
        .isTrue();
  }
}
