package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.config.Home;
import org.alphadelta.core.Bytes;

/**
 * Content of {@code run/admin.json}, written by a running node: admin port, token, process id and
 * the address of its public port. A dead node's file may remain.
 */
record AdminFile(int port, String token, long pid, String rest) {
  private static final long MAX_BYTES = 4096;

  /** Empty when there is no file, or its process is gone. */
  static Optional<AdminFile> ofRunning(Home home) throws IOException {
    Path file = home.adminFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return read(file).filter(admin -> ProcessHandle.of(admin.pid()).isPresent());
  }

  /** A client of the admin port of the node that runs in a home; exit code 5 when none does. */
  static NodeHttpClient node(Home home) throws IOException {
    AdminFile admin = ofRunning(home).orElseThrow(() -> notRunning(home));
    return NodeHttpClient.admin(admin.port(), admin.token());
  }

  static CommandFailure notRunning(Home home) {
    return new CommandFailure(
        ExitCodes.UNREACHABLE,
        "node unreachable: found no running node in "
            + home
            + ", expected one ('adn start --home "
            + home
            + "')");
  }

  private static Optional<AdminFile> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw CommandFailure.usage(
          file.toString(), "more than " + MAX_BYTES + " bytes", "port, token and pid as JSON");
    }
    JsonNode json =
        JsonText.read(Bytes.of(Files.readAllBytes(file)))
            .filter(JsonNode::isObject)
            .orElseThrow(
                () ->
                    CommandFailure.usage(file.toString(), "malformed JSON", "port, token and pid"));
    int port = json.path("port").asInt(0);
    String token = json.path("token").asText("");
    long pid = json.path("pid").asLong(0);
    if (port < 1 || port > 65535 || token.isEmpty() || pid < 1) {
      throw CommandFailure.usage(file.toString(), "incomplete JSON", "port, token and pid");
    }
    return Optional.of(new AdminFile(port, token, pid, json.path("rest").asText("")));
  }
}
