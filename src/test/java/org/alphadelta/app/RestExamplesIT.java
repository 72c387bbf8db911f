package org.alphadelta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.api.RestDocExamples;
import org.alphadelta.ledger.SignedTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Fetches every example of docs/rest.md from a node that has a transfer, a proposal and a vote in its chain. */
@DisabledIfSystemProperty(named = "adn.build", matches = "mainnet", disabledReason = "it proposes an upgrade of devnet")
class RestExamplesIT {
  private static final RestDocExamples EXAMPLES = RestDocExamples.read(Path.of("docs/rest.md"));
  private static final long FAR = 900_000;

  @TempDir private static Path directory;
  private static Optional<SoleValidator> started = Optional.empty();
  private static Map<String, String> places = Map.of();

  @BeforeAll
  static void bringEverythingIntoTheChain() throws IOException {
    SoleValidator validator = SoleValidator.found(directory);
    started = Optional.of(validator);
    validator.start();
    SignedTransaction transfer = validator.transfer(validator.alpha());
    assertThat(validator.broadcast(transfer).status()).isEqualTo(202);
    validator.included(transfer.id().hex());
    Path terms = validator.draft("upgrade.terms", FAR);
    String proposal = validator.propose(terms);
    validator.until("/v1/journal/streams", a -> a.body().toString().contains("governor"));
    assertThat(validator.vote(proposal, "yes").status()).isEqualTo(202);
    validator.until(
        "/v1/proposals/" + proposal + "/votes",
        votes -> votes.body().path("votes").path(0).path("readiness").isObject());
    validator.until("/v1/upgrades/" + proposal, upgrade -> upgrade.status() == 200);
    places =
        Map.of(
            "proposal", proposal,
            "upgrade", proposal,
            "transaction", transfer.id().hex(),
            "address", validator.address(),
            "voter", validator.address(),
            "terms", hex(terms),
            "parameters", hex(validator.genesis(1).resolve("alpha.params")),
            "signed_transaction", validator.transfer(validator.alpha()).canonical().hex());
  }

  @AfterAll
  static void stop() {
    started.ifPresent(SoleValidator::close);
  }

  @Test
  void thePublicPortAnswersAsDocumented() {
    SoleValidator validator = started.orElseThrow();
    assertThat(
            EXAMPLES
                .publicDoor()
                .readOnly()
                .differences(URI.create(validator.node().rest()), Optional.empty(), places))
        .isEmpty();
  }

  @Test
  void theAdminPortAnswersAsDocumented() {
    SoleValidator validator = started.orElseThrow();
    assertThat(
            EXAMPLES
                .adminDoor()
                .readOnly()
                .differences(validator.admin(), Optional.of(validator.token()), places))
        .isEmpty();
  }

  private static String hex(Path file) throws IOException {
    return HexFormat.of().formatHex(Files.readAllBytes(file));
  }
}
