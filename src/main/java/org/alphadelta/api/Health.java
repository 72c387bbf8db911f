package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.actor.node.NodeStatus.ChainProgress;
import org.alphadelta.core.ChainKind;

/** Whether a node is ready, condition by condition. */
record Health(List<Condition> conditions) {
  record Condition(String name, boolean ok, String detail) {}

  Health {
    conditions = List.copyOf(conditions);
  }

  static Health of(NodeStatus status, boolean journalAnswered) {
    return new Health(
        List.of(
            new Condition("genesis", status.genesis().verified(), status.genesis().sentence()),
            ledger(status, ChainKind.ALPHA),
            ledger(status, ChainKind.DELTA),
            new Condition(
                "journal", journalAnswered, journalAnswered ? "answered" : "did not answer")));
  }

  private static Condition ledger(NodeStatus status, ChainKind kind) {
    List<ChainProgress> open = status.chains().stream().filter(c -> c.kind() == kind).toList();
    return new Condition(
        "ledger_" + kind.label(),
        !open.isEmpty(),
        open.isEmpty() ? "not open" : "open at height " + open.get(0).height());
  }

  Answer answer(boolean verbose) {
    boolean ready = conditions.stream().allMatch(Condition::ok);
    ObjectNode json = Json.object();
    json.put("ready", ready);
    if (verbose) {
      json.set(
          "conditions",
          Json.array(
              conditions,
              c ->
                  Json.object().put("name", c.name()).put("ok", c.ok()).put("detail", c.detail())));
    }
    return Answer.of(ready ? Status.OK : Status.UNAVAILABLE, Answer.JSON, Json.write(json));
  }
}
