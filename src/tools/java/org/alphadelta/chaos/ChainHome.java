package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;

/** One chain's files on its operator's disk: blocks, log and sign-state. */
record ChainHome(NodeHome home, World world, int index) {
  private Path path(String what) {
    return NodeHome.HOME.resolve(world.chain.genesis().hex() + "-" + what);
  }

  FileSignState signState() {
    return new FileSignState(home.disk(), NodeHome.LAYOUT, world.chain, world.key(index));
  }

  /** Makes the sign-state durable before anything else of a chain; idempotent after a crash. */
  void place() throws IOException {
    signState().ensure();
    home.disk().syncDirectory(NodeHome.LAYOUT.signing());
  }

  FileConsensusLog log() throws IOException {
    return FileConsensusLog.open(home.disk(), path("log"));
  }

  List<StoredBlock> blocks() {
    return StoredBlock.load(home.disk(), path("blocks"));
  }

  void append(StoredBlock block) {
    StoredBlock.append(home.disk(), path("blocks"), block);
  }
}
