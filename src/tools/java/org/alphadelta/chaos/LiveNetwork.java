package org.alphadelta.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.alphadelta.app.Main;
import org.alphadelta.cli.Shell;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.testnet.Launch;
import org.alphadelta.testnet.Ports;

/**
 * A network of real node processes on this machine: homes and genesis are made by the operator's
 * commands, processes are started, killed and ended by their ids.
 */
final class LiveNetwork implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long CREDITS = 1_000_000_000_000L;
  private static final String NETWORK = NetworkId.DEVNET.label();

  private final Path directory;
  private final List<LiveMember> members;
  private final GenesisPairId pair;
  private final Launch launch;
  private final Map<String, Process> running = new LinkedHashMap<>();
  private boolean closed;

  private LiveNetwork(Path directory, List<LiveMember> members, GenesisPairId pair) {
    this.directory = directory;
    this.members = members;
    this.pair = pair;
    this.launch = Launch.of(ofBuiltJar(System.getProperties()), Runtime.version().feature());
  }

  /** Creates homes and genesis in a new directory, without starting a node. */
  static LiveNetwork found(Path directory, int validators, long blockIntervalMillis)
      throws IOException {
    Files.createDirectories(directory);
    List<Integer> ports =
        Ports.free(2 * validators, (int) (ProcessHandle.current().pid() * 2 * validators));
    List<LiveMember> members = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      members.add(home(directory, i, ports));
    }
    Path genesis = directory.resolve("genesis");
    List<String> create = new ArrayList<>(List.of("genesis", "create", "--network", NETWORK));
    create.addAll(List.of("--generation", "0", "--out", genesis.toString()));
    create.addAll(List.of("--block-interval-ms", String.valueOf(blockIntervalMillis)));
    create.addAll(List.of("--delta-min-alpha-blocks", "3"));
    for (LiveMember member : members) {
      create.addAll(List.of("--governor", member.address()));
      create.addAll(List.of("--account", member.address() + "=" + CREDITS));
    }
    JsonNode made = command(create);
    for (LiveMember member : members) {
      Files.copy(
          genesis.resolve("pins.json"), member.home().resolve("config").resolve("pins.json"));
      command(
          List.of(
              "genesis",
              "import",
              genesis.resolve("genesis.pair").toString(),
              "--home",
              member.home().toString()));
    }
    GenesisPairId pair =
        new GenesisPairId(
            NetworkId.DEVNET,
            0,
            Hash.ofHex(made.path("alpha_hash").asText()),
            Hash.ofHex(made.path("delta_hash").asText()));
    return new LiveNetwork(directory, List.copyOf(members), pair);
  }

  private static LiveMember home(Path directory, int index, List<Integer> ports) {
    String name = "v" + (index + 1);
    Path home = directory.resolve(name);
    int p2p = ports.get(2 * index);
    int rest = ports.get(2 * index + 1);
    List<String> init = new ArrayList<>(List.of("init", "--network", NETWORK));
    init.addAll(List.of("--home", home.toString(), "--p2p-host", "127.0.0.1"));
    init.addAll(List.of("--p2p-port", String.valueOf(p2p), "--rest-port", String.valueOf(rest)));
    init.addAll(List.of("--admin-port", "0"));
    for (int other = 0; other < ports.size() / 2; other++) {
      if (other != index) {
        init.addAll(List.of("--peer", "127.0.0.1:" + ports.get(2 * other)));
      }
    }
    String address = command(init).path("validator").path("address").asText();
    return LiveMember.of(name, home, p2p, rest, address);
  }

  /**
   * Runs an operator's command in this process, to save the start of a JVM; returns the JSON it
   * prints.
   */
  static JsonNode command(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-o", "json"));
    String out = adn(all);
    try {
      return new JsonMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("adn " + all + " printed no JSON: " + out, e);
    }
  }

  /** The output of an operator's command, which must succeed. */
  static String adn(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            environment(),
            Optional.empty(),
            new SecureRandom());
    int exitCode = Main.run(shell, arguments.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException("adn " + arguments + " ended with " + exitCode + ": " + err);
    }
    return out.toString();
  }

  /** The environment without the keys that would give every node the same port. */
  private static Map<String, String> environment() {
    Map<String, String> kept = new TreeMap<>(System.getenv());
    List<String> ours = List.of("ADN_BUILD", "ADN_JAVA_OPTS", "ADN_LOG");
    kept.keySet().removeIf(name -> name.startsWith("ADN_") && !ours.contains(name));
    return kept;
  }

  /**
   * A class-data archive fits only jars: tests, which run from directories, name the jar that was
   * built of them.
   */
  private static Properties ofBuiltJar(Properties all) {
    Properties properties = new Properties();
    for (String name : all.stringPropertyNames()) {
      properties.setProperty(name, all.getProperty(name, ""));
    }
    String built = all.getProperty("adn.jar", "");
    if (!built.isEmpty() && Files.exists(Path.of(built))) {
      properties.setProperty("java.class.path", built);
    }
    return properties;
  }

  List<LiveMember> members() {
    return members;
  }

  GenesisPairId pair() {
    return pair;
  }

  Path directory() {
    return directory;
  }

  /** Starts one node; its output is appended to its log. */
  synchronized void start(LiveMember member) {
    start(member, false);
  }

  /**
   * Like {@link #start}; when this node ends in order it leaves the class-data archive that halves
   * the start of all others.
   */
  synchronized void startAsArchivist(LiveMember member) {
    start(member, true);
  }

  private void start(LiveMember member, boolean archivist) {
    if (closed || isAlive(member)) {
      throw new IllegalStateException(member.name() + " cannot be started now");
    }
    ProcessBuilder builder =
        new ProcessBuilder(launch.node(member.home(), archivist))
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log(member).toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment());
    try {
      running.put(member.name(), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log(LiveMember member) {
    return directory.resolve(member.name() + ".log");
  }

  synchronized boolean isAlive(LiveMember member) {
    return process(member).filter(Process::isAlive).isPresent();
  }

  /** The exit code of a started process that has ended. */
  synchronized Optional<Integer> exitCode(LiveMember member) {
    return process(member).filter(p -> !p.isAlive()).map(Process::exitValue);
  }

  synchronized long pid(LiveMember member) {
    return process(member).map(Process::pid).orElse(-1L);
  }

  private Optional<Process> process(LiveMember member) {
    return Optional.ofNullable(running.get(member.name()));
  }

  /** Sends SIGKILL; returns when the process is gone. */
  synchronized void kill(LiveMember member) {
    process(member).ifPresent(p -> p.destroyForcibly());
    process(member).ifPresent(LiveNetwork::await);
  }

  /** Sends SIGTERM to all of them and waits; kills those that remain. */
  synchronized void stop(List<LiveMember> some) {
    some.forEach(m -> process(m).ifPresent(Process::destroy));
    some.forEach(m -> process(m).ifPresent(LiveNetwork::await));
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop(members);
  }
}
