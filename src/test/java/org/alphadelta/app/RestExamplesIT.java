package org.alphadelta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.NotInMainnetBuild;
import org.alphadelta.api.RestDocExamples;
import org.alphadelta.ledger.SignedTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fetches every example of docs/rest.md from a node that has a transfer, a proposal and a vote in
 * its chain.
 */
@NotInMainnetBuild
class RestExamplesIT {
  private static final RestDocExamples EXAMPLES = RestDocExamples.read(Path.of("docs/rest.md"));
  private static final long FAR = 900_000;

  @TempDir private static Path directory;
  private static final List<String> wishes = new ArrayList<>();
  private static Optional<SoleValidator> started = Optional.empty();
  private static Map<String, String> places = Map.of();

  /** Every documented POST is what brings it there; what differs is kept for a test of its own. */
  @BeforeAll
  static void bringEverythingIntoTheChain() throws IOException {
    SoleValidator validator = SoleValidator.found(directory);
    started = Optional.of(validator);
    validator.start();
    String transaction = transfer(); // first, while this validator's node signs nothing by itself
    String terms = hex(validator.draft("upgrade.terms", FAR));
    for (String parameters : List.of("alpha.params", "delta.params")) {
      wish(
          "/v1/admin/parameters",
          Map.of("parameters", hex(validator.genesis(1).resolve(parameters))));
    }
    wish("/v1/admin/proposals", Map.of("terms", terms));
    String first = validator.newestProposal(0).path("proposal_id").asText();
    wish("/v1/admin/proposals/{proposal}/withdraw", Map.of("proposal", first));
    validator.until(
        "/v1/proposals/" + first, p -> p.body().path("status").asText().equals("withdrawn"));
    wish("/v1/admin/proposals", Map.of("terms", terms));
    String proposal = validator.newestProposal(1).path("proposal_id").asText();
    wish("/v1/admin/votes", Map.of("proposal", proposal));
    wish("/v1/admin/transfers", Map.of("address", validator.address()));
    validator.until(
        "/v1/proposals/" + proposal + "/votes",
        votes -> votes.body().path("votes").path(0).path("readiness").isObject());
    validator.until("/v1/upgrades/" + proposal, upgrade -> upgrade.status() == 200);
    places =
        Map.of(
            "proposal", proposal,
            "upgrade", proposal,
            "transaction", transaction,
            "address", validator.address(),
            "voter", validator.address());
  }

  private static void wish(String target, Map<String, String> filled) {
    SoleValidator validator = started.orElseThrow();
    for (RestDocExamples example : EXAMPLES.adminPort().at(target).each()) {
      wishes.addAll(example.differences(validator.admin(), Optional.of(validator.token()), filled));
    }
  }

  /** A transfer for each documented way to send one; the last one's id. */
  private static String transfer() {
    SoleValidator validator = started.orElseThrow();
    String last = "";
    for (RestDocExamples example : EXAMPLES.at("/network/transaction/broadcast").each()) {
      long next = validator.nextSequence();
      SignedTransaction transfer = validator.transfer(validator.alpha());
      wishes.addAll(
          example.differences(
              URI.create(validator.node().rest()),
              Optional.empty(),
              Map.of("signed_transaction", transfer.canonical().hex())));
      validator.until(
          "/network/program/credits.alpha/mapping/account/" + validator.address(),
          account -> account.body().path("value").path("next_sequence").asLong() > next);
      last = transfer.id().hex();
    }
    return last;
  }

  @AfterAll
  static void stop() {
    started.ifPresent(SoleValidator::close);
  }

  @Test
  void takesEveryDocumentedWish() {
    assertThat(wishes).isEmpty();
  }

  @Test
  void thePublicPortAnswersAsDocumented() {
    SoleValidator validator = started.orElseThrow();
    assertThat(
            EXAMPLES
                .publicPort()
                .readOnly()
                .differences(URI.create(validator.node().rest()), Optional.empty(), places))
        .isEmpty();
  }

  @Test
  void theAdminPortAnswersAsDocumented() {
    SoleValidator validator = started.orElseThrow();
    assertThat(
            EXAMPLES
                .adminPort()
                .readOnly()
                .differences(validator.admin(), Optional.of(validator.token()), places))
        .isEmpty();
  }

  private static String hex(Path file) throws IOException {
    return HexFormat.of().formatHex(Files.readAllBytes(file));
  }
}
