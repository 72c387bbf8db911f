package org.alphadelta.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.wire.Limits;

/** Everything that keys have signed from one home, for inspection while a node may be writing. */
public final class SigningFolder {
  private static final String STATE = ".state";
  private static final String SLOT = ".slot";

  /** A slot that is being written is whole a moment later; a damaged one stays damaged. */
  private static final int ATTEMPTS = 3;

  private final Disk disk = new ReadingDisk();
  private final HomeLayout home;

  public SigningFolder(HomeLayout home) {
    this.home = home;
  }

  /** One file in {@code signing/}, by name. */
  public sealed interface Entry {
    Path path();
  }

  public record State(Path path, SignRecord record) implements Entry {}

  public record Attested(Path path, SignedAttestation attestation) implements Entry {}

  /** Foreign or unreadable content: a safety stop for a node that would sign with it. */
  public record Damaged(Path path, String reason) implements Entry {}

  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (String name : disk.list(home.signing())) {
      Path path = home.signing().resolve(name);
      if (name.endsWith(STATE)) {
        entries.add(patiently(path, () -> state(path)));
      } else if (name.endsWith(SLOT)) {
        entries.add(patiently(path, () -> slot(path)));
      }
    }
    return List.copyOf(entries);
  }

  /**
   * Chains that {@code chains/current} names but for which a validator's home has no sign-state, as
   * after a lost or restored disk.
   */
  public List<Entry> lacking() {
    if (!disk.exists(home.validatorKey())) {
      return List.of();
    }
    try {
      return new ChainPointer(disk, home).read().map(this::lacking).orElse(List.of());
    } catch (StoreDamage damage) {
      return List.of(new Damaged(home.current(), String.valueOf(damage.getMessage())));
    } catch (DiskFailure unreadable) {
      return List.of(new Damaged(home.current(), String.valueOf(unreadable.getMessage())));
    }
  }

  private List<Entry> lacking(GenesisPairId pair) {
    List<String> names = disk.list(home.signing());
    List<Entry> lacking = new ArrayList<>();
    for (ChainKind kind : ChainKind.values()) {
      ChainId chain = pair.chain(kind);
      String record = chain.genesis().hex() + "-";
      if (names.stream().noneMatch(n -> n.startsWith(record) && n.endsWith(STATE))) {
        lacking.add(
            new Damaged(
                home.signing(),
                home.signing()
                    + ": found no sign-state of "
                    + chain
                    + ", which this home runs, expected the newest copy"));
      }
    }
    return List.copyOf(lacking);
  }

  private static Entry patiently(Path path, Supplier<Entry> reading) {
    String reason = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return reading.get();
      } catch (StoreDamage damage) {
        reason = String.valueOf(damage.getMessage());
      } catch (DiskFailure unreadable) {
        reason = String.valueOf(unreadable.getMessage());
      }
    }
    return new Damaged(path, reason);
  }

  private Entry state(Path path) {
    SlotFile file =
        SlotFile.open(disk, path, FileSignState.SLOT_BYTES)
            .orElseThrow(() -> new StoreDamage(path, 0, "it is gone"));
    SignRecord record = decoded(path, () -> SignRecord.CODEC.decode(file.current()).orThrow());
    file.close();
    Path expected = home.signState(record.chain(), record.key());
    return expected.equals(path) ? new State(path, record) : otherPlace(path, expected);
  }

  private Entry slot(Path path) {
    return switch (new CheckedFile(disk, path, Limits.ATTESTATION_BYTES).read()) {
      case CheckedFile.Absent absent -> new Damaged(path, path + " is gone");
      case CheckedFile.Damaged damaged -> throw new StoreDamage(path, 0, damaged.reason());
      case CheckedFile.Content content -> {
        SignedAttestation signed =
            decoded(path, () -> SignedAttestation.CODEC.decode(content.bytes()).orThrow());
        Attestation said = signed.attestation();
        PublicKey governor = said.governor();
        Path expected =
            home.attestation(said.pair().network().number(), said.pair().generation(), governor);
        yield expected.equals(path) ? new Attested(path, signed) : otherPlace(path, expected);
      }
    };
  }

  private static Entry otherPlace(Path path, Path expected) {
    return new Damaged(path, path + " holds what belongs in " + expected.getFileName());
  }

  /** Turns the exception by which {@code value} refuses impossible bytes into {@link Damaged}. */
  private static <T> T decoded(Path path, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new StoreDamage(path, 0, String.valueOf(e.getMessage()));
    }
  }
}
