package org.alphadelta.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.alphadelta.NotInMainnetBuild;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SigningStep;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.SigningFolder;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real validators whose disks were exchanged behind their backs: each refuses to sign, ends with
 * exit code 10 and says why. Two validators, so that every certificate holds the signatures of
 * both.
 */
@NotInMainnetBuild
class SignStateIT {
  private static final int SAFETY_STOP = 10;
  private static final int PIECE = 4 << 20;
  private static final long FAR = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Adn.RunningNode> running = new ArrayList<>();
  private final List<Path> mounted = new ArrayList<>();

  @AfterEach
  void end() {
    running.forEach(Adn.RunningNode::close);
    mounted.forEach(at -> execute("umount", "-l", at.toString()));
    http.close();
  }

  /** A network of validators on loopback, each of which knows where the others listen. */
  private List<Path> found(int validators) {
    List<Integer> ports = ports(validators);
    List<Path> homes = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      Path home = directory.resolve("v" + (i + 1));
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "init", "--home", home.toString(), "--network", "devnet", "--rest-port", "0"));
      arguments.addAll(List.of("--p2p-host", "127.0.0.1", "--p2p-port", ports.get(i).toString()));
      for (int j = 0; j < validators; j++) {
        if (j != i) {
          arguments.addAll(List.of("--peer", "127.0.0.1:" + ports.get(j)));
        }
      }
      addresses.add(
          SoleValidator.command(arguments.toArray(String[]::new))
              .path("validator")
              .path("address")
              .asText());
      homes.add(home);
    }
    Path genesis = directory.resolve("genesis");
    List<String> create =
        new ArrayList<>(
            List.of("genesis", "create", "--network", "devnet", "--out", genesis.toString()));
    create.addAll(List.of("--block-interval-ms", "100", "--delta-min-alpha-blocks", "1"));
    create.addAll(List.of("--generation", "0", "--voting-period", "80", "--notice", "10"));
    create.addAll(List.of("--freeze", "2", "--horizon", "1000000", "--resubmission-pause", "0"));
    create.addAll(List.of("--account", addresses.get(0) + "=1000000"));
    addresses.forEach(address -> create.addAll(List.of("--governor", address)));
    SoleValidator.command(create.toArray(String[]::new));
    for (Path home : homes) {
      SoleValidator.pin(genesis, home);
      SoleValidator.command(
          "genesis",
          "import",
          genesis.resolve("genesis.pair").toString(),
          "--home",
          home.toString());
    }
    return homes;
  }

  /** Free now; all are held until all are found. */
  private static List<Integer> ports(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Adn.RunningNode start(Path home) {
    Adn.RunningNode node =
        Adn.RunningNode.start(home, directory.resolve(home.getFileName() + ".log"));
    running.add(node);
    return node;
  }

  private void stop(Adn.RunningNode node) {
    node.close();
    running.remove(node);
  }

  private long height(Adn.RunningNode node) {
    return json(ask(node, "/network/alpha/height/latest")).path("height").asLong();
  }

  private String ask(Adn.RunningNode node, String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(node.rest() + path)).build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long reaches(Adn.RunningNode node, long wanted) {
    try {
      return await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .failFast("the node ended", () -> !node.isAlive())
          .until(() -> height(node), h -> h >= wanted);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      StringBuilder all = new StringBuilder("expected height " + wanted);
      for (Adn.RunningNode each : running) {
        all.append("\n").append(each.log());
        if (each.isAlive()) {
          all.append("\n").append(ask(each, "/v1/node/status"));
        }
      }
      throw new AssertionError(all.toString(), e);
    }
  }

  /** Starts a node that must not live: what it said. */
  private String startsAndStops(Path home) {
    Adn.Outcome outcome = Adn.run("start", "--home", home.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(SAFETY_STOP);
    assertThat(outcome.complaints()).as(outcome.err()).isNotEmpty();
    return String.join("\n", outcome.complaints());
  }

  private static List<Position> watermarks(Path home) {
    return new SigningFolder(new HomeLayout(home))
        .entries().stream()
            .flatMap(
                entry ->
                    entry instanceof SigningFolder.State state
                        ? Stream.of(state.record().watermark())
                        : Stream.empty())
            .toList();
  }

  private static void delete(Path tree) {
    try (Stream<Path> all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder()).forEach(SignStateIT::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path old, Path with) {
    delete(old);
    HomeTree.copy(with, old);
  }

  @Test
  void noRestoredDiskIsEverSignedWithAndTheNewestGoesOn() {
    List<Path> homes = found(2);
    Path first = homes.get(0);
    Adn.RunningNode node = start(first);
    Adn.RunningNode other = start(homes.get(1));
    reaches(node, 5);
    stop(node);
    Path old = directory.resolve("old");
    HomeTree.copy(first, old);
    List<Position> before = watermarks(old);

    node = start(first);
    long reached = reaches(node, height(other) + 10);
    stop(node);
    Path newest = directory.resolve("newest");
    HomeTree.copy(first, newest);

    replace(first, old);
    assertThat(startsAndStops(first))
        .contains("safety stop", "a valid signature of our own key", "restored");
    assertThat(watermarks(first)).as("nothing was signed").isEqualTo(before);
    assertThat(startsAndStops(first)).contains("a valid signature of our own key");

    replace(first, newest);
    replace(first.resolve("chains"), old.resolve("chains"));
    assertThat(startsAndStops(first)).contains("the sign-state stands at", "the ledger only at");
    for (String chain : List.of("alpha", "delta")) {
      SoleValidator.command(
          "signer",
          "watermark",
          "raise",
          "--home",
          first.toString(),
          "--chain",
          chain,
          "--height",
          String.valueOf(FAR),
          "--yes");
    }
    node = start(first);
    reaches(node, height(other));
    stop(node);
    assertThat(watermarks(first))
        .as("it syncs and signs nothing")
        .containsOnly(new Position(FAR, Integer.MAX_VALUE, SigningStep.PRECOMMIT));

    replace(first, newest);
    node = start(first);
    reaches(node, reached + 5);
    assertThat(other.isAlive()).isTrue();
    stop(node);

    delete(first.resolve("signing"));
    assertThat(startsAndStops(first)).contains("sign-state", "missing", "restored");
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void aSecondProcessOnTheSameHomeIsRefusedAndTheFirstGoesOn() {
    Path home = found(1).get(0);
    Adn.RunningNode node = start(home);
    long before = reaches(node, 2);
    assertThat(startsAndStops(home)).contains(home + " locked by process " + node.pid());
    reaches(node, before + 3);
  }

  @Test
  void aDiskThatFillsUpStopsTheSignerAndItGoesOnWhenThereIsRoomAgain() {
    Path home = found(1).get(0);
    Path disk = directory.resolve("disk");
    assumeTrue(mount(disk), "a file system of its own needs root");
    Path there = disk.resolve("v1");
    HomeTree.copy(home, there);
    Adn.RunningNode node = start(there);
    long before = reaches(node, 3);
    Path ballast = disk.resolve("ballast");
    await().atMost(PATIENCE).until(() -> fillAndLook(ballast, node), alive -> !alive);
    assertThat(node.log())
        .contains("adn: safety stop: the disk of " + there + " is full", "MiB free, expected");
    assertThat(node.exitCode()).as(node.log()).isEqualTo(SAFETY_STOP);
    running.remove(node);
    assertThat(startsAndStops(there)).contains("is full");
    List<Position> stopped = watermarks(there);
    remove(ballast);
    Adn.RunningNode again = start(there);
    reaches(again, before + 5);
    stop(again);
    List<Position> later = watermarks(there);
    for (int i = 0; i < stopped.size(); i++) {
      assertThat(later.get(i)).isGreaterThanOrEqualTo(stopped.get(i));
    }
  }

  private boolean mount(Path at) {
    try {
      Files.createDirectories(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!execute("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", at.toString())) {
      return false;
    }
    mounted.add(at);
    return true;
  }

  private static boolean execute(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One more piece on the disk at each look, as long as any fits. */
  private static boolean fillAndLook(Path ballast, Adn.RunningNode node) {
    try {
      Files.write(ballast, new byte[PIECE], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new UncheckedIOException("the node ran on a disk without any room", full);
    }
    return node.isAlive();
  }
}
