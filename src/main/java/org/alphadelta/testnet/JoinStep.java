package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;

/**
 * Lets v6 join with a pin file and one address, and come back from its cache; others' certificates
 * show that it signs.
 */
final class JoinStep {
  private static final String STEP = "joiner";

  private final Stage stage;
  private final Founded founded;
  private final Participant joiner;
  private final List<Participant> newNetwork;

  JoinStep(Stage stage, Founded founded) {
    this.stage = stage;
    this.founded = founded;
    this.joiner = founded.of(Cast.joiner());
    this.newNetwork = founded.leavers();
  }

  void run() throws IOException {
    stage.begin(
        STEP,
        "v6 starts with an empty home, the pinned governors of generation 1 and one peer address");
    Founding.pin(stage, joiner, stage.directory().pins(1));
    Watch watch = stage.watch(founded.participants().values());
    Up up = started(watch, "the verified genesis at v6");
    stage.talk().check(NodeClaims.joined(up.genesis(), needed(), up.seconds()));
    caughtUp(watch);
    JsonNode hashes = AgreementStep.demand(joiner, "/network/genesis/hash");
    stage
        .talk()
        .check(
            Claims.genesis(
                "joiner.genesis", hashes, 1, founded.second().alpha(), founded.second().delta()));
    AgreementStep.sameBlock(stage, STEP, everybody(), ChainKind.ALPHA, 1);
    AgreementStep.sameBlock(stage, STEP, everybody(), ChainKind.DELTA, 1);
    signs(watch, "joiner.signs", 1, 1);
    restart(watch);
  }

  private void restart(Watch watch) {
    stage.begin(STEP, "v6 is stopped and started again");
    Round before = watch.now();
    boolean calm = stage.stop(joiner);
    stage
        .talk()
        .check(
            Check.of(
                "joiner.stopped",
                calm,
                calm ? "v6 ended when it was asked to" : "a process that had to be killed",
                "an end when asked"));
    Up up = started(watch, "the cached genesis at v6");
    stage.talk().check(NodeClaims.fromCache(up.genesis()));
    caughtUp(watch);
    signs(
        watch,
        "joiner.signs_again",
        before.height(joiner.name(), 1, ChainKind.ALPHA) + 1,
        before.height(joiner.name(), 1, ChainKind.DELTA) + 1);
  }

  /** What a started node says of its genesis, and how long that took. */
  private record Up(JsonNode genesis, double seconds) {}

  private Up started(Watch watch, String what) {
    double before = stage.talk().seconds();
    stage.start(joiner, false);
    JsonNode genesis =
        watch.until(
            STEP,
            what,
            round ->
                round
                    .of(joiner.name())
                    .map(s -> s.path("genesis"))
                    .filter(g -> g.path("verified").asBoolean(false)));
    return new Up(genesis, stage.talk().seconds() - before);
  }

  private void caughtUp(Watch watch) {
    Round now = watch.now();
    long alpha = newest(now, ChainKind.ALPHA);
    long delta = newest(now, ChainKind.DELTA);
    watch.untilTrue(
        STEP,
        "Alpha " + alpha + " and Delta " + delta + " at v6",
        round -> round.reached(List.of(joiner), 1, alpha, delta));
    stage.talk().note("v6 has Alpha " + alpha + " and Delta " + delta + " of generation 1");
  }

  private long newest(Round round, ChainKind kind) {
    return newNetwork.stream().mapToLong(p -> round.height(p.name(), 1, kind)).max().orElse(-1);
  }

  /**
   * Looks through the certificates that another node serves until v6's signature is in one of each
   * chain.
   */
  private void signs(Watch watch, String check, long alphaFrom, long deltaFrom) {
    Participant witness = stage.one(newNetwork);
    long alpha = signed(watch, witness, ChainKind.ALPHA, alphaFrom);
    long delta = signed(watch, witness, ChainKind.DELTA, deltaFrom);
    stage
        .talk()
        .check(
            new Check(
                check,
                true,
                "v6 is in the certificates of Alpha "
                    + alpha
                    + " and Delta "
                    + delta
                    + " that "
                    + witness.name()
                    + " serves"));
  }

  private long signed(Watch watch, Participant witness, ChainKind kind, long from) {
    long[] next = {from};
    return watch.until(
        STEP,
        "a " + kind + " certificate of " + witness.name() + " with v6's signature",
        round -> {
          long newest = round.height(witness.name(), 1, kind);
          while (next[0] <= newest) {
            Optional<JsonNode> block = witness.block(kind, next[0]);
            if (block.isEmpty()) {
              break;
            }
            next[0]++;
            if (Claims.signers(block.get()).contains(joiner.address())) {
              return Optional.of(next[0] - 1);
            }
          }
          return Optional.empty();
        });
  }

  private List<Participant> everybody() {
    return founded.of(List.of(Cast.values()).stream().filter(c -> c.role(1).isPresent()).toList());
  }

  /** The 67 % rule over the pinned governors of generation 1. */
  private static int needed() {
    long governors =
        List.of(Cast.values()).stream()
            .filter(c -> c.role(1).equals(Optional.of(Role.GOVERNOR)))
            .count();
    return (int) Quorum.governanceNeeded(governors);
  }
}
