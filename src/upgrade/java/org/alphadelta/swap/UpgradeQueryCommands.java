package org.alphadelta.swap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.NodeHttpClient;
import org.alphadelta.config.ConfigException;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Subcommands of {@code adn upgrade} that change nothing. */
final class UpgradeQueryCommands {
  private static final JsonMapper JSON = new JsonMapper();

  private UpgradeQueryCommands() {}

  @Command(
      name = "status",
      description = "Show how far the newest upgrade is.",
      footer = {
        "Examples:",
        "  adn upgrade status --home node1",
        "  adn upgrade status --node http://127.0.0.1:4180 -o json",
        ""
      })
  static final class Show extends AdnCommand {
    private final CliContext context;

    @Mixin private final Where where = new Where();

    Show(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException {
      SwapJournal journal = where.journal(context);
      JsonNode json =
          journal.node().isPresent()
              ? journal.node().get().get("/v1/upgrades")
              : stopped(journal, context.codecs());
      print(text(json), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "watch",
      description = "Print each step of the newest upgrade until it is done.",
      footer = {"Examples:", "  adn upgrade watch --home node1", ""})
  static final class Watch extends AdnCommand {
    private final CliContext context;

    @Mixin private final Where where = new Where();

    @Option(
        names = "--interval",
        paramLabel = "SECONDS",
        description = "How often to ask (default: 1).")
    private int interval = 1;

    Watch(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException, InterruptedException {
      NodeHttpClient node =
          where
              .journal(context)
              .node()
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitCodes.UNREACHABLE,
                          "node unreachable: found a stopped node, expected a running one"));
      String shown = "";
      while (true) {
        JsonNode json = node.get("/v1/upgrades");
        String text = text(json);
        if (!text.equals(shown)) {
          print(text, json);
          shown = text;
        }
        String step = json.path("upgrades").path(0).path("step").asText();
        if (step.equals(UpgradeStep.COMPLETED.label())
            || step.equals(UpgradeStep.HANDED_OVER.label())) {
          return ExitCodes.DONE;
        }
        Thread.sleep(Duration.ofSeconds(Math.max(1, interval)));
      }
    }
  }

  @Command(
      name = "history",
      description = "Tell every step of this node's upgrades, as its journal has them.",
      footer = {"Examples:", "  adn upgrade history --home node1", ""})
  static final class History extends AdnCommand {
    private final CliContext context;

    @Mixin private final Where where = new Where();

    History(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException {
      List<String> lines = new ArrayList<>();
      ObjectNode json = JSON.createObjectNode();
      ArrayNode events = json.putArray("events");
      for (JournalRecord record : where.journal(context).records(ChainSwap.STREAM)) {
        String sentence =
            switch (context.codecs().read(record)) {
              case EventReading.Known known -> known.sentence();
              case EventReading.Unknown unknown -> "no codec for " + unknown.manifest();
              case EventReading.Malformed malformed ->
                  "no " + malformed.manifest() + ": " + malformed.why();
            };
        String time = Instant.ofEpochMilli(record.timeMillis()).toString();
        lines.add("%4d  %-24s  %s".formatted(record.sequence(), time, sentence));
        events
            .addObject()
            .put("sequence", String.valueOf(record.sequence()))
            .put("manifest", record.manifest())
            .put("time", time)
            .put("sentence", sentence);
      }
      print(lines.isEmpty() ? "no upgrade so far" : String.join("\n", lines), json);
      return ExitCodes.DONE;
    }
  }

  /** The document that a running node serves, from a stopped node's journal. */
  private static JsonNode stopped(SwapJournal journal, EventCodecs codecs) {
    ChainSwapState state = ChainSwapState.EMPTY;
    for (JournalRecord record : journal.records(ChainSwap.STREAM)) {
      if (codecs.read(record) instanceof EventReading.Known known
          && known.event() instanceof ChainSwapEvent event) {
        state = state.after(event);
      }
    }
    ObjectNode json = JSON.createObjectNode();
    ArrayNode upgrades = json.putArray("upgrades");
    Optional<Upgrade> newest = state.newest();
    newest.ifPresent(u -> upgrades.add(json(u)));
    return json;
  }

  private static ObjectNode json(Upgrade upgrade) {
    GenesisPairId target = upgrade.target();
    ObjectNode json = JSON.createObjectNode();
    json.put("proposal_id", upgrade.proposal().hex());
    json.put("step", upgrade.label());
    json.putObject("target")
        .put("network", target.network().label())
        .put("generation", target.generation())
        .put("alpha", target.alpha().hex())
        .put("delta", target.delta().hex())
        .put("name", target.directory());
    json.put("blocked", upgrade.obstacle().map(Obstacle::sentence).orElse(null));
    json.put("sentence", Sentences.of(upgrade));
    return json;
  }

  private static String text(JsonNode json) {
    List<String> lines = new ArrayList<>();
    json.path("upgrades")
        .forEach(
            u ->
                lines.add(
                    "proposal  "
                        + u.path("proposal_id").asText()
                        + "\ntarget    "
                        + u.path("target").path("name").asText("none")
                        + "\nstep      "
                        + u.path("step").asText()
                        + "\n          "
                        + u.path("sentence").asText()));
    return lines.isEmpty() ? "no upgrade so far" : String.join("\n\n", lines);
  }
}
