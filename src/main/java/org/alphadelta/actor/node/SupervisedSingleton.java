package org.alphadelta.actor.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.BehaviorBuilder;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Consumer;

/**
 * Wraps a cluster singleton on the machine that runs it, and reports its failure: a singleton
 * cannot be watched through its proxy, and a node whose governor has failed must not continue.
 */
final class SupervisedSingleton {
  private SupervisedSingleton() {}

  static <T> Behavior<T> create(Behavior<T> behavior, Consumer<Throwable> failed) {
    return Behaviors.setup(
        context -> {
          ActorRef<T> inner =
              context.spawn(
                  behavior, "inner", DispatcherSelector.fromConfig("adn-disk-dispatcher"));
          context.watch(inner);
          return BehaviorBuilder.<T>create()
              .onAnyMessage(
                  message -> {
                    inner.tell(message);
                    return Behaviors.same();
                  })
              .onSignal(
                  ChildFailed.class,
                  dead -> {
                    failed.accept(dead.getCause());
                    return Behaviors.stopped();
                  })
              .onSignal(Terminated.class, dead -> Behaviors.stopped())
              .build();
        });
  }
}
