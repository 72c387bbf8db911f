package org.alphadelta.serial;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import org.alphadelta.core.Bytes;

/**
 * Actor references as bytes and back. A reference is good only within the operator's cluster and is
 * never stored.
 */
public final class ActorRefs {
  private final ActorRefResolver resolver;

  ActorRefs(ActorSystem<?> system) {
    this.resolver = ActorRefResolver.get(system);
  }

  public Bytes write(ActorRef<?> ref) {
    return Bytes.utf8(resolver.toSerializationFormat(ref));
  }

  public <T> ActorRef<T> read(Bytes bytes) {
    return resolver.resolveActorRef(bytes.utf8());
  }
}
