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
  private final List<Endpoint> endpoints =
      RestServer.endpoints(new FakeNode(), NodeEvents.codecs());
  private final RouteTable routes = new RouteTable(endpoints);

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
            route -> assertThat(route.endpoint().template()).isEqualTo(template));
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
    assertThat(endpoints)
        .allSatisfy(
            endpoint ->
                assertThat(routes.find(endpoint.method().name(), endpoint.templateSegments()))
                    .isInstanceOfSatisfying(
                        RouteTable.Found.Route.class,
                        route -> assertThat(route.endpoint()).isEqualTo(endpoint)));
  }

  @Test
  void describesEachOfItsRoutes() {
    JsonNode document = OpenApi.document(endpoints);
    assertThat(endpoints)
        .allSatisfy(
            endpoint -> {
              JsonNode operation =
                  document
                      .path("paths")
                      .path(endpoint.template())
                      .path(endpoint.method() == Endpoint.Method.GET ? "get" : "post");
              assertThat(operation.path("summary").asText()).isEqualTo(endpoint.summary());
              assertThat(operation.path("parameters").size())
                  .isEqualTo(endpoint.places().size() + endpoint.queries().size());
            });
  }
}
