package org.alphadelta.actor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map of at most a fixed number of entries: one more takes the place of the one that was put
 * longest ago. For what an actor only remembers to save work, and can do without.
 */
public final class BoundedMap<K, V> {
  private final int most;
  private final Map<K, V> entries = new LinkedHashMap<>();

  public BoundedMap(int most) {
    this.most = most;
  }

  /** Puts an entry, as the newest even if its key was there. */
  public void put(K key, V value) {
    entries.remove(key);
    if (entries.size() == most) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(key, value);
  }

  public Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  public void remove(K key) {
    entries.remove(key);
  }

  public int size() {
    return entries.size();
  }
}
