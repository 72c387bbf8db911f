package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.ConsensusLog;
import org.alphadelta.consensus.LogEntry;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.SignState;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.PublicKey;

/** Log and sign-state in memory that never fail, for nodes whose disks do not matter. */
final class MemoryPorts implements ConsensusLog, SignState {
  private final List<LogEntry> entries = new ArrayList<>();
  private long height;
  private SignRecord record;

  MemoryPorts(ChainId chain, PublicKey key) {
    record = SignRecord.fresh(chain, key);
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void startHeight(long next) {
    entries.clear();
    height = next;
  }

  @Override
  public void append(LogEntry entry) {
    entries.add(entry);
  }

  @Override
  public void sync() {}

  @Override
  public Optional<SignRecord> load() {
    return Optional.of(record);
  }

  @Override
  public void store(SignRecord next) {
    record = next;
  }
}
