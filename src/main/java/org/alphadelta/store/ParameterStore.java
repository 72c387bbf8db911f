package org.alphadelta.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.wire.Limits;

/**
 * {@code params/<cid>}: parameter files by content id, verified on every read. A damaged one is
 * quarantined and absent from then on.
 */
public final class ParameterStore {
  private final Disk disk;
  private final HomeLayout home;

  /** Result of {@link #read}. */
  public sealed interface Reading {}

  public record Absent() implements Reading {}

  public record Found(Bytes content) implements Reading {}

  /** The content did not match its content id and was moved to {@code quarantined}. */
  public record Damaged(String reason, Path quarantined) implements Reading {}

  public ParameterStore(Disk disk, HomeLayout home) {
    this.disk = disk;
    this.home = home;
  }

  public Reading read(Cid cid) {
    Path path = home.parameters(cid);
    if (!disk.exists(path)) {
      return new Absent();
    }
    String fault;
    try (DiskFile file = disk.open(path)) {
      long size = file.size();
      Bytes content = file.read(0, (int) Math.min(size, Limits.PARAMETERS_BYTES + 1L));
      if (cid.names(content)) {
        return new Found(content);
      }
      fault =
          "found "
              + size
              + " bytes with content id "
              + Cid.ofContent(content)
              + ", expected "
              + cid;
    }
    return new Damaged(fault, new Quarantine(disk, home).take(path));
  }

  /** Stores content durably under its content id; equal content is one entry. */
  public Cid write(Bytes content) {
    if (content.length() > Limits.PARAMETERS_BYTES) {
      throw new IllegalArgumentException(
          "a parameter file has at most "
              + Limits.PARAMETERS_BYTES
              + " bytes, found "
              + content.length());
    }
    Cid cid = Cid.ofContent(content);
    if (!(read(cid) instanceof Found)) {
      new AtomicFile(disk, home.parameters(cid)).replace(content);
    }
    return cid;
  }

  /** The content ids of the entries, unverified. */
  public List<Cid> list() {
    List<Cid> cids = new ArrayList<>();
    for (String name : disk.list(home.parameters())) {
      if (!AtomicFile.isLeftover(name)) {
        cids.add(Cid.parse(name));
      }
    }
    return List.copyOf(cids);
  }
}
