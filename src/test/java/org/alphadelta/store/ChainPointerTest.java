package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainPointerTest {
  private static final GenesisPairId OLD = pair(0);
  private static final GenesisPairId NEW = pair(1);

  @Test
  void isEmptyBeforeTheFirstGenesis(@TempDir Path home) {
    assertThat(new ChainPointer(new FileDisk(), new HomeLayout(home)).read()).isEmpty();
  }

  @Test
  void readsWhatItPointsAtFromARealDisk(@TempDir Path home) {
    ChainPointer pointer = new ChainPointer(new FileDisk(), new HomeLayout(home));
    pointer.pointAt(OLD);
    pointer.pointAt(NEW);
    assertThat(new ChainPointer(new FileDisk(), new HomeLayout(home)).read()).contains(NEW);
  }

  @Test
  void isOldOrNewAtEachCrashPointAndNewOnceItSaidSo() {
    boolean[] said = new boolean[1];
    int checks =
        Faults.everywhere(
            disk -> new ChainPointer(disk, Faults.HOME).pointAt(OLD),
            disk -> {
              said[0] = false;
              new ChainPointer(disk, Faults.HOME).pointAt(NEW);
              said[0] = true;
            },
            (how, disk) -> {
              Optional<GenesisPairId> found = new ChainPointer(disk, Faults.HOME).read();
              assertThat(found).as(how).isPresent();
              assertThat(found.get()).as(how).isIn(OLD, NEW);
              assertThat(said[0] && found.get().equals(OLD)).as(how).isFalse();
              new ChainPointer(disk, Faults.HOME).pointAt(NEW);
              assertThat(new ChainPointer(disk, Faults.HOME).read()).as(how).contains(NEW);
            });
    assertThat(checks).isGreaterThan(100);
  }

  @Test
  void refusesAPointerThatNobodyWrote() {
    var disk = new org.alphadelta.chaos.FaultyDisk();
    new AtomicFile(disk, Faults.HOME.current()).replace(Bytes.utf8("testnet 0 abc def\n"));
    assertThatThrownBy(() -> new ChainPointer(disk, Faults.HOME).read())
        .isInstanceOf(StoreDamage.class)
        .hasMessageContaining("testnet 0 abc def");
  }

  private static GenesisPairId pair(int generation) {
    Hash alpha = Sha256.plain(Bytes.utf8("alpha " + generation));
    return new GenesisPairId(
        NetworkId.TESTNET, generation, alpha, Sha256.plain(Bytes.utf8("delta " + generation)));
  }
}
