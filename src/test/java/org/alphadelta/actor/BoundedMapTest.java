package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedMapTest {
  @Test
  void oneMoreTakesThePlaceOfTheOnePutLongestAgo() {
    BoundedMap<String, Integer> map = new BoundedMap<>(2);
    map.put("a", 1);
    map.put("b", 2);
    map.put("a", 3);
    map.put("c", 4);
    assertThat(map.get("b")).isEmpty();
    assertThat(map.get("a")).contains(3);
    assertThat(map.get("c")).contains(4);
    assertThat(map.size()).isEqualTo(2);
  }

  @Test
  void neverHoldsMoreThanItMay() {
    BoundedMap<Integer, Integer> map = new BoundedMap<>(16);
    for (int i = 0; i < 10_000; i++) {
      map.put(i, i);
      assertThat(map.size()).isLessThanOrEqualTo(16);
    }
    map.remove(9_999);
    assertThat(map.get(9_999)).isEmpty();
  }
}
