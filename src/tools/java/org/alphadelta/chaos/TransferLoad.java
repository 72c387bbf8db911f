package org.alphadelta.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.NodeHttpClient;
import org.alphadelta.core.ChainKind;

/**
 * Keeps credits moving between validators, by the admin port of any that is up. Refusals are
 * counted and otherwise ignored.
 */
final class TransferLoad implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<LiveMember> members;
  private final long pauseMillis;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  TransferLoad(List<LiveMember> members, long pauseMillis) {
    this.members = members;
    this.pauseMillis = pauseMillis;
  }

  void start() {
    Thread thread = new Thread(this::run, "transfers");
    thread.setDaemon(true);
    thread.start();
  }

  long accepted() {
    return accepted.get();
  }

  long refused() {
    return refused.get();
  }

  private void run() {
    try {
      for (int i = 0; !closed.await(pauseMillis, TimeUnit.MILLISECONDS); i++) {
        LiveMember from = members.get(i % members.size());
        LiveMember to = members.get((i + 1) % members.size());
        ChainKind kind = i / members.size() % 2 == 0 ? ChainKind.ALPHA : ChainKind.DELTA;
        (transfer(from, to, kind) ? accepted : refused).incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean transfer(LiveMember from, LiveMember to, ChainKind kind) {
    try {
      JsonNode admin =
          JSON.readTree(Files.readString(from.home().resolve("run").resolve("admin.json")));
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("chain", kind.label()).put("to", to.address()).put("amount", "1");
      NodeHttpClient.admin(admin.path("port").asInt(), admin.path("token").asText())
          .post("/v1/admin/transfers", body);
      return true;
    } catch (IOException | CommandFailure down) {
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
