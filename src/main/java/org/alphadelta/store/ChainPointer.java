package org.alphadelta.store;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;

/**
 * The pair this home runs: {@code chains/current}, one line of text, replaced atomically. The
 * pair's directory is not checked.
 */
public final class ChainPointer {
  private static final int LIMIT = 512;

  private final AtomicFile file;

  public ChainPointer(Disk disk, HomeLayout home) {
    this.file = new AtomicFile(disk, home.current());
  }

  /**
   * Empty before the first genesis is accepted. A pointer that cannot be read is a bug or a broken
   * disk.
   */
  public Optional<GenesisPairId> read() {
    return file.read(LIMIT).map(this::parse);
  }

  /** Durable on return; after a crash the pointer is the old or the new one. */
  public void pointAt(GenesisPairId pair) {
    file.replace(Bytes.utf8(line(pair)));
  }

  private static String line(GenesisPairId pair) {
    return pair.network().label()
        + " "
        + pair.generation()
        + " "
        + pair.alpha().hex()
        + " "
        + pair.delta().hex()
        + "\n";
  }

  private GenesisPairId parse(Bytes content) {
    String[] words = content.utf8().strip().split(" ", -1);
    if (words.length == 4 && words[1].matches("[0-9]{1,9}")) {
      Optional<NetworkId> network = NetworkId.ofLabel(words[0]);
      if (network.isPresent() && isHash(words[2]) && isHash(words[3])) {
        GenesisPairId pair =
            new GenesisPairId(
                network.get(),
                Integer.parseInt(words[1]),
                Hash.ofHex(words[2]),
                Hash.ofHex(words[3]));
        if (Bytes.utf8(line(pair)).equals(content)) {
          return pair;
        }
      }
    }
    throw new StoreDamage(
        file.path(),
        0,
        "found '" + content.utf8() + "', expected network, generation and two hashes");
  }

  private static boolean isHash(String text) {
    return text.matches("[0-9a-f]{64}");
  }
}
