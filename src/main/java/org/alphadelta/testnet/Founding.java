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

/**
 * Makes keys, homes and both genesis pairs with the commands an operator has, and starts nothing.
 * The second genesis is what the proposal will ask for; nobody but the proposer is given its
 * parameter files.
 */
final class Founding {
  static final String STEP = "keys";
  static final String NETWORK = NetworkId.TESTNET.label();
  private static final long CREDITS = 1_000_000;
  private static final int PORTS_PER_NODE = 2;

  private final Stage stage;

  Founding(Stage stage) {
    this.stage = stage;
  }

  Founded run() throws IOException {
    stage.begin(STEP, "six homes, each with a node key and a validator key of its own");
    Map<Cast, Participant> participants = homes();
    stage.begin(
        "genesis", "the genesis pair of generation 0: v1-v4 governors, v5 public validator");
    Founded.Pair first = genesis(0, participants, Optional.empty());
    for (Cast cast : Cast.founders()) {
      Participant founder = of(participants, cast);
      pin(stage, founder, stage.directory().pins(0));
      stage
          .typist()
          .demand(
              "genesis",
              "genesis",
              "import",
              stage.directory().pair(0).toString(),
              "--home",
              founder.home().toString());
    }
    stage.begin(
        "genesis",
        "the parameter files of generation 1: v1, v2, v3, v5 governors, v6 public validator");
    Founded.Pair second = genesis(1, participants, Optional.of(first.alpha()));
    Founded founded = new Founded(participants, first, second);
    remember(stage.directory(), founded);
    return founded;
  }

  private Map<Cast, Participant> homes() {
    List<Integer> ports =
        Ports.free(
            Cast.values().length * PORTS_PER_NODE, (int) (ProcessHandle.current().pid() * 12));
    Map<Cast, Integer> p2p = new EnumMap<>(Cast.class);
    Map<Cast, Integer> rest = new EnumMap<>(Cast.class);
    Iterator<Integer> free = ports.iterator();
    for (Cast cast : Cast.values()) {
      p2p.put(cast, free.next());
      rest.put(cast, free.next());
    }
    Cast contact = stage.one(Cast.leavers());
    Map<Cast, Participant> participants = new EnumMap<>(Cast.class);
    for (Cast cast : Cast.values()) {
      List<Integer> peers =
          cast == Cast.joiner()
              ? List.of(port(p2p, contact))
              : Cast.founders().stream().filter(c -> c != cast).map(c -> port(p2p, c)).toList();
      participants.put(
          cast,
          home(
              stage,
              cast.label(),
              cast.vote(),
              port(p2p, cast),
              port(rest, cast),
              peers,
              List.of()));
    }
    return participants;
  }

  /** Makes one home with {@code adn init}. */
  static Participant home(
      Stage stage,
      String name,
      String vote,
      int p2p,
      int rest,
      List<Integer> peers,
      List<String> more) {
    Path home = stage.directory().home(name);
    List<String> arguments =
        new ArrayList<>(List.of("init", "--home", home.toString(), "--network", NETWORK));
    arguments.addAll(List.of("--p2p-host", "127.0.0.1", "--p2p-port", String.valueOf(p2p)));
    arguments.addAll(List.of("--rest-port", String.valueOf(rest), "--admin-port", "0"));
    peers.forEach(port -> arguments.addAll(List.of("--peer", "127.0.0.1:" + port)));
    arguments.addAll(more);
    JsonNode made = stage.typist().demand(STEP, arguments.toArray(String[]::new));
    String address = made.path("validator").path("address").asText("");
    return Participant.of(name, vote, home, p2p, rest, address);
  }

  private Founded.Pair genesis(
      int generation, Map<Cast, Participant> participants, Optional<String> predecessor) {
    List<String> arguments = new ArrayList<>(List.of("genesis", "create", "--network", NETWORK));
    arguments.addAll(List.of("--generation", String.valueOf(generation)));
    arguments.addAll(List.of("--out", stage.directory().genesis(generation).toString()));
    predecessor.ifPresent(hash -> arguments.addAll(List.of("--predecessor", hash)));
    for (Cast cast : Cast.values()) {
      String address = of(participants, cast).address();
      cast.role(generation)
          .ifPresent(
              role -> {
                arguments.addAll(List.of(option(role), address));
                arguments.addAll(List.of("--account", address + "=" + CREDITS));
              });
    }
    arguments.addAll(stage.plan().numbers().arguments());
    JsonNode made = stage.typist().demand("genesis", arguments.toArray(String[]::new));
    return new Founded.Pair(
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

  /** Puts a pin file where a node looks for it. */
  static void pin(Stage stage, Participant participant, Path pins) throws IOException {
    Path target = participant.home().resolve("config").resolve("pins.json");
    stage
        .typist()
        .shell("cp " + Script.quoted(pins.toString()) + " " + Script.quoted(target.toString()));
    Files.copy(pins, target);
  }

  /** Leaves ports and addresses behind for {@code adn testnet join}. */
  private static void remember(RunDirectory directory, Founded founded) throws IOException {
    ObjectNode json = new JsonMapper().createObjectNode();
    founded
        .participants()
        .forEach(
            (cast, p) ->
                json.putObject(p.name())
                    .put("p2p_port", p.p2pPort())
                    .put("rest_port", p.restPort())
                    .put("address", p.address()));
    Files.writeString(directory.network(), json.toPrettyString() + "\n");
  }

  private static int port(Map<Cast, Integer> ports, Cast cast) {
    return Optional.ofNullable(ports.get(cast)).orElseThrow();
  }

  private static Participant of(Map<Cast, Participant> participants, Cast cast) {
    return Optional.ofNullable(participants.get(cast)).orElseThrow();
  }
}
