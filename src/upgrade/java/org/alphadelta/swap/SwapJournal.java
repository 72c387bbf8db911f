package org.alphadelta.swap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.HomeFiles;
import org.alphadelta.cli.NodeHttpClient;
import org.alphadelta.cli.RecordForm;
import org.alphadelta.config.Home;
import org.alphadelta.inspect.JournalCopy;
import org.alphadelta.inspect.RecordSource;
import org.alphadelta.inspect.StoredEntry;
import org.alphadelta.journal.JournalRecord;

/**
 * The records of a stream, from a running node or from a stopped node's files. Links are not
 * verified here.
 */
sealed interface SwapJournal {
  /** Empty for a stream without records. */
  List<JournalRecord> records(String stream);

  /** The node that was asked, if any. */
  Optional<NodeHttpClient> node();

  record OfNode(NodeHttpClient asked) implements SwapJournal {
    private static final int PAGE = 500;

    @Override
    public List<JournalRecord> records(String stream) {
      List<JournalRecord> records = new ArrayList<>();
      while (true) {
        Optional<JsonNode> page =
            asked.find(
                "/v1/journal/streams/"
                    + stream
                    + "/events?from="
                    + (records.size() + 1)
                    + "&limit="
                    + PAGE);
        if (page.isEmpty() || page.get().path("events").isEmpty()) {
          return List.copyOf(records);
        }
        page.get().path("events").forEach(event -> records.add(record(stream, event)));
      }
    }

    @Override
    public Optional<NodeHttpClient> node() {
      return Optional.of(asked);
    }

    private static JournalRecord record(String stream, JsonNode event) {
      try {
        return RecordForm.parse(stream, event);
      } catch (IllegalArgumentException e) {
        throw CommandFailure.no("the node's journal", String.valueOf(e.getMessage()), "a record");
      }
    }
  }

  record OfFiles(RecordSource source) implements SwapJournal {
    @Override
    public List<JournalRecord> records(String stream) {
      List<JournalRecord> records = new ArrayList<>();
      for (StoredEntry entry : source.entries(stream)) {
        switch (entry) {
          case StoredEntry.Recorded(long sequence, JournalRecord record) -> records.add(record);
          case StoredEntry.Unreadable(long sequence, String why) ->
              throw new CommandFailure(
                  ExitCodes.CANNOT_TELL,
                  "journal " + stream + " " + sequence + ": found " + why + ", expected a record");
        }
      }
      return List.copyOf(records);
    }

    @Override
    public Optional<NodeHttpClient> node() {
      return Optional.empty();
    }
  }

  /** Reads a copy; no file of the home changes. Exit code 4 when there is no journal. */
  static SwapJournal ofStopped(Home home) throws IOException {
    Path scratch = Files.createTempDirectory("adn-upgrade-");
    try {
      return switch (JournalCopy.read(HomeFiles.layout(home), scratch)) {
        case JournalCopy.Read(JournalCopy copy) -> new OfFiles(copy.source());
        case JournalCopy.InUse inUse ->
            throw new CommandFailure(
                ExitCodes.CANNOT_TELL,
                home + ": found a node that has just started, expected to be asked again");
        case JournalCopy.Missing missing -> throw CommandFailure.of(ExitCodes.CANNOT_TELL, missing);
      };
    } finally {
      Files.deleteIfExists(scratch);
    }
  }
}
