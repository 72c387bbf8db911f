package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.config.Home;
import org.alphadelta.inspect.JournalCopy;
import org.alphadelta.inspect.JournalVerifier;
import org.alphadelta.inspect.RecordSource;
import org.alphadelta.inspect.StoredEntry;
import org.alphadelta.inspect.VerificationReport;
import org.alphadelta.journal.JournalRecord;
import picocli.CommandLine.Option;

/** Reads a journal from a copy of a stopped node's, or from the node while it runs. A mixin. */
final class JournalReader {
  private static final int PAGE = 500;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Home of a node; a running one is asked through its admin port.")
  private Optional<Path> home = Optional.empty();

  @Option(names = "--node", paramLabel = "URL", description = "Public port of a running node.")
  private Optional<URI> node = Optional.empty();

  /** A journal, and how to verify it. */
  record Journal(RecordSource source, Function<JournalVerifier, VerificationReport> verifying) {
    static Journal ofNode(RecordSource source) {
      return new Journal(source, verifier -> verifier.verify(source));
    }
  }

  Journal read() throws IOException {
    NodeOption.requireOne(node, home);
    if (node.isPresent()) {
      return Journal.ofNode(
          remote(
              NodeHttpClient.at(node.get()), "/v1/journal/streams", JournalReader::ofPublicPort));
    }
    Home existing = HomeFiles.existing(home.orElseThrow());
    Path scratch = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    return switch (JournalCopy.read(HomeFiles.layout(existing), scratch)) {
      case JournalCopy.Read(JournalCopy copy) ->
          new Journal(copy.source(), verifier -> verifier.verify(copy));
      case JournalCopy.InUse inUse ->
          Journal.ofNode(
              remote(
                  AdminFile.node(existing),
                  "/v1/admin/journal/streams",
                  JournalReader::ofAdminPort));
      case JournalCopy.Missing missing -> throw CommandFailure.of(ExitCodes.CANNOT_TELL, missing);
    };
  }

  /** Fetches a page of records from one port. */
  private interface Page {
    List<JournalRecord> read(NodeHttpClient node, String path, String stream, long from);
  }

  private static RecordSource remote(NodeHttpClient node, String path, Page page) {
    SortedMap<String, List<StoredEntry>> streams = new TreeMap<>();
    for (JsonNode name : node.get(path).path("streams")) {
      String stream = name.asText();
      List<StoredEntry> entries = new ArrayList<>();
      List<JournalRecord> some = page.read(node, path, stream, 1);
      while (!some.isEmpty()) {
        some.forEach(record -> entries.add(new StoredEntry.Recorded(record.sequence(), record)));
        some = page.read(node, path, stream, some.get(some.size() - 1).sequence() + 1);
      }
      streams.put(stream, entries);
    }
    return new RecordSource.Listed(streams, new TreeMap<>());
  }

  private static List<JournalRecord> ofAdminPort(
      NodeHttpClient node, String path, String stream, long from) {
    JsonNode page = node.get(path + "/" + stream + "/records?from=" + from + "&limit=" + PAGE);
    List<JournalRecord> records = new ArrayList<>();
    page.path("records")
        .forEach(hex -> records.add(RemoteGenesis.decoded(hex, JournalRecord.CODEC)));
    return records;
  }

  private static List<JournalRecord> ofPublicPort(
      NodeHttpClient node, String path, String stream, long from) {
    JsonNode page = node.get(path + "/" + stream + "/events?from=" + from + "&limit=" + PAGE);
    List<JournalRecord> records = new ArrayList<>();
    for (JsonNode event : page.path("events")) {
      try {
        records.add(RecordForm.parse(stream, event));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.no(
            node.toString(), String.valueOf(e.getMessage()), "a journal record");
      }
    }
    return records;
  }
}
