package org.alphadelta.api;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.ServerBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.alphadelta.actor.node.NodePort;
import org.alphadelta.journal.EventCodecs;

/** The public port: answers queries and takes signed transactions. It never signs. */
public final class RestServer {
  /**
   * More than a validator's dashboards and its network's followers need; further connections wait
   * in the backlog.
   */
  private static final int MAX_CONNECTIONS = 256;

  private final HttpServer server;

  public RestServer(ClassicActorSystemProvider system, NodePort node, EventCodecs codecs) {
    this.server =
        new HttpServer(
            system,
            new RouteTable(endpoints(node, codecs)),
            authorization -> Optional.empty(),
            MAX_CONNECTIONS);
  }

  /**
   * Listens until the actor system stops; port 0 takes a free one. The stage fails with {@link
   * BindFailure} when the port is in use or the host is not local.
   */
  public CompletionStage<ServerBinding> bind(String host, int port) {
    return server.bind(host, port);
  }

  static List<Operation> endpoints(NodePort node, EventCodecs codecs) {
    NodeClient client = new NodeClient(node);
    List<Operation> all = new ArrayList<>();
    all.addAll(new NetworkRoutes(client).endpoints());
    all.addAll(new MappingRoutes(client).endpoints());
    all.addAll(new ChainRoutes(client).endpoints());
    all.addAll(new GovernanceRoutes(client).endpoints());
    all.addAll(new NodeRoutes(client, codecs).endpoints());
    all.add(OpenApi.endpoint(List.copyOf(all)));
    return all;
  }
}
