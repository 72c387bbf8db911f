package org.alphadelta.actor;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.query.journal.leveldb.javadsl.LeveldbReadJournal;
import akka.stream.javadsl.Sink;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.serial.AdnSerialization;
import org.alphadelta.serial.MessageCodecs;

/**
 * One life of a node's actor system: the node's own settings and a real journal in its home; the
 * test moves the timers.
 */
public final class Life implements AutoCloseable {
  public static final EventCodecs CODECS = NodeEvents.codecs();
  public static final Journaling JOURNALING = new Journaling(CODECS, InstantSource.system());
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * How long a test waits for what must not come, once everything that could cause it has been
   * handled.
   */
  public static final Duration SILENCE = Duration.ofMillis(50);

  public final ActorTestKit kit;
  public final ManualTime time;

  public Life(Path home) {
    Config config =
        ManualTime.config()
            .withFallback(
                ConfigFactory.parseMap(
                    Map.of(
                        "akka.actor.provider",
                        "local",
                        "akka.persistence.journal.leveldb.dir",
                        home.resolve("journal").toString(),
                        "akka.persistence.snapshot-store.local.dir",
                        home.resolve("snapshots").toString(),
                        "akka.loglevel",
                        "ERROR")))
            .withFallback(ConfigFactory.parseResources("adn-akka.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    kit =
        ActorTestKit.create(
            Adapter.toTyped(
                akka.actor.ActorSystem.create(
                    "adn",
                    ActorSystemSetup.create(
                        BootstrapSetup.create(config),
                        AdnSerialization.setup(CODECS, MessageCodecs.of(List.of(), List.of()))))));
    time = ManualTime.get(kit.system());
  }

  public <T> TestProbe<T> probe() {
    return kit.createTestProbe();
  }

  /** The events of a stream as they lie in the journal. */
  public List<Object> journal(String stream) {
    LeveldbReadJournal journal =
        PersistenceQuery.get(kit.system())
            .getReadJournalFor(LeveldbReadJournal.class, LeveldbReadJournal.Identifier());
    try {
      return journal
          .currentEventsByPersistenceId(stream, 1, Long.MAX_VALUE)
          .map(envelope -> (Object) ((Linked<?>) envelope.event()).event())
          .runWith(Sink.seq(), kit.system())
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
