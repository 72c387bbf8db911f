package org.alphadelta.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;

/**
 * Result of a kill run. {@code kills} counts validators that had answered since their start, {@code
 * earlyKills} the others; {@code resumptions}: how often all validators returned and both chains
 * advanced at each. {@code problems} holds every violation, as a sentence.
 */
record KillVerdict(
    KillPlan plan,
    int kills,
    int earlyKills,
    int resumptions,
    Map<ChainKind, Long> heights,
    SignatureRegistry.Count signatures,
    long lostBlocks,
    int reportedBlocks,
    long certificates,
    int signStates,
    long transfers,
    boolean resumed,
    double seconds,
    List<String> problems) {
  /** Fewer votes would not prove that the recorder was connected. */
  private static final long VOTES_PER_KILL = 20;

  KillVerdict {
    heights = new TreeMap<>(heights);
    problems = List.copyOf(problems);
  }

  /** Whether enough was observed and there is no problem. */
  boolean ok() {
    return kills >= plan.kills()
        && resumed
        && lostBlocks == 0
        && signatures.doubles().isEmpty()
        && problems.isEmpty()
        && signatures.votes() >= VOTES_PER_KILL * plan.kills();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ok", ok());
    json.put("kills", kills);
    json.put("kills_while_starting", earlyKills);
    json.put("resumptions", resumptions);
    ObjectNode byChain = json.putObject("heights");
    heights.forEach((kind, height) -> byChain.put(kind.label(), height));
    json.put("votes_recorded", signatures.votes());
    json.put("proposals_recorded", signatures.proposals());
    json.put("messages_recorded", signatures.seen());
    json.put("double_signatures", signatures.doubles().size());
    json.put("lost_blocks", lostBlocks);
    json.put("reported_blocks", reportedBlocks);
    json.put("certificates_verified", certificates);
    json.put("sign_states_read", signStates);
    json.put("transfers", transfers);
    json.put("resumed", resumed);
    json.put("seed", plan.seed());
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    problems.forEach(json.withArray("problems")::add);
    return json;
  }
}
