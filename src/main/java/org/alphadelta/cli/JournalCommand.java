package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Hash;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.inspect.Finding;
import org.alphadelta.inspect.JournalVerifier;
import org.alphadelta.inspect.RecordJson;
import org.alphadelta.inspect.RecordSource;
import org.alphadelta.inspect.StoredEntry;
import org.alphadelta.inspect.StreamSummary;
import org.alphadelta.inspect.VerificationReport;
import org.alphadelta.journal.EventReading;
import org.alphadelta.journal.JournalRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code adn journal}: shows and verifies a node's journal. It never writes to a home. */
@Command(
    name = "journal",
    description = "Look at a node's journal and verify it; never writes.",
    footer = {"Examples:", "  adn journal verify --home node1", ""})
final class JournalCommand extends Group {
  private JournalCommand() {}

  static CommandLine tree(CliContext context) {
    return new CommandLine(new JournalCommand())
        .addSubcommand(new Streams(context.shell()))
        .addSubcommand(new Show(context))
        .addSubcommand(new Verify(context));
  }

  @Command(
      name = "streams",
      description = "List the streams of the journal.",
      footer = {
        "Examples:",
        "  adn journal streams --home node1",
        "  adn journal streams --node http://127.0.0.1:4180",
        ""
      })
  static final class Streams extends AdnCommand {
    @Mixin private final JournalReader reader = new JournalReader();

    Streams(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws IOException {
      List<String> lines = new ArrayList<>();
      ObjectNode json = JsonText.object();
      ArrayNode streams = json.putArray("streams");
      for (StreamSummary stream : StreamSummary.of(reader.read().source())) {
        String link = stream.lastLink().map(Hash::hex).orElse("");
        lines.add("%-20s %6d events, newest %s".formatted(stream.stream(), stream.count(), link));
        streams
            .addObject()
            .put("stream", stream.stream())
            .put("count", String.valueOf(stream.count()))
            .put("last", String.valueOf(stream.last()))
            .put("link", link);
      }
      print(lines.isEmpty() ? "no streams" : String.join("\n", lines), json);
      return ExitCodes.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Show the events of one stream.",
      footer = {
        "Examples:",
        "  adn journal show governor --home node1",
        "  adn journal show ratifier --home node1 -o json",
        ""
      })
  static final class Show extends AdnCommand {
    private final CliContext context;

    @Parameters(paramLabel = "STREAM", description = "As 'adn journal streams' lists them.")
    private String stream = "";

    @Option(
        names = "--from",
        paramLabel = "SEQUENCE",
        description = "First event to show (default: 1).")
    private long from = 1;

    @Option(
        names = "--limit",
        paramLabel = "COUNT",
        description = "Show at most so many (default: 1000).")
    private int limit = 1_000;

    @Mixin private final JournalReader reader = new JournalReader();

    Show(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException {
      RecordSource source = reader.read().source();
      if (!source.streams().contains(stream)) {
        throw CommandFailure.no(
            "stream", "'" + stream + "'", "one of " + String.join(", ", source.streams()));
      }
      List<String> lines = new ArrayList<>();
      ObjectNode json = JsonText.object();
      json.put("stream", stream);
      ArrayNode records = json.putArray("records");
      for (StoredEntry entry :
          source.entries(stream).stream().filter(e -> e.sequence() >= from).limit(limit).toList()) {
        switch (entry) {
          case StoredEntry.Recorded(long sequence, JournalRecord record) -> {
            lines.add(line(record));
            records.add(RecordJson.write(record, context.codecs()));
          }
          case StoredEntry.Unreadable(long sequence, String why) -> {
            lines.add("%6d  unreadable: %s".formatted(sequence, why));
            records
                .addObject()
                .put("stream", stream)
                .put("sequence", String.valueOf(sequence))
                .put("unreadable", why);
          }
        }
      }
      print(lines.isEmpty() ? "no events" : String.join("\n", lines), json);
      return ExitCodes.DONE;
    }

    private String line(JournalRecord record) {
      String told =
          switch (context.codecs().read(record)) {
            case EventReading.Known known -> known.sentence();
            case EventReading.Unknown unknown ->
                "no codec in this build; the meaning cannot be judged";
            case EventReading.Malformed malformed -> "malformed: " + malformed.why();
          };
      return "%6d  %s  %s  %s"
          .formatted(
              record.sequence(),
              Instant.ofEpochMilli(record.timeMillis()),
              record.manifest(),
              told);
    }
  }

  @Command(
      name = "verify",
      description = "Verify sequence, links, signatures, form and meaning; exit code 0, 3 or 4.",
      footer = {
        "Examples:",
        "  adn journal verify --home node1",
        "  adn journal verify --node http://127.0.0.1:4180 -o json",
        ""
      })
  static final class Verify extends AdnCommand {
    private final CliContext context;

    @Mixin private final JournalReader reader = new JournalReader();

    Verify(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException {
      JournalVerifier verifier =
          new JournalVerifier(context.codecs(), Ed25519.verifier(), context.checks());
      VerificationReport report = reader.read().verifying().apply(verifier);
      String result = report.result().label();
      List<String> lines = new ArrayList<>();
      ObjectNode json = JsonText.object();
      json.put("result", result);
      json.put("streams", String.valueOf(report.streams()));
      json.put("records", String.valueOf(report.records()));
      ArrayNode findings = json.putArray("findings");
      for (Finding finding : report.findings()) {
        lines.add(finding.sentence());
        findings.add(finding.sentence());
      }
      lines.add(result + ": " + report.records() + " events in " + report.streams() + " streams");
      print(String.join("\n", lines), json);
      return report.result().exitCode();
    }
  }
}
