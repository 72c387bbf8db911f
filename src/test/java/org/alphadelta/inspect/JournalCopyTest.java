package org.alphadelta.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.core.Canonical;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;
import org.alphadelta.serial.AdnSerialization;
import org.alphadelta.serial.MessageCodecs;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that Akka Persistence wrote, with real LevelDB files. */
class JournalCopyTest {
  private static final JournalVerifier VERIFIER =
      new JournalVerifier(Histories.CODECS, Ed25519.verifier(), List.of());
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path directory;

  /** Written once; tests copy it. */
  private static HomeLayout written;

  private record Persist(Canonical event, ActorRef<Long> done) {}

  @BeforeAll
  static void writeAJournal() throws IOException {
    written = new HomeLayout(Files.createDirectory(directory.resolve("written")));
    HomeLock lock = ((HomeLock.Taken) HomeLock.take(written)).lock();
    try {
      Map<String, List<? extends Canonical>> first = new LinkedHashMap<>();
      first.put("genesis", Histories.genesis());
      first.put("governor", Histories.governor().subList(0, 9));
      run(written, first);
      assertThat(JournalCopy.read(written, directory.resolve("scratch")))
          .as("a home in use")
          .isInstanceOf(JournalCopy.InUse.class);
      Map<String, List<? extends Canonical>> second = new LinkedHashMap<>();
      second.put("governor", Histories.governor().subList(9, 14));
      second.put("ratifier", Histories.ratifier());
      second.put("evidence-alpha", Histories.evidence());
      run(written, second);
    } finally {
      lock.close();
    }
  }

  @Test
  void readsWhatTheActorsPersisted() throws IOException {
    Map<Path, String> before = contents(written.home());
    JournalCopy copy = read(written);
    assertThat(contents(written.home())).isEqualTo(before);
    assertThat(directory.resolve("scratch")).isEmptyDirectory();
    assertThat(copy.files().damages()).isEmpty();
    assertThat(copy.source().streams())
        .containsExactly("evidence-alpha", "genesis", "governor", "ratifier");
    assertThat(records(copy, "governor"))
        .extracting(JournalRecord::payload)
        .containsExactlyElementsOf(
            Histories.governor().stream().map(Canonical::canonical).toList());
    VerificationReport report = VERIFIER.verify(copy);
    assertThat(report.findings()).isEmpty();
    assertThat(report.records()).isEqualTo(20);
  }

  @Test
  void placesOneChangedBitWhereverItIs() throws IOException {
    Random random = new Random(3);
    int flips = 0;
    for (Path file : dataFiles(written)) {
      long size = Files.size(file);
      for (int i = 0; i < 25; i++) {
        int at = i == 0 ? 0 : i == 1 ? (int) size - 1 : random.nextInt((int) size);
        HomeLayout home =
            spoiled("flip-" + flips++, file, bytes -> bytes[at] ^= (byte) (1 << random.nextInt(8)));
        VerificationReport report = VERIFIER.verify(read(home));
        assertThat(report.result())
            .as(file + " byte " + at)
            .isEqualTo(VerificationReport.Result.WRONG);
        assertThat(report.findings().get(0)).isInstanceOf(Finding.WrongByte.class);
        Finding.WrongByte found = (Finding.WrongByte) report.findings().get(0);
        assertThat(found.file()).isEqualTo(home.journal().resolve(file.getFileName()));
        if (file.toString().endsWith(".log")) {
          assertThat(found.offset()).isEqualTo(at);
        }
      }
    }
    assertThat(flips).isGreaterThanOrEqualTo(75);
  }

  @Test
  void namesATornLastRecordAndDoesNotCallItCorruption() throws IOException {
    Path log =
        dataFiles(written).stream()
            .filter(f -> f.toString().endsWith(".log"))
            .findFirst()
            .orElseThrow();
    int size = (int) Files.size(log);
    for (int cut = 1; cut <= 60; cut += 7) {
      int length = size - cut;
      HomeLayout home = copied("torn-" + cut);
      Path torn = home.journal().resolve(log.getFileName());
      Files.write(torn, java.util.Arrays.copyOf(Files.readAllBytes(torn), length));
      VerificationReport report = VERIFIER.verify(read(home));
      assertThat(report.result()).as("cut " + cut).isEqualTo(VerificationReport.Result.OK);
      assertThat(report.findings()).singleElement().isInstanceOf(Finding.TornTail.class);
      assertThat(report.findings().get(0).sentence()).startsWith("TORN " + log.getFileName());
      assertThat(report.records()).isEqualTo(19);
    }
  }

  @Test
  void findsAnEventThatAnotherSerializerWrote() throws IOException {
    HomeLayout home = new HomeLayout(Files.createDirectory(directory.resolve("foreign")));
    ActorTestKit kit = ActorTestKit.create("foreign", config(home));
    TestProbe<Long> probe = kit.createTestProbe(Long.class);
    ActorRef<Persist> actor = kit.spawn(strings());
    actor.tell(new Persist(Histories.genesis().get(0), probe.getRef()));
    probe.expectMessageClass(Long.class);
    kit.shutdownTestKit();
    VerificationReport report = VERIFIER.verify(read(home));
    assertThat(report.findings()).singleElement().isInstanceOf(Finding.Wrong.class);
    assertThat(report.findings().get(0).sentence()).contains("an event of serializer");
  }

