package org.alphadelta.consensus;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.alphadelta.chaos.Engines;
import org.alphadelta.chaos.Trial;

/**
 * What notices a mistake. Each net calls the product it was loaded with: the real one, or an {@link
 * EditedProduct}.
 */
enum Net implements Callable<List<String>> {
  /** The names of all stories that fail. */
  STORYBOARDS {
    @Override
    public List<String> call() {
      return Storyboard.all().stream().filter(Storyboard::fails).map(Storyboard::name).toList();
    }
  },

  /** The first of every so many schedules that goes wrong. */
  TWINS {
    @Override
    public List<String> call() {
      try {
        return Trial.twins(TWINS_STEP, Engines.REAL).stream().toList();
      } catch (RuntimeException e) {
        return List.of("throws " + e.getMessage());
      }
    }
  },

  /** The first seed that goes wrong. */
  SIMULATION {
    @Override
    public List<String> call() {
      for (int seed = 1; seed <= SEEDS; seed++) {
        Optional<String> trouble = trouble(seed);
        if (trouble.isPresent()) {
          return List.of(seed + " seeds: " + trouble.get());
        }
      }
      return List.of();
    }

    private Optional<String> trouble(int seed) {
      try {
        return Trial.simulate(seed, HEIGHTS, Engines.REAL);
      } catch (RuntimeException e) {
        return Optional.of("throws " + e.getMessage());
      }
    }
  };

  private static final int TWINS_STEP = 97;
  private static final int SEEDS = Integer.getInteger("seeded-bugs.seeds", 24);
  private static final int HEIGHTS = Integer.getInteger("seeded-bugs.heights", 20);

  /** What this net notices of an edited product; empty when nothing. */
  List<String> notices(EditedProduct product) {
    try {
      Object there = product.loadClass(Net.class.getName()).getEnumConstants()[ordinal()];
      return ((List<?>) ((Callable<?>) there).call()).stream().map(String.class::cast).toList();
    } catch (Exception e) {
      throw new IllegalStateException(this + " failed in itself", e);
    }
  }
}
