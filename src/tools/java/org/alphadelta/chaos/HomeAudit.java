package org.alphadelta.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.LevelBlockStore;

/**
 * Audits the homes of stopped nodes: every block is proven by its certificate and linked to its
 * parent, all nodes have the same blocks, every reported block is still stored, and every observed
 * signature is covered by the sign-state. It opens copies and changes no home.
 */
final class HomeAudit {
  private final GenesisPairId pair;
  private final Path scratch;
  private final SignatureVerifier verifier;
  private final List<String> lost = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private final Map<ChainKind, Map<String, List<Hash>>> chains = new EnumMap<>(ChainKind.class);
  private long certificates;
  private int signStates;

  HomeAudit(GenesisPairId pair, Path scratch, SignatureVerifier verifier) {
    this.pair = pair;
    this.scratch = scratch;
    this.verifier = verifier;
  }

  /** Reads all homes. Call once. */
  void run(List<LiveMember> members, ReportedBlocks reported, SignatureRegistry signatures) {
    for (ChainKind kind : ChainKind.values()) {
      Map<String, List<Hash>> byName = new LinkedHashMap<>();
      for (LiveMember member : members) {
        byName.put(member.name(), read(member, kind));
        signState(member, kind, signatures);
      }
      chains.put(kind, byName);
      agree(kind, byName);
      kept(kind, byName, reported);
    }
    lost.addAll(reported.conflicts());
  }

  /** Blocks that were reported as final and are missing or differ. */
  List<String> lost() {
    return List.copyOf(lost);
  }

  /** Other defects on the disks. */
  List<String> damaged() {
    return List.copyOf(damaged);
  }

  long certificates() {
    return certificates;
  }

  int signStates() {
    return signStates;
  }

  /** The least height among all nodes. */
  long height(ChainKind kind) {
    return chains.getOrDefault(kind, Map.of()).values().stream()
        .mapToLong(List::size)
        .min()
        .orElse(0);
  }

  private List<Hash> read(LiveMember member, ChainKind kind) {
    Path copy = scratch.resolve(member.name() + "-" + kind.label());
    copy(new HomeLayout(member.home()).blocks(pair, kind), copy);
    List<Hash> hashes = new ArrayList<>();
    try (LevelBlockStore store = LevelBlockStore.openReadOnly(copy)) {
      Hash previous = pair.hash(kind);
      for (long height = 1; height <= store.height(); height++) {
        Optional<CertifiedBlock> block = store.block(height);
        Optional<String> fault = fault(store, kind, height, previous, block);
        if (fault.isPresent()) {
          damaged.add(member.name() + " " + kind + " block " + height + ": " + fault.get());
          break;
        }
        previous = block.orElseThrow().block().hash();
        hashes.add(previous);
      }
    }
    return hashes;
  }

  private Optional<String> fault(
      LevelBlockStore store,
      ChainKind kind,
      long height,
      Hash previous,
      Optional<CertifiedBlock> at) {
    if (at.isEmpty()) {
      return Optional.of("is missing");
    }
    CertifiedBlock block = at.get();
    if (block.block().height() != height || !block.block().header().previous().equals(previous)) {
      return Optional.of("does not follow the block before");
    }
    if (block.certificate().height() != height
        || !block.certificate().value().equals(block.block().hash())) {
      return Optional.of("has the certificate of another block");
    }
    Optional<Committee> committee = store.committee(block.block().header().committee());
    if (committee.isEmpty()) {
      return Optional.of("names an unknown committee");
    }
    ChainId chain = pair.chain(kind);
    certificates++;
    return Certificates.verify(block.certificate(), chain, committee.get(), verifier)
        .map(Rejection::sentence);
  }

  private void agree(ChainKind kind, Map<String, List<Hash>> byName) {
    List<Hash> longest =
        byName.values().stream().reduce(List.of(), (a, b) -> b.size() > a.size() ? b : a);
    byName.forEach(
        (name, hashes) -> {
          for (int i = 0; i < hashes.size(); i++) {
            if (!hashes.get(i).equals(longest.get(i))) {
              lost.add(kind + " block " + (i + 1) + " is another at " + name);
            }
          }
        });
  }

  /**
   * Each reported block is stored at its reporters, and at every node that has reached its height.
   */
  private void kept(ChainKind kind, Map<String, List<Hash>> byName, ReportedBlocks reported) {
    reported
        .of(kind)
        .forEach(
            (height, report) ->
                byName.forEach(
                    (name, hashes) -> {
                      boolean there = hashes.size() >= height;
                      boolean same = there && hashes.get((int) (height - 1)).equals(report.hash());
                      if (there ? !same : report.reporters().contains(name)) {
                        lost.add(
                            kind
                                + " block "
                                + height
                                + " "
                                + report.hash()
                                + ", reported by "
                                + report.reporters()
                                + ", is not at "
                                + name);
                      }
                    }));
  }

  private void signState(LiveMember member, ChainKind kind, SignatureRegistry signatures) {
    Position seen = signatures.newest(kind, member.key());
    FileSignState state =
        new FileSignState(
            new FileDisk(), new HomeLayout(member.home()), pair.chain(kind), member.key());
    try {
      Optional<SignRecord> record = state.load();
      if (record.isEmpty()) {
        damaged.add(member.name() + " " + kind + " has no sign-state");
      } else if (record.get().watermark().compareTo(seen) < 0) {
        damaged.add(
            member.name()
                + " "
                + kind
                + " signed "
                + seen
                + ", its sign-state knows of "
                + record.get().watermark());
      }
      signStates++;
    } catch (IOException e) {
      damaged.add(member.name() + " " + kind + " sign-state: " + e.getMessage());
    } finally {
      state.close();
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
