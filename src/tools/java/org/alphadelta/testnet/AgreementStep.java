package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.ChainKind;

/** Starts the five validators and waits until all of them have the same blocks on both chains. */
final class AgreementStep {
  private static final String STEP = "agreement";

  /** A start takes seconds of processor time; more at once would make every node slow to answer. */
  private static final int STARTS_AT_ONCE = 3;

  private static final long DELTA_BLOCKS = 2;

  private final RunContext run;
  private final BootstrappedNetwork network;

  AgreementStep(RunContext run, BootstrappedNetwork network) {
    this.run = run;
    this.network = network;
  }

  void run() {
    List<Participant> founders = network.founders();
    run.begin(STEP, "five validators, each a process of its own");
    start(founders);
    long alpha = run.plan().numbers().deltaMinAlphaBlocks() + 1;
    run.begin(
        STEP, "wait until all five have Alpha block " + alpha + " and Delta block " + DELTA_BLOCKS);
    run.watch(founders)
        .untilTrue(
            STEP,
            "blocks on both chains at all five",
            round -> round.reached(founders, 0, alpha, DELTA_BLOCKS));
    for (Participant founder : founders) {
      JsonNode hashes = demand(founder, "/network/genesis/hash");
      run.runLog()
          .check(
              Assertions.genesis(
                  "agreement.genesis." + founder.name(),
                  hashes,
                  0,
                  network.first().alpha(),
                  network.first().delta()));
    }
    sameBlock(run, STEP, founders, ChainKind.ALPHA, alpha);
    sameBlock(run, STEP, founders, ChainKind.DELTA, DELTA_BLOCKS);
    for (ChainKind kind : ChainKind.values()) {
      Participant asked = run.one(founders);
      long height = kind == ChainKind.ALPHA ? alpha : DELTA_BLOCKS;
      JsonNode block = demand(asked, "/network/" + kind.label() + "/block/" + height);
      run.runLog()
          .check(
              Assertions.certified(
                  "agreement.certificate." + kind.label(), block, network.committee(0)));
    }
  }

  /** Starts a few at a time, the next one when an earlier one answers. */
  private void start(List<Participant> founders) {
    Watch watch = run.watch(founders);
    for (int i = 0; i < founders.size(); i++) {
      int running = i;
      if (i >= STARTS_AT_ONCE) {
        watch.untilTrue(
            STEP,
            "an answer of " + (running - STARTS_AT_ONCE + 1) + " nodes",
            round -> round.statuses().size() > running - STARTS_AT_ONCE);
      }
      run.start(founders.get(i), i == 0);
    }
  }

  /** Checks that nodes show one hash for one height of the chain they run. */
  static void sameBlock(
      RunContext run, String step, List<Participant> nodes, ChainKind kind, long height) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Participant node : nodes) {
      Optional<JsonNode> block = node.block(kind, height);
      block.ifPresent(b -> hashes.put(node.name(), Assertions.text(b, "hash")));
    }
    run.runLog()
        .check(
            Assertions.sameBlock(
                step + "." + kind.label(), kind.label(), height, hashes, nodes.size()));
  }

  /** Fetches an answer that must exist now. */
  static JsonNode demand(Participant participant, String path) {
    return participant
        .ask(path)
        .orElseThrow(
            () ->
                new MissionFailed(
                    STEP,
                    participant.name() + " has no answer to GET " + participant.rest() + path));
  }
}
