package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * One schedule of twins: for each of three rounds the leader and the partition of the five nodes in
 * two. Node 4 is the twin of node 0. A side is a set of bits; the side of node 4 is implied, so
 * that each partition counts once: 16 partitions times 4 leaders a round, 262,144 schedules.
 */
record TwinSchedule(List<Integer> leaders, List<Integer> sides) {
  static final int ROUNDS = 3;
  static final int VALIDATORS = 4;
  static final int NODES = VALIDATORS + 1;
  static final int SPLITS = 1 << (NODES - 1);
  static final int CHOICES = SPLITS * VALIDATORS;
  static final int ALL = CHOICES * CHOICES * CHOICES;

  static TwinSchedule of(int number) {
    List<Integer> leaders = new ArrayList<>();
    List<Integer> sides = new ArrayList<>();
    int rest = number;
    for (int i = 0; i < ROUNDS; i++) {
      int choice = rest % CHOICES;
      rest /= CHOICES;
      leaders.add(choice % VALIDATORS);
      sides.add(choice / VALIDATORS);
    }
    return new TwinSchedule(List.copyOf(leaders), List.copyOf(sides));
  }

  boolean connected(int round, int one, int other) {
    return (sides.get(round) >> one & 1) == (sides.get(round) >> other & 1);
  }

  int leader(int round) {
    return round < ROUNDS ? leaders.get(round) : round % VALIDATORS;
  }
}
