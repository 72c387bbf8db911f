package org.alphadelta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.alphadelta.journal.NodeEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private final List<Operation> operations =
      RestServer.endpoints(new FakeNode(), NodeEvents.codecs());
  private final RouteTable routes = new RouteTable(operations);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/network/genesis/hash, /network/genesis/hash",
    "/network/transaction/broadcast, /{network}/transaction/broadcast",
    "/testnet/delta/block/latest, /{network}/{chain}/block/{block}",
    "/network/program/credits.alpha/mapping/account/x,"
        + " /{network}/program/{program}/mapping/{name}/{key}",
    "/v1/proposals/x/tally, /v1/proposals/{proposal}/tally"
  })
  void findsTheRouteOfAnAddress(String path, String template) {
    String method = template.endsWith("broadcast") ? "POST" : "GET";
    assertThat(routes.find(method, List.of(path.substring(1).split("/"))))
        .isInstanceOfSatisfying(
            RouteTable.Found.Route.class,
            route -> assertThat(route.operation().template()).isEqualTo(template));
  }

  @Test
  void namesWhatStandsInThePlacesOfATemplate() {
    assertThat(routes.find("GET", List.of("network", "delta", "block", "7")))
        .isInstanceOfSatisfying(
            RouteTable.Found.Route.class,
            route ->
                assertThat(route.places())
                    .isEqualTo(Map.of("network", "network", "chain", "delta", "block", "7")));
  }

  @Test
  void noRouteHidesAnother() {
    assertThat(operations)
        .allSatisfy(
            operation ->
                assertThat(routes.find(operation.method().name(), operation.templateSegments()))
                    .isInstanceOfSatisfying(
                        RouteTable.Found.Route.class,
                        route -> assertThat(route.operation()).isEqualTo(operation)));
  }

  @Test
  void describesEachOfItsRoutes() {
    JsonNode document = OpenApi.document(operations);
    assertThat(operations)
        .allSatisfy(
            operation -> {
              JsonNode documented =
                  document
                      .path("paths")
                      .path(operation.template())
                      .path(operation.method() == Operation.Method.GET ? "get" : "post");
              assertThat(documented.path("summary").asText()).isEqualTo(operation.summary());
              assertThat(documented.path("parameters").size())
                  .isEqualTo(operation.pathParams().size() + operation.queries().size());
            });
  }
}
