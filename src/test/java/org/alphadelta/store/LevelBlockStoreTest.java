package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.Actors;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.StateEntry;
import org.alphadelta.ledger.StoredAlphaView;
import org.alphadelta.ledger.TestChains;
import org.alphadelta.ledger.TransactionPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelBlockStoreTest {
  private static final Committee COMMITTEE = Actors.committee(4, 1);

  @TempDir Path directory;
  private final TestChains chains = new TestChains(COMMITTEE, 0);

  @BeforeEach
  @AfterEach
  void useTheNativeEngine() {
    System.clearProperty(LevelEngine.PROPERTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void givesBackBlocksTransactionsCommitteesAndStateAfterReopening(String engine) {
    System.setProperty(LevelEngine.PROPERTY, engine);
    try (LevelBlockStore store = open("a")) {
      grow(store, 8);
      assertHolds(store, 8);
    }
    try (LevelBlockStore again = open("a")) {
      assertHolds(again, 8);
      grow(again, 11);
    }
    try (LevelBlockStore archive = LevelBlockStore.openReadOnly(directory.resolve("a"))) {
      assertHolds(archive, 11);
      assertThatThrownBy(() -> append(archive)).hasMessageContaining("read only");
      assertThat(archive.height()).isEqualTo(11);
    }
  }

  @Test
  void isKilledAfterAnyBlockAndGoesOnFromThere() throws IOException {
    List<Path> killed = new ArrayList<>();
    try (LevelBlockStore store = open("running")) {
      store.initialize(chains.alpha.origin());
      killed.add(copy("running", "killed-0"));
      for (int height = 1; height <= 12; height++) {
        grow(store, height);
        killed.add(copy("running", "killed-" + height));
      }
    }
    for (int height = 0; height <= 12; height++) {
      try (LevelBlockStore store = LevelBlockStore.open(killed.get(height))) {
        assertThat(store.height()).isEqualTo(height);
        ChainHead head = ChainHead.restore(chains.alpha.origin(), store);
        assertThat(head).isEqualTo(chains.alphaHeads.get(height));
      }
    }
  }

  @Test
  void dropsATornLastBlockAndSaysSo() throws IOException {
    try (LevelBlockStore store = open("running")) {
      grow(store, 3);
      Path copy = copy("running", "before");
      long before = Files.size(log(copy));
      grow(store, 4);
      copy = copy("running", "after");
      byte[] log = Files.readAllBytes(log(copy));
      int end = endOf(log);
      for (int cut = endOf(Files.readAllBytes(log(directory.resolve("before")))) + 1;
          cut < end;
          cut += 97) {
        Path torn = copy("running", "torn-" + cut);
        Files.write(log(torn), java.util.Arrays.copyOf(log, cut));
        try (LevelBlockStore found = LevelBlockStore.open(torn)) {
          assertThat(found.torn()).as("cut at " + cut).isPresent();
          assertThat(found.height()).as("cut at " + cut).isEqualTo(3);
          assertThat(ChainHead.restore(chains.alpha.origin(), found))
              .isEqualTo(chains.alphaHeads.get(3));
        }
      }
      assertThat(before).isPositive();
    }
  }

  @Test
  void refusesToOpenWhenABitOfAStoredBlockChanged() throws IOException {
    try (LevelBlockStore store = open("running")) {
      grow(store, 3);
    }
    Path log = log(directory.resolve("running"));
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 16;
    Files.write(log, bytes);
    assertThatThrownBy(() -> open("running"))
        .isInstanceOf(StoreDamage.class)
        .hasMessageContaining("at byte " + bytes.length / 2);
  }

  @Test
  void refusesABlockThatIsNotTheNext() {
    try (LevelBlockStore store = open("a")) {
      assertThatThrownBy(() -> append(store)).hasMessageContaining("no genesis");
      grow(store, 2);
      CertifiedBlock second = chains.alphaBlocks.get(1);
      store.append(second, COMMITTEE, List.of());
      assertThat(store.height()).isEqualTo(2);
      chains.alphaTo(4);
      assertThatThrownBy(() -> store.append(chains.alphaBlocks.get(3), COMMITTEE, List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("found block 4")
          .hasMessageContaining("expected 3");
      assertThatThrownBy(
              () -> store.append(chains.alphaBlocks.get(2), Actors.committee(1, 0), List.of()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(store.height()).isEqualTo(2);
    }
  }

  @Test
  void refusesAnotherGenesis() {
    try (LevelBlockStore store = open("a")) {
      store.initialize(chains.alpha.origin());
      store.initialize(chains.alpha.origin());
      assertThatThrownBy(() -> store.initialize(chains.delta.origin()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("belongs to genesis");
    }
  }

  @Test
  void refusesUseAfterClosing() {
    LevelBlockStore store = open("a");
    store.initialize(chains.alpha.origin());
    store.close();
    store.close();
    assertThatThrownBy(store::state)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private LevelBlockStore open(String name) {
    return LevelBlockStore.open(directory.resolve(name));
  }

  /** Blocks with one payment each, as the ledger stores them. */
  private void grow(LevelBlockStore store, int height) {
    store.initialize(chains.alpha.origin());
    while (store.height() < height) {
      append(store);
    }
  }

  private void append(LevelBlockStore store) {
    int next = (int) store.height() + 1;
    if (chains.alphaBlocks.size() < next) {
      chains.alphaBlock(
          TestChains.sign(chains.alpha, Actors.pair(1), TestChains.pay(Actors.v(2), 1)));
    }
    ChainHead before = chains.alphaHeads.get(next - 1);
    ChainHead after = chains.alphaHeads.get(next);
    List<StateEntry> changes =
        after.state().entries().stream()
            .filter(e -> !before.state().value(e.at()).equals(Optional.of(e.value())))
            .toList();
    store.append(chains.alphaBlocks.get(next - 1), after.committee(), changes);
  }

  private void assertHolds(LevelBlockStore store, int height) {
    assertThat(store.height()).isEqualTo(height);
    ChainHead head = chains.alphaHeads.get(height);
    assertThat(store.state()).isEqualTo(head.state().entries());
    assertThat(ChainHead.restore(head.origin(), store)).isEqualTo(head);
    assertThat(store.committee(COMMITTEE.hash())).contains(COMMITTEE);
    assertThat(store.block(0)).isEmpty();
    assertThat(store.block(height + 1)).isEmpty();
    for (int at = 1; at <= height; at++) {
      CertifiedBlock block = chains.alphaBlocks.get(at - 1);
      Hash id = block.block().transactions().get(0).id();
      assertThat(store.block(at)).contains(block);
      assertThat(store.header(at)).contains(block.block().header());
      assertThat(store.block(block.block().hash())).contains(block);
      assertThat(store.transaction(id)).contains(new TransactionPlace(at, 0));
    }
    assertThat(store.transaction(Hash.of(new byte[32]))).isEmpty();
    assertThat(store.block(Hash.of(new byte[32]))).isEmpty();
    assertThat(new StoredAlphaView(head.origin(), store).newest().hash()).isEqualTo(head.hash());
  }

  private Path copy(String from, String to) throws IOException {
    Path target = Files.createDirectory(directory.resolve(to));
    try (Stream<Path> files = Files.list(directory.resolve(from))) {
      for (Path file : files.toList()) {
        if (!file.endsWith("LOCK")) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    return target;
  }

  private static Path log(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files.filter(f -> f.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  /** Where the preallocated zeros begin. */
  private static int endOf(byte[] log) {
    int end = log.length;
    while (end > 0 && log[end - 1] == 0) {
      end--;
    }
    return end;
  }
}
