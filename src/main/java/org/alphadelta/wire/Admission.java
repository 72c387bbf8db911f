package org.alphadelta.wire;

/**
 * Port to the listener's decision on a dialer. Called once per connection, before anything is
 * proven, with a hello of the own network and a shared protocol version; it answers at once, from
 * memory, and never throws. A wanted pair is granted {@link Scope#FULL} or {@link Scope#READ_ONLY},
 * an unknown one {@link Scope#BOOTSTRAP}.
 */
@FunctionalInterface
public interface Admission {
  Decision admit(Hello dialer);

  /** Granted once the dialer has proven its keys, or refused. */
  sealed interface Decision {
    record Granted(Scope scope) implements Decision {}

    record Refused(HandshakeMessage.Refusal refusal) implements Decision {}
  }
}
