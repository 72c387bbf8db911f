package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.cli.AdnCommand;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adn testnet stop}: ends the processes of the latest run, and no others. */
@Command(
    name = "stop",
    description = "End the processes of the latest run.",
    footer = {"Examples:", "  adn testnet stop", ""})
final class StopCommand extends AdnCommand {
  @Mixin private final RunsOption where = new RunsOption();

  StopCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected int run() throws IOException {
    Optional<RunDirectory> latest = RunDirectory.latest(where.base());
    if (latest.isEmpty()) {
      throw CommandFailure.usage(
          where.base().toString(), "no run", "one that 'adn testnet run --keep' left");
    }
    List<Started> alive = Preparation.alive(latest.get());
    List<ProcessHandle> handles = new ArrayList<>();
    alive.forEach(s -> s.alive().ifPresent(handles::add));
    List<ProcessHandle> killed = Processes.end(handles, Processes.PATIENCE);
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("directory", latest.get().toString());
    ArrayNode stopped = json.putArray("stopped");
    List<String> lines = new ArrayList<>();
    for (Started one : alive) {
      boolean forced = killed.stream().anyMatch(h -> h.pid() == one.pid());
      stopped.addObject().put("name", one.name()).put("pid", one.pid()).put("killed", forced);
      lines.add(one.name() + " (process " + one.pid() + ") " + (forced ? "was killed" : "ended"));
    }
    print(lines.isEmpty() ? "nothing was running" : String.join("\n", lines), json);
    return ExitCodes.DONE;
  }
}
