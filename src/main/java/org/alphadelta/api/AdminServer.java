package org.alphadelta.api;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.ServerBinding;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.alphadelta.actor.node.NodePort;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;

/** The admin port, on loopback alone and behind a token: here the node signs. */
public final class AdminServer {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SCHEME = "Bearer ";
  private static final int MAX_CONNECTIONS = 16;

  /** A shorter token could be guessed over a fast loopback. */
  private static final int MIN_TOKEN = 32;

  private final HttpServer server;

  /**
   * A server that accepts this token.
   *
   * @throws IllegalArgumentException when the token has fewer than 32 characters
   */
  public AdminServer(ClassicActorSystemProvider system, NodePort node, String token) {
    if (token.length() < MIN_TOKEN) {
      throw new IllegalArgumentException(
          "found a token of " + token.length() + " characters, expected at least " + MIN_TOKEN);
    }
    this.server =
        new HttpServer(
            system,
            new RouteTable(new AdminRoutes(node).endpoints()),
            gate(token),
            MAX_CONNECTIONS);
  }

  /** Listens on 127.0.0.1 until the actor system stops; see {@link RestServer#bind}. */
  public CompletionStage<ServerBinding> bind(int port) {
    return server.bind(LOOPBACK, port);
  }

  /** Compares hashes in constant time, so that neither content nor length of the token leaks. */
  private static HttpGateway.Gate gate(String token) {
    Hash right = Sha256.plain(Bytes.utf8(token));
    return authorization -> {
      String sent =
          authorization
              .filter(a -> a.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
              .map(a -> a.substring(SCHEME.length()).strip())
              .orElse("");
      Hash found = Sha256.plain(Bytes.utf8(sent));
      boolean known = MessageDigest.isEqual(found.bytes().toArray(), right.bytes().toArray());
      return known ? Optional.empty() : Optional.of(unauthorized());
    };
  }

  private static Answer unauthorized() {
    return Problem.of(
            Status.UNAUTHORIZED,
            "no-token",
            "a request without the right token",
            "Authorization: Bearer TOKEN")
        .withHint("port and token are in run/admin.json of the node's home")
        .answer()
        .with("WWW-Authenticate", "Bearer");
  }
}
