package org.alphadelta.serial;

import akka.actor.ActorPathExtractor;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;

/**
 * Converts actor references to text and back. A reference is valid only within the operator's
 * cluster and is never stored.
 */
public final class ActorRefs {
  private final ActorRefResolver resolver;

  ActorRefs(ActorSystem<?> system) {
    this.resolver = ActorRefResolver.get(system);
  }

  public String write(ActorRef<?> ref) {
    return resolver.toSerializationFormat(ref);
  }

  /**
   * The actor of this name; a dead reference when the actor is gone.
   *
   * @throws IllegalArgumentException when the text names no actor
   */
  public <T> ActorRef<T> read(String text) {
    if (ActorPathExtractor.unapply(text).isEmpty()) {
      throw new IllegalArgumentException("found '" + text + "', expected a reference of an actor");
    }
    return resolver.resolveActorRef(text);
  }
}
