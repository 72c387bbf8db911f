package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a range of twins schedules on all processors; {@code step} 1 runs each. */
final class TwinsCampaign {
  private static final int MAX_REPORTED = 20;

  record Bad(int schedule, List<String> violations) {}

  record Result(int schedules, int violations, int undecided, double seconds, List<Bad> bad) {}

  private record Part(int schedules, int violations, int undecided, List<Bad> bad) {}

  private final int first;
  private final int end;
  private final int step;
  private final Engines engines;

  TwinsCampaign(int first, int end, int step, Engines engines) {
    this.first = first;
    this.end = end;
    this.step = step;
    this.engines = engines;
  }

  Result run() {
    long start = System.nanoTime();
    int threads = Runtime.getRuntime().availableProcessors();
    List<Future<Part>> parts = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int offset = i;
        parts.add(pool.submit(() -> part(first + offset * step, step * threads)));
      }
    }
    List<Part> done = parts.stream().map(TwinsCampaign::get).toList();
    return new Result(
        done.stream().mapToInt(Part::schedules).sum(),
        done.stream().mapToInt(Part::violations).sum(),
        done.stream().mapToInt(Part::undecided).sum(),
        (System.nanoTime() - start) / 1e9,
        done.stream().flatMap(p -> p.bad().stream()).limit(MAX_REPORTED).toList());
  }

  private Part part(int from, int stride) {
    Twins.World world = new Twins.World(engines);
    int schedules = 0;
    int violations = 0;
    int undecided = 0;
    List<Bad> bad = new ArrayList<>();
    for (int number = from; number < end; number += stride) {
      Twins.Outcome outcome = Twins.run(world, number);
      schedules++;
      violations += outcome.violations().size();
      undecided += outcome.decided() ? 0 : 1;
      if ((!outcome.violations().isEmpty() || !outcome.decided()) && bad.size() < MAX_REPORTED) {
        bad.add(
            new Bad(
                number,
                outcome.decided()
                    ? outcome.violations()
                    : List.of("undecided " + outcome.violations())));
      }
    }
    return new Part(schedules, violations, undecided, bad);
  }

  private static Part get(Future<Part> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a schedule failed in itself", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
