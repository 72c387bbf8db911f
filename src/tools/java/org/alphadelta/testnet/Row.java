package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.governance.Ballot;

/**
 * One node in the final table. Heights and hashes are those of the generation it runs; empty when
 * it did not answer.
 */
record Row(
    String name,
    Optional<Ballot> vote,
    String network,
    int generation,
    Chain alpha,
    Chain delta,
    String journal,
    String rest,
    String home) {
  /** One chain's newest height and genesis hash. */
  record Chain(String height, String genesisHash) {
    static final Chain UNKNOWN = new Chain("", "");
  }

  /** From the node's last status. */
  static Row of(Participant participant, Round round, String journal) {
    Optional<JsonNode> status = round.of(participant.name());
    int generation = status.map(s -> s.path("generation").asInt(-1)).orElse(-1);
    return new Row(
        participant.name(),
        participant.vote(),
        status.map(s -> Assertions.text(s, "network")).orElse(""),
        generation,
        chain(participant, round, generation, ChainKind.ALPHA),
        chain(participant, round, generation, ChainKind.DELTA),
        journal,
        participant.rest(),
        participant.home().toString());
  }

  private static Chain chain(Participant participant, Round round, int generation, ChainKind kind) {
    return round
        .chain(participant.name(), generation, kind)
        .map(c -> new Chain(Assertions.text(c, "height"), Assertions.text(c, "genesis_hash")))
        .orElse(Chain.UNKNOWN);
  }
}
