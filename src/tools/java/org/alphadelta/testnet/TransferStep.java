package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;

/** Transfers credits to an account that has none, and checks the state of every node. */
final class TransferStep {
  private static final String STEP = "transfer";
  private static final int MOST = 900;

  private final RunContext run;
  private final BootstrappedNetwork network;

  TransferStep(RunContext run, BootstrappedNetwork network) {
    this.run = run;
    this.network = network;
  }

  void run() {
    List<Participant> founders = network.founders();
    Participant sender = run.one(founders);
    String receiver = network.of(Validators.joiner()).address();
    long amount = 1L + run.choice().nextInt(MOST);
    run.begin(STEP, sender.name() + " sends " + amount + " credits to v6, who has no account yet");
    Map<String, Long> before = balances(founders, receiver);
    JsonNode sent =
        run.runner()
            .demand(
                STEP,
                "tx",
                "transfer",
                "--home",
                sender.home().toString(),
                "--chain",
                "alpha",
                "--to",
                receiver,
                "--amount",
                String.valueOf(amount),
                "--wait");
    long height = sent.path("height").asLong(-1);
    run.watch(founders)
        .untilTrue(
            STEP,
            "Alpha block " + height + " at all five",
            round -> round.reached(founders, 0, height, 0));
    Map<String, Long> after = balances(founders, receiver);
    run.runLog().check(moved(before, after, amount, founders.size()));
    AgreementStep.sameBlock(run, STEP + ".block", founders, ChainKind.ALPHA, height);
  }

  /** Every node's state shows exactly this increase. */
  static Check moved(Map<String, Long> before, Map<String, Long> after, long amount, int nodes) {
    boolean ok =
        after.size() == nodes
            && after.entrySet().stream()
                .allMatch(e -> e.getValue() - before.getOrDefault(e.getKey(), 0L) == amount);
    return Check.of(
        "transfer.state",
        ok,
        ok
            ? amount + " credits more in the state of " + nodes + " nodes"
            : new TreeMap<>(before) + " before, " + new TreeMap<>(after) + " after",
        amount + " more at " + nodes + " nodes");
  }

  private static Map<String, Long> balances(List<Participant> nodes, String owner) {
    Map<String, Long> balances = new LinkedHashMap<>();
    for (Participant node : nodes) {
      balances.put(
          node.name(),
          node.value("account", owner).map(v -> v.path("balance").asLong(0)).orElse(0L));
    }
    return balances;
  }
}
