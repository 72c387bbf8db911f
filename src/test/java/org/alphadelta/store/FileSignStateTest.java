package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.SigningStep;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSignStateTest {
  private static final ChainId CHAIN =
      new ChainId(NetworkId.TESTNET, 0, ChainKind.ALPHA, hash("genesis"));
  private static final PublicKey KEY = new PublicKey(hash("key").bytes());

  @Test
  void keepsTheWholeSignedMessageOnARealDisk(@TempDir Path home) throws IOException {
    HomeLayout layout = new HomeLayout(home);
    FileSignState state = new FileSignState(new FileDisk(), layout, CHAIN, KEY);
    assertThat(state.exists()).isFalse();
    assertThat(state.load()).isEmpty();
    state.create();
    SignRecord last = SignRecord.fresh(CHAIN, KEY);
    for (SignRecord record : signed(7)) {
      state.store(record);
      last = record;
    }
    state.close();
    FileSignState again = new FileSignState(new FileDisk(), layout, CHAIN, KEY);
    assertThat(again.load()).contains(last);
    assertThat(layout.signing()).isDirectoryContaining("glob:**.state");
    assertThat(again.path().getFileName().toString())
        .isEqualTo(CHAIN.genesis().hex() + "-" + KEY.hex() + ".state");
    again.close();
  }

  @Test
  void isCreatedOnceAndNeverByStoring() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    assertThatThrownBy(() -> state(disk).store(signed(1).get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is missing");
    state(disk).create();
    assertThatThrownBy(() -> state(disk).create()).isInstanceOf(IOException.class);
    state(disk).ensure();
    assertThat(state(disk).load()).contains(SignRecord.fresh(CHAIN, KEY));
  }

  @Test
  void neverLosesAReleasedSignatureAtAnyCrash() {
    List<SignRecord> records = signed(5);
    List<SignRecord> released = new ArrayList<>();
    int checks =
        Faults.everywhere(
            disk -> run(() -> state(disk).create()),
            disk -> {
              released.clear();
              FileSignState state = state(disk);
              for (SignRecord record : records) {
                run(() -> state.store(record));
                released.add(record);
              }
            },
            (how, disk) -> {
              SignRecord found = call(() -> state(disk).load()).orElseThrow();
              int told = released.size();
              List<SignRecord> allowed = new ArrayList<>();
              allowed.add(told == 0 ? SignRecord.fresh(CHAIN, KEY) : released.get(told - 1));
              if (told < records.size()) {
                allowed.add(records.get(told));
              }
              assertThat(found).as(how).isIn(allowed);
            });
    assertThat(checks).isGreaterThan(200);
  }

  @Test
  void isAbsentOrFreshWhenItsCreationIsCutOff() {
    Faults.everywhere(
        disk -> {},
        disk -> run(() -> state(disk).create()),
        (how, disk) -> {
          run(() -> state(disk).ensure());
          assertThat(call(() -> state(disk).load())).as(how).contains(SignRecord.fresh(CHAIN, KEY));
        });
  }

  @Test
  void neverFallsBackWhenABitOfItChanged() throws IOException {
    FaultyDisk written = new FaultyDisk();
    state(written).create();
    FileSignState state = state(written);
    List<SignRecord> records = signed(4);
    for (SignRecord record : records) {
      state.store(record);
    }
    int size = (int) written.open(state.path()).size();
    int refused = 0;
    for (int bit = 0; bit < size * 8; bit += bit < 8 * 600 ? 1 : 61) {
      FaultyDisk flipped = written.copy();
      flipped.flip(state.path(), bit / 8, bit % 8);
      try {
        assertThat(state(flipped).load()).as("bit " + bit).contains(records.get(3));
      } catch (IOException damage) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void isOutOfUseAfterAFailedSync() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    state(disk).create();
    FileSignState state = state(disk);
    state.store(signed(1).get(0));
    disk.strike(disk.operations() + 2, FaultyDisk.Fault.IO_ERROR);
    assertThatThrownBy(() -> state.store(signed(2).get(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Input/output error");
    assertThatThrownBy(() -> state.store(signed(2).get(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("out of use");
    assertThatThrownBy(state::load).isInstanceOf(IOException.class);
  }

  @Test
  void isOutOfUseAfterAFullDisk() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    state(disk).create();
    FileSignState state = state(disk);
    disk.fill(10);
    assertThatThrownBy(() -> state.store(signed(1).get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
    assertThatThrownBy(state::load).isInstanceOf(IOException.class);
  }

  @Test
  void refusesARecordThatFalls() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    state(disk).create();
    FileSignState state = state(disk);
    List<SignRecord> records = signed(3);
    state.store(records.get(2));
    assertThatThrownBy(() -> state.store(records.get(1))).isInstanceOf(IllegalStateException.class);
    SignRecord marked = records.get(2).stoppedAfter(9);
    state.store(marked);
    assertThatThrownBy(() -> state.store(records.get(2))).isInstanceOf(IllegalStateException.class);
    assertThat(state(disk).load()).contains(marked);
  }

  @Test
  void raisesTheWatermarkAndNeverLowersIt() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    state(disk).create();
    SignRecord raised =
        state(disk).change(r -> r.raisedTo(new Position(100, 0, SigningStep.PROPOSAL)));
    assertThat(state(disk).load()).contains(raised);
    assertThatThrownBy(
            () -> state(disk).change(r -> r.raisedTo(new Position(99, 0, SigningStep.PROPOSAL))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(state(disk).load()).contains(raised);
  }

  @Test
  void refusesTheFileOfAnotherChain() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    state(disk).create();
    ChainId other = new ChainId(NetworkId.TESTNET, 1, ChainKind.ALPHA, hash("other"));
    FileSignState otherState = new FileSignState(disk, Faults.HOME, other, KEY);
    disk.rename(state(disk).path(), otherState.path());
    assertThatThrownBy(otherState::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected " + other);
  }

  /**
   * The records after each of the first messages of a validator: proposal, prevote, precommit,
   * height after height.
   */
  private static List<SignRecord> signed(int count) {
    List<SignRecord> records = new ArrayList<>();
    SignRecord record = SignRecord.fresh(CHAIN, KEY);
    for (int i = 0; i < count; i++) {
      record = record.signed(message(1 + i / 3, i % 3));
      records.add(record);
    }
    return records;
  }

  private static OwnMessage message(long height, int phase) {
    Signature signature =
        new Signature(Bytes.ofHex(hash("s" + height + phase).hex() + hash("t" + height).hex()));
    if (phase == 0) {
      return new OwnMessage.OfProposal(
          new BlockProposal(height, 0, hash("value " + height), Optional.empty(), KEY), signature);
    }
    VoteType type = phase == 1 ? VoteType.PREVOTE : VoteType.PRECOMMIT;
    return new OwnMessage.OfVote(
        new SignedVote(
            new Vote(type, height, 0, Optional.of(hash("value " + height)), KEY), signature));
  }

  private static FileSignState state(FaultyDisk disk) {
    return new FileSignState(disk, Faults.HOME, CHAIN, KEY);
  }

  private static Hash hash(String text) {
    return Sha256.plain(Bytes.utf8(text));
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void run(Action action) {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  private interface Throwing<T> {
    T call() throws IOException;
  }

  private static <T> T call(Throwing<T> body) {
    try {
      return body.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
