package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.core.ChainKind;

/** Waits for the activation height at the stayer, and checks the split on both old chains. */
final class SplitStep {
  private static final String STEP = "split";

  /** Blocks that the stayer must make alone on each chain. */
  private static final long ALONE = 2;

  /** Blocks checked before H, which the old committee made. */
  private static final int BEFORE = 3;

  private final RunContext run;
  private final BootstrappedNetwork network;
  private final VoteStep.Voted voted;
  private final Participant stayer;

  SplitStep(RunContext run, BootstrappedNetwork network, VoteStep.Voted voted) {
    this.run = run;
    this.network = network;
    this.voted = voted;
    this.stayer = network.of(Validators.stayer());
  }

  void run() {
    long activation = voted.activation();
    run.begin(
        STEP,
        "wait for Alpha height "
            + activation
            + ", asked at v4: GET "
            + stayer.rest()
            + "/network/alpha/block/"
            + activation);
    Watch watch = run.watch(network.founders());
    watch.untilTrue(
        STEP,
        "Alpha height " + (activation + 1 + ALONE) + " at v4",
        round -> round.height(stayer.name(), 0, ChainKind.ALPHA) >= activation + 1 + ALONE);
    JsonNode decided = block(ChainKind.ALPHA, activation);
    JsonNode after = committee(ChainKind.ALPHA, activation + 1);
    String staying = Assertions.text(after, "hash");
    String old = Assertions.text(decided.path("header"), "committee");
    run.runLog().check(Assertions.activation(decided, voted.proposal(), staying));
    run.runLog().check(Assertions.certified("split.certificate", decided, network.committee(0)));
    run.runLog().check(Assertions.committee("split.alpha", after, Set.of(stayer.address())));
    JsonNode first = block(ChainKind.ALPHA, activation + ALONE);
    run.runLog().check(Assertions.certified("split.alone.alpha", first, List.of(stayer.address())));
    delta(watch, old, staying);
  }

  private void delta(Watch watch, String old, String staying) {
    run.begin(
        STEP,
        "wait for Delta's closing block, anchored at "
            + voted.activation()
            + ", and for v4 going on alone");
    List<JsonNode> blocks =
        watch.until(
            STEP,
            "Delta blocks of v4 alone",
            round -> {
              List<JsonNode> newest = newestDelta(round.height(stayer.name(), 0, ChainKind.DELTA));
              long alone =
                  newest.stream()
                      .filter(b -> Assertions.text(b.path("header"), "committee").equals(staying))
                      .count();
              return alone >= ALONE ? Optional.of(newest) : Optional.empty();
            });
    run.runLog().check(Assertions.closing(blocks, voted.activation(), old, staying));
    blocks.stream()
        .filter(b -> Assertions.text(b.path("header"), "committee").equals(old))
        .reduce((one, later) -> later)
        .ifPresent(
            closing -> {
              run.runLog()
                  .check(
                      Assertions.certified(
                          "split.closing.certificate", closing, network.committee(0)));
              JsonNode next = committee(ChainKind.DELTA, Assertions.height(closing) + 1);
              run.runLog()
                  .check(Assertions.committee("split.delta", next, Set.of(stayer.address())));
            });
  }

  /** Delta's newest blocks, oldest first, from some before the one anchored at H. */
  private List<JsonNode> newestDelta(long height) {
    List<JsonNode> blocks = new ArrayList<>();
    int before = 0;
    for (long h = height; h >= 1 && before < BEFORE; h--) {
      JsonNode block = block(ChainKind.DELTA, h);
      if (Assertions.anchor(block) < voted.activation()) {
        before++;
      }
      blocks.add(0, block);
    }
    return blocks;
  }

  private JsonNode block(ChainKind kind, long height) {
    return stayer
        .block(kind, height)
        .orElseThrow(() -> new MissionFailed(STEP, "v4 shows no " + kind + " block " + height));
  }

  private JsonNode committee(ChainKind kind, long height) {
    return AgreementStep.demand(stayer, "/network/" + kind.label() + "/committee/" + height);
  }
}
