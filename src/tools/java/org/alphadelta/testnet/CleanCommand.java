package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn testnet clean}: deletes the directories of earlier runs, but no run that has live
 * processes and nothing else.
 */
@Command(
    name = "clean",
    description = "Delete the directories of runs that have ended.",
    footer = {"Examples:", "  adn testnet clean --yes", ""})
final class CleanCommand extends AdnCommand {
  private static final Pattern RUN = Pattern.compile("[0-9]{8}-[0-9]{6}(-[0-9]{1,3})?");

  @Mixin private final RunsOption where = new RunsOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean confirmed;

  CleanCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run() throws IOException {
    List<RunDirectory> runs = runs();
    for (RunDirectory run : runs) {
      if (!Preparation.alive(run).isEmpty()) {
        throw CommandFailure.usage(
            run.toString(), "processes that run", "none; 'adn testnet stop' ends them");
      }
    }
    ObjectNode json = new JsonMapper().createObjectNode();
    ArrayNode deleted = json.putArray("deleted");
    if (!runs.isEmpty()) {
      shell()
          .confirm(
              "Deletes "
                  + runs.size()
                  + " runs in "
                  + where.base()
                  + ", with all homes and keys in them.",
              confirmed);
      for (RunDirectory run : runs) {
        delete(run.root());
        deleted.add(run.toString());
      }
      Files.deleteIfExists(where.base().resolve("latest"));
    }
    print("deleted " + runs.size() + " runs", json);
    return ExitCodes.DONE;
  }

  private List<RunDirectory> runs() throws IOException {
    List<RunDirectory> runs = new ArrayList<>();
    if (Files.isDirectory(where.base())) {
      try (Stream<Path> entries = Files.list(where.base())) {
        entries
            .filter(p -> RUN.matcher(p.getFileName().toString()).matches())
            .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
            .sorted()
            .forEach(p -> runs.add(new RunDirectory(p)));
      }
    }
    return runs;
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
