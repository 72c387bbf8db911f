package org.alphadelta.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The effective values, each with its origin. */
public final class Settings {
  private final Map<String, Entry> entries;

  Settings(Map<String, Entry> entries) {
    this.entries = new LinkedHashMap<>(entries);
  }

  /** One value: typed, as written, and its origin. */
  public record Entry(String key, Object value, String shown, String origin) {}

  /**
   * The value of a setting.
   *
   * @throws IllegalStateException when the setting was not among those loaded
   */
  public <T> T get(Setting<T> setting) {
    @SuppressWarnings("unchecked") // the format of the setting with this key made the entry
    T value = (T) entry(setting).value();
    return value;
  }

  /** The value with its origin; errors as {@link #get}. */
  public Entry entry(Setting<?> setting) {
    Entry entry = entries.get(setting.key());
    if (entry == null) {
      throw new IllegalStateException(
          "not a known key when the configuration was loaded: " + setting.key());
    }
    return entry;
  }

  /** Every entry, in the order of the reference file. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }
}
