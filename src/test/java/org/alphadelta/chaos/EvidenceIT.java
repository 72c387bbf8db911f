package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alphadelta.NotInMainnetBuild;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.wire.PeerMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real validators and one that signs twice: what it did is verified, kept once, shown to
 * everybody who asks, and still there after a kill.
 */
@NotInMainnetBuild
class EvidenceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Hash ONE = Sha256.plain(Bytes.utf8("one"));
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));

  @TempDir private Path directory;

  @Test
  void whoSignsTwiceIsShownForEverAndOnceForEachOffence() throws IOException {
    try (LiveNetwork network = LiveNetwork.found(directory.resolve("homes"), 4, 200)) {
      List<LiveMember> honest = network.members().subList(0, 3);
      LiveMember villain = network.members().get(3);
      LiveMember witness = honest.getFirst();
      honest.forEach(network::start);
      assertThat(Waiting.until(PATIENCE, () -> witness.height(ChainKind.ALPHA) >= 1)).isTrue();
      equivocate(network, villain, witness);
      JsonNode shown = evidence(witness).orElseThrow();
      assertThat(shown.path("offenders")).hasSize(1);
      assertThat(shown.path("offenders").get(0).path("address").asText())
          .isEqualTo(villain.address());
      assertThat(shown.path("evidence")).hasSize(shown.path("count").asInt());
      assertThat(shown.findValuesAsText("canonical")).doesNotHaveDuplicates();
      assertThat(shown.findValuesAsText("kind")).contains("double-vote", "double-proposal");
      for (JsonNode offence : shown.path("evidence")) {
        assertThat(offence.path("offender").path("key").asText()).isEqualTo(villain.key().hex());
        assertThat(offence.path("first").path("value"))
            .isNotEqualTo(offence.path("second").path("value"));
      }
      List<String> proofs = shown.findValuesAsText("canonical");
      network.kill(witness);
      network.start(witness);
      assertThat(
              Waiting.until(
                  PATIENCE,
                  () -> holds(witness, e -> e.findValuesAsText("canonical").containsAll(proofs))))
          .as("after a kill, found %s, expected %s", evidence(witness), proofs)
          .isTrue();
      tells(witness, villain, evidence(witness).orElseThrow().path("count").asText());
      network.stop(network.members());
      assertThat(LiveNetwork.adn(List.of("journal", "verify", "--home", witness.home().toString())))
          .startsWith("ok: ");
    }
  }

  /** Says everything twice, and each of it again, until the witness has journaled both kinds. */
  private static void equivocate(LiveNetwork network, LiveMember villain, LiveMember witness)
      throws IOException {
    KeyPair key = villain.validatorKeys();
    try (WireClient line =
        WireClient.dial(witness.p2pPort(), network.pair(), villain.nodeKeys(), Optional.of(key))) {
      Predicate<JsonNode> both =
          shown ->
              shown.findValuesAsText("kind").containsAll(List.of("double-vote", "double-proposal"));
      assertThat(
              Waiting.until(
                  PATIENCE,
                  () -> {
                    says(line, network, key, witness.height(ChainKind.ALPHA) + 1);
                    return holds(witness, both);
                  }))
          .as("found %s", evidence(witness))
          .isTrue();
    }
  }

  private static void says(WireClient line, LiveNetwork network, KeyPair key, long height) {
    Committee committee = KillRun.committee(network);
    int round = 0;
    while (!Proposers.ROTATING.proposer(height, round, committee).equals(key.publicKey())) {
      round++;
    }
    for (Hash value : List.of(ONE, OTHER, ONE, OTHER)) {
      Vote vote = new Vote(VoteType.PRECOMMIT, height, 0, Optional.of(value), key.publicKey());
      BlockProposal proposal =
          new BlockProposal(height, round, value, Optional.empty(), key.publicKey());
      var chain = network.pair().chain(ChainKind.ALPHA);
      say(
          line,
          new ConsensusMessage.VoteMessage(
              new SignedVote(vote, key.sign(vote.signingBytes(chain)))));
      say(
          line,
          new ConsensusMessage.ProposalMessage(
              new SignedProposal(
                  proposal, key.sign(proposal.signingBytes(chain)), Optional.empty()),
              Optional.empty()));
    }
  }

  private static void say(WireClient line, ConsensusMessage message) {
    try {
      line.send(new PeerMessage.ConsensusFrame(ChainKind.ALPHA, message));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the witness hung up", e);
    }
  }

  private static Optional<JsonNode> evidence(LiveMember witness) {
    return witness.ask("/v1/evidence");
  }

  private static boolean holds(LiveMember witness, Predicate<JsonNode> condition) {
    return evidence(witness).filter(condition).isPresent();
  }

  private static void tells(LiveMember witness, LiveMember villain, String count) {
    List<String> status = List.of("status", "--home", witness.home().toString());
    assertThat(LiveNetwork.adn(status))
        .containsPattern("evidence +" + count + " against " + villain.address());
    JsonNode json = LiveNetwork.command(status);
    assertThat(json.path("evidence").asText()).isEqualTo(count);
    assertThat(json.path("offenders").get(0).asText()).isEqualTo(villain.address());
  }
}
