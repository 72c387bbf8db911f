package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;

/** The blocks that nodes reported as final, with their reporters. Safe for many threads. */
final class ReportedBlocks {
  /** One height: the first hash reported for it, and its reporters. */
  record Report(Hash hash, Set<String> reporters) {}

  private final Map<ChainKind, NavigableMap<Long, Report>> reports = new EnumMap<>(ChainKind.class);
  private final List<String> conflicts = new ArrayList<>();

  synchronized void report(ChainKind kind, long height, Hash hash, String reporter) {
    if (height < 1) {
      return;
    }
    Report report =
        reports
            .computeIfAbsent(kind, k -> new TreeMap<>())
            .computeIfAbsent(height, h -> new Report(hash, new LinkedHashSet<>()));
    if (report.hash().equals(hash)) {
      report.reporters().add(reporter);
    } else {
      conflicts.add(
          kind
              + " block "
              + height
              + " is "
              + hash
              + " at "
              + reporter
              + ", was "
              + report.hash()
              + " at "
              + report.reporters());
    }
  }

  synchronized List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  synchronized NavigableMap<Long, Report> of(ChainKind kind) {
    return new TreeMap<>(reports.getOrDefault(kind, new TreeMap<>()));
  }

  synchronized long highest(ChainKind kind) {
    NavigableMap<Long, Report> all = reports.getOrDefault(kind, new TreeMap<>());
    return all.isEmpty() ? 0 : all.lastKey();
  }

  synchronized int size() {
    return reports.values().stream().mapToInt(Map::size).sum();
  }
}
