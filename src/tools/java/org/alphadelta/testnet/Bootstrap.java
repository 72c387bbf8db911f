package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Role;
import org.alphadelta.governance.Ballot;

/**
 * Creates keys, homes and both genesis pairs with an operator's commands, without starting a node.
 * The proposal will ask for the second genesis; only the proposer gets its parameter files.
 */
final class Bootstrap {
  static final String STEP = "keys";
  static final String NETWORK = NetworkId.TESTNET.label();
  private static final long CREDITS = 1_000_000;
  private static final int PORTS_PER_NODE = 2;

  private final RunContext run;

  Bootstrap(RunContext run) {
    this.run = run;
  }

  BootstrappedNetwork run() throws IOException {
    run.begin(STEP, "six homes, each with a node key and a validator key of its own");
    Map<Validators, Participant> participants = homes();
    run.begin("genesis", "the genesis pair of generation 0: v1-v4 governors, v5 public validator");
    BootstrappedNetwork.Pair first = genesis(0, participants, Optional.empty());
    for (Validators validator : Validators.founders()) {
      Participant founder = of(participants, validator);
      pin(run, founder, run.directory().pins(0));
      run.runner()
          .demand(
              "genesis",
              "genesis",
              "import",
              run.directory().pair(0).toString(),
              "--home",
              founder.home().toString());
    }
    run.begin(
        "genesis",
        "the parameter files of generation 1: v1, v2, v3, v5 governors, v6 public validator");
    BootstrappedNetwork.Pair second = genesis(1, participants, Optional.of(first.alpha()));
    BootstrappedNetwork network = new BootstrappedNetwork(participants, first, second);
    remember(run.directory(), network);
    return network;
  }

  private Map<Validators, Participant> homes() {
    List<Integer> ports =
        Ports.free(
            Validators.values().length * PORTS_PER_NODE,
            (int) (ProcessHandle.current().pid() * 12));
    Map<Validators, Integer> p2p = new EnumMap<>(Validators.class);
    Map<Validators, Integer> rest = new EnumMap<>(Validators.class);
    Iterator<Integer> free = ports.iterator();
    for (Validators validator : Validators.values()) {
      p2p.put(validator, free.next());
      rest.put(validator, free.next());
    }
    Validators contact = run.one(Validators.leavers());
    Map<Validators, Participant> participants = new EnumMap<>(Validators.class);
    for (Validators validator : Validators.values()) {
      List<Integer> peers =
          validator == Validators.joiner()
              ? List.of(port(p2p, contact))
              : Validators.founders().stream()
                  .filter(c -> c != validator)
                  .map(c -> port(p2p, c))
                  .toList();
      participants.put(
          validator,
          home(
              run,
              validator.label(),
              validator.vote(),
              port(p2p, validator),
              port(rest, validator),
              peers,
              List.of()));
    }
    return participants;
  }

  /** Creates one home with {@code adn init}. */
  static Participant home(
      RunContext run,
      String name,
      Optional<Ballot> vote,
      int p2p,
      int rest,
      List<Integer> peers,
      List<String> more) {
    Path home = run.directory().home(name);
    List<String> arguments =
        new ArrayList<>(List.of("init", "--home", home.toString(), "--network", NETWORK));
    arguments.addAll(List.of("--p2p-host", "127.0.0.1", "--p2p-port", String.valueOf(p2p)));
    arguments.addAll(List.of("--rest-port", String.valueOf(rest), "--admin-port", "0"));
    peers.forEach(port -> arguments.addAll(List.of("--peer", "127.0.0.1:" + port)));
    arguments.addAll(more);
    JsonNode made = run.runner().demand(STEP, arguments.toArray(String[]::new));
    String address = made.path("validator").path("address").asText("");
    return Participant.of(name, vote, home, p2p, rest, address);
  }

  private BootstrappedNetwork.Pair genesis(
      int generation, Map<Validators, Participant> participants, Optional<String> predecessor) {
    List<String> arguments = new ArrayList<>(List.of("genesis", "create", "--network", NETWORK));
    arguments.addAll(List.of("--generation", String.valueOf(generation)));
    arguments.addAll(List.of("--out", run.directory().genesis(generation).toString()));
    predecessor.ifPresent(hash -> arguments.addAll(List.of("--predecessor", hash)));
    for (Validators validator : Validators.values()) {
      String address = of(participants, validator).address();
      validator
          .role(generation)
          .ifPresent(
              role -> {
                arguments.addAll(List.of(option(role), address));
                arguments.addAll(List.of("--account", address + "=" + CREDITS));
              });
    }
    arguments.addAll(run.plan().numbers().arguments());
    JsonNode made = run.runner().demand("genesis", arguments.toArray(String[]::new));
    return new BootstrappedNetwork.Pair(
        made.path("alpha_hash").asText(""),
        made.path("delta_hash").asText(""),
        made.path("alpha_params_hash").asText(""),
        made.path("delta_params_hash").asText(""));
  }

  private static String option(Role role) {
    return switch (role) {
      case GOVERNOR -> "--governor";
      case PUBLIC -> "--public";
    };
  }

  /** Copies a pin file to the node's home. */
  static void pin(RunContext run, Participant participant, Path pins) throws IOException {
    Path target = participant.home().resolve("config").resolve("pins.json");
    run.runner()
        .shell("cp " + Script.quoted(pins.toString()) + " " + Script.quoted(target.toString()));
    Files.copy(pins, target);
  }

  /** Records ports and addresses for {@code adn testnet join}. */
  private static void remember(RunDirectory directory, BootstrappedNetwork network)
      throws IOException {
    ObjectNode json = new JsonMapper().createObjectNode();
    network
        .participants()
        .forEach(
            (validator, p) ->
                json.putObject(p.name())
                    .put("p2p_port", p.p2pPort())
                    .put("rest_port", p.restPort())
                    .put("address", p.address()));
    Files.writeString(directory.network(), json.toPrettyString() + "\n");
  }

  private static int port(Map<Validators, Integer> ports, Validators validator) {
    return Optional.ofNullable(ports.get(validator)).orElseThrow();
  }

  private static Participant of(Map<Validators, Participant> participants, Validators validator) {
    return Optional.ofNullable(participants.get(validator)).orElseThrow();
  }
}
