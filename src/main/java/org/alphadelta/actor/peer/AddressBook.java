package org.alphadelta.actor.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.alphadelta.actor.BoundedMap;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.ListenAddress;
import org.alphadelta.wire.SignedEndpoint;

/**
 * Addresses of validators' nodes, the newest endpoint of each, and which node was found at an
 * address. Connections are not its concern.
 */
final class AddressBook {
  static final int MAX_ADDRESSES = 1_000;

  /** Addresses whose node is remembered; a forgotten one is found again when it is dialed. */
  static final int MAX_FOUND = 2 * MAX_ADDRESSES;

  private final PeerSettings settings;
  private final NodeEnvironment environment;
  private final Map<PublicKey, SignedEndpoint> book = new TreeMap<>();
  private final BoundedMap<ListenAddress, PublicKey> nodeAt = new BoundedMap<>(MAX_FOUND);

  AddressBook(PeerSettings settings, NodeEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
    settings.ownEndpoint(environment).ifPresent(own -> book.put(own.endpoint().validator(), own));
  }

  /**
   * Stores valid endpoints that are new, and returns them; a full book stores those of {@code
   * members} and governors only.
   */
  List<SignedEndpoint> learn(List<SignedEndpoint> endpoints, Predicate<PublicKey> members) {
    List<SignedEndpoint> learned = new ArrayList<>();
    for (SignedEndpoint endpoint : endpoints) {
      PublicKey validator = endpoint.endpoint().validator();
      SignedEndpoint known = book.get(validator);
      boolean newer = known == null || known.endpoint().serial() < endpoint.endpoint().serial();
      boolean own =
          environment.validator().filter(v -> v.publicKey().equals(validator)).isPresent();
      boolean room =
          known != null
              || book.size() < MAX_ADDRESSES
              || environment.pins().governors().contains(validator)
              || members.test(validator);
      if (newer
          && !own
          && endpoint.endpoint().network() == environment.pins().network()
          && room
          && endpoint.verify(environment.verifier())) {
        book.put(validator, endpoint);
        learned.add(endpoint);
      }
    }
    return learned;
  }

  /**
   * Addresses to dial: the configured peers, and the known endpoints of committee members (of all,
   * while no committee is known).
   */
  List<ListenAddress> targets(Optional<Committee> members) {
    List<ListenAddress> targets = new ArrayList<>(settings.peers().keySet());
    for (SignedEndpoint known : book.values()) {
      boolean own = known.endpoint().nodeKey().equals(settings.nodeKey());
      boolean wanted = members.isEmpty() || members.get().contains(known.endpoint().validator());
      if (!own && wanted && !targets.contains(known.endpoint().address())) {
        targets.add(known.endpoint().address());
      }
    }
    return targets;
  }

  /** The endpoints to send to peers, as many as one message takes. */
  List<SignedEndpoint> told() {
    return book.values().stream().limit(Limits.MAX_ENDPOINTS).toList();
  }

  /** Records the node found at an address; only a connection dialed here proves that. */
  void found(ListenAddress address, PublicKey node) {
    nodeAt.put(address, node);
  }

  Optional<PublicKey> nodeAt(ListenAddress address) {
    return nodeAt.get(address);
  }

  /** Whether the operator configured an address that leads to this node. */
  boolean isConfigured(PublicKey node) {
    return settings.peers().keySet().stream()
        .anyMatch(address -> nodeAt.get(address).filter(node::equals).isPresent());
  }
}
