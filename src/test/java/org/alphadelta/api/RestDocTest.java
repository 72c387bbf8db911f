package org.alphadelta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphadelta.journal.NodeEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestDocTest {
  private static final RestDocExamples EXAMPLES = RestDocExamples.read(Path.of("docs/rest.md"));

  @Test
  void theDocumentTellsTheTruthAboutBothPorts() {
    try (LoopbackServers servers = new LoopbackServers()) {
      Map<String, String> places = servers.node.world.places();
      assertThat(EXAMPLES.publicPort().differences(servers.open, Optional.empty(), places))
          .isEmpty();
      assertThat(
              EXAMPLES
                  .adminPort()
                  .differences(servers.admin, Optional.of(LoopbackServers.TOKEN), places))
          .isEmpty();
    }
  }

  @Test
  void everyRouteHasAnExampleAndEveryExampleARoute() {
    FakeNode node = new FakeNode();
    List<Operation> operations = new ArrayList<>(RestServer.endpoints(node, NodeEvents.codecs()));
    operations.addAll(new AdminRoutes(node).endpoints());
    assertThat(operations)
        .allSatisfy(
            operation ->
                assertThat(EXAMPLES.examples())
                    .as(operation.method() + " " + operation.template())
                    .anyMatch(example -> fits(operation, example)));
    assertThat(EXAMPLES.examples())
        .allSatisfy(
            example ->
                assertThat(operations)
                    .as(example.toString())
                    .anyMatch(operation -> fits(operation, example)));
  }

  @Test
  void saysWhichPlaceNobodyFilled() {
    try (LoopbackServers servers = new LoopbackServers()) {
      Map<String, String> places = new TreeMap<>(servers.node.world.places());
      places.remove("transaction");
      assertThat(EXAMPLES.publicPort().differences(servers.open, Optional.empty(), places))
          .singleElement()
          .asString()
          .contains("[transaction]");
      assertThat(
              EXAMPLES
                  .publicPort()
                  .readOnly()
                  .fillable(places.keySet())
                  .differences(servers.open, Optional.empty(), places))
          .isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1} | {\"a\":2} | 0",
        "{\"a\":1} | {\"a\":\"1\"} | 1",
        "{\"a\":1} | {} | 1",
        "{} | {\"a\":1} | 1",
        "{\"a\":1} | {\"a\":null} | 1",
        "{\"n\":1} | {\"n\":null} | 0",
        "{\"n\":null} | {\"n\":{\"x\":1}} | 0",
        "{\"n\":{\"x\":1}} | {\"n\":{\"y\":1}} | 2",
        "{\"o\":1} | {\"o\":{\"x\":1}} | 0",
        "{\"a\":[1]} | {\"a\":[]} | 0",
        "{\"a\":[]} | {\"a\":[1]} | 1",
        "{\"a\":[1,\"x\"]} | {\"a\":[\"x\",2,3]} | 0",
        "{\"a\":[{\"n\":1}]} | {\"a\":[{\"n\":null}]} | 1",
        "{\"l\":[{\"n\":1}]} | {\"l\":[{\"n\":null}]} | 0",
        "[] | {} | 1"
      })
  void comparesShapesAndNotValues(String documented, String actual, int differences)
      throws IOException {
    JsonShape shape = new JsonShape(Set.of("n", "l[].n"), Set.of("o"));
    assertThat(shape.differences(json(documented), json(actual))).hasSize(differences);
  }

  private static boolean fits(Operation operation, RestDocExamples.Example example) {
    String path = example.target().split("\\?", 2)[0];
    return operation.method().name().equals(example.method())
        && operation.match(List.of(path.substring(1).split("/"))).isPresent();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