  @Test
  void saysThatThereIsNoJournal() throws IOException {
    HomeLayout home = new HomeLayout(Files.createDirectory(directory.resolve("empty")));
    assertThat(JournalCopy.read(home, directory.resolve("scratch")))
        .isEqualTo(new JournalCopy.Missing(home.journal()));
    Files.createDirectory(home.journal());
    JournalCopy.Outcome outcome = JournalCopy.read(home, directory.resolve("scratch"));
    assertThat(outcome).isEqualTo(new JournalCopy.Missing(home.journal()));
  }

  /** One actor per stream persists its events; the actor system ends before this returns. */
  private static void run(HomeLayout home, Map<String, List<? extends Canonical>> streams) {
    ActorSystemSetup setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(config(home)),
            AdnSerialization.setup(Histories.CODECS, MessageCodecs.of(List.of(), List.of())));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "journal", setup);
    ActorTestKit kit = ActorTestKit.create(system);
    try {
      TestProbe<Long> probe = kit.createTestProbe(Long.class);
      streams.forEach(
          (stream, events) -> {
            ActorRef<Persist> actor = kit.spawn(stream(stream));
            events.forEach(event -> actor.tell(new Persist(event, probe.getRef())));
            events.forEach(event -> probe.expectMessageClass(Long.class, PATIENCE));
          });
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Behavior<Persist> stream(String name) {
    return new EventSourcedBehavior<Persist, Linked<?>, LinkChain>(PersistenceId.ofUniqueId(name)) {
      @Override
      public LinkChain emptyState() {
        return LinkChain.start(name);
      }

      @Override
      public CommandHandler<Persist, Linked<?>, LinkChain> commandHandler() {
        return (chain, command) ->
            Effect()
                .persist(chain.next(command.event(), Histories.CODECS, 5))
                .thenRun((LinkChain after) -> command.done().tell(after.sequence()));
      }

      @Override
      public EventHandler<LinkChain, Linked<?>> eventHandler() {
        return LinkChain::after;
      }
    };
  }

  private static Behavior<Persist> strings() {
    return new EventSourcedBehavior<Persist, String, Long>(PersistenceId.ofUniqueId("strange")) {
      @Override
      public Long emptyState() {
        return 0L;
      }

      @Override
      public CommandHandler<Persist, String, Long> commandHandler() {
        return (count, command) ->
            Effect().persist("hello").thenRun((Long after) -> command.done().tell(after));
      }

      @Override
      public EventHandler<Long, String> eventHandler() {
        return (count, event) -> count + 1;
      }
    };
  }

  private static Config config(HomeLayout home) {
    return ConfigFactory.parseMap(
            Map.of(
                "akka.persistence.journal.plugin", "akka.persistence.journal.leveldb",
                "akka.persistence.journal.leveldb.dir", home.journal().toString(),
                "akka.persistence.journal.leveldb.fsync", "on",
                "akka.persistence.journal.leveldb.checksum", "on",
                "akka.persistence.journal.leveldb.native", "on",
                "akka.persistence.snapshot-store.plugin", "akka.persistence.snapshot-store.local",
                "akka.persistence.snapshot-store.local.dir", home.snapshots().toString(),
                "akka.loglevel", "WARNING"))
        .withFallback(ConfigFactory.parseResources("adn-serialization.conf"))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  private interface Spoiling {
    void spoil(byte[] bytes);
  }

  private static HomeLayout spoiled(String name, Path file, Spoiling spoiling) throws IOException {
    HomeLayout home = copied(name);
    Path path = home.journal().resolve(file.getFileName());
    byte[] bytes = Files.readAllBytes(path);
    spoiling.spoil(bytes);
    Files.write(path, bytes);
    return home;
  }

  private static HomeLayout copied(String name) throws IOException {
    HomeLayout home = new HomeLayout(Files.createDirectory(directory.resolve(name)));
    Files.createDirectory(home.journal());
    for (Path file : dataFiles(written)) {
      Files.copy(file, home.journal().resolve(file.getFileName()));
    }
    return home;
  }

  private static List<Path> dataFiles(HomeLayout home) throws IOException {
    try (Stream<Path> files = Files.list(home.journal())) {
      return files
          .filter(f -> !f.endsWith("LOCK") && !f.getFileName().toString().startsWith("LOG"))
          .sorted()
          .toList();
    }
  }

  private static JournalCopy read(HomeLayout home) {
    JournalCopy.Outcome outcome = JournalCopy.read(home, directory.resolve("scratch"));
    assertThat(outcome).isInstanceOf(JournalCopy.Read.class);
    return ((JournalCopy.Read) outcome).journal();
  }

  private static List<JournalRecord> records(JournalCopy copy, String stream) {
    List<JournalRecord> records = new ArrayList<>();
    for (StoredEntry entry : copy.source().entries(stream)) {
      records.add(((StoredEntry.Recorded) entry).record());
    }
    return records;
  }

  private static Map<Path, String> contents(Path home) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            file,
            Files.getLastModifiedTime(file)
                + " "
                + java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
