package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;

/**
 * Lets v6 join with a pin file and one address and restart from its cache; certificates of other
 * nodes prove that it signs.
 */
final class JoinStep {
  private static final String STEP = "joiner";

  private final RunContext run;
  private final BootstrappedNetwork network;
  private final Participant joiner;
  private final List<Participant> newNetwork;

  JoinStep(RunContext run, BootstrappedNetwork network) {
    this.run = run;
    this.network = network;
    this.joiner = network.of(Validators.joiner());
    this.newNetwork = network.leavers();
  }

  void run() throws IOException {
    run.begin(
        STEP,
        "v6 starts with an empty home, the pinned governors of generation 1 and one peer address");
    Bootstrap.pin(run, joiner, run.directory().pins(1));
    Watch watch = run.watch(network.participants().values());
    Up up = started(watch, "the verified genesis at v6");
    run.runLog().check(NodeAssertions.joined(up.genesis(), needed(), up.seconds()));
    caughtUp(watch);
    JsonNode hashes = AgreementStep.demand(joiner, "/network/genesis/hash");
    run.runLog()
        .check(
            Assertions.genesis(
                "joiner.genesis", hashes, 1, network.second().alpha(), network.second().delta()));
    AgreementStep.sameBlock(run, STEP, everybody(), ChainKind.ALPHA, 1);
    AgreementStep.sameBlock(run, STEP, everybody(), ChainKind.DELTA, 1);
    signs(watch, "joiner.signs", 1, 1);
    restart(watch);
  }

  private void restart(Watch watch) {
    run.begin(STEP, "v6 is stopped and started again");
    Round before = watch.now();
    boolean calm = run.stop(joiner);
    run.runLog()
        .check(
            Check.of(
                "joiner.stopped",
                calm,
                calm ? "v6 ended when it was asked to" : "a process that had to be killed",
                "an end when asked"));
    Up up = started(watch, "the cached genesis at v6");
    run.runLog().check(NodeAssertions.fromCache(up.genesis()));
    caughtUp(watch);
    signs(
        watch,
        "joiner.signs_again",
        before.height(joiner.name(), 1, ChainKind.ALPHA) + 1,
        before.height(joiner.name(), 1, ChainKind.DELTA) + 1);
  }

  /** A started node's report on its genesis, and the time that took. */
  private record Up(JsonNode genesis, double seconds) {}

  private Up started(Watch watch, String what) {
    double before = run.runLog().seconds();
    run.start(joiner, false);
    JsonNode genesis =
        watch.until(
            STEP,
            what,
            round ->
                round
                    .of(joiner.name())
                    .map(s -> s.path("genesis"))
                    .filter(g -> g.path("verified").asBoolean(false)));
    return new Up(genesis, run.runLog().seconds() - before);
  }

  private void caughtUp(Watch watch) {
    Round now = watch.now();
    long alpha = newest(now, ChainKind.ALPHA);
    long delta = newest(now, ChainKind.DELTA);
    watch.untilTrue(
        STEP,
        "Alpha " + alpha + " and Delta " + delta + " at v6",
        round -> round.reached(List.of(joiner), 1, alpha, delta));
    run.runLog().note("v6 has Alpha " + alpha + " and Delta " + delta + " of generation 1");
  }

  private long newest(Round round, ChainKind kind) {
    return newNetwork.stream().mapToLong(p -> round.height(p.name(), 1, kind)).max().orElse(-1);
  }

  /** Searches the certificates of another node until each chain has one with v6's signature. */
  private void signs(Watch watch, String check, long alphaFrom, long deltaFrom) {
    Participant witness = run.one(newNetwork);
    long alpha = signed(watch, witness, ChainKind.ALPHA, alphaFrom);
    long delta = signed(watch, witness, ChainKind.DELTA, deltaFrom);
    run.runLog()
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
            if (Assertions.signers(block.get()).contains(joiner.address())) {
              return Optional.of(next[0] - 1);
            }
          }
          return Optional.empty();
        });
  }

  private List<Participant> everybody() {
    return network.of(
        List.of(Validators.values()).stream().filter(c -> c.role(1).isPresent()).toList());
  }

  /** The 67 % rule over the pinned governors of generation 1. */
  private static int needed() {
    long governors =
        List.of(Validators.values()).stream()
            .filter(c -> c.role(1).equals(Optional.of(Role.GOVERNOR)))
            .count();
    return (int) Quorum.governanceNeeded(governors);
  }
}
