package org.alphadelta.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that hold, each with where it was said. It does not know who overrides whom. */
public final class Settings {
  private final Map<String, Entry> entries;

  Settings(Map<String, Entry> entries) {
    this.entries = new LinkedHashMap<>(entries);
  }

  /** One value: as typed, as people wrote it, and where. */
  public record Entry(String key, Object value, String shown, String origin) {}

  /**
   * The value of a setting that was among the known ones when these were loaded.
   *
   * @throws IllegalStateException when it was not
   */
  public <T> T get(Setting<T> setting) {
    @SuppressWarnings("unchecked") // an entry is made by the form of the setting with its key
    T value = (T) entry(setting).value();
    return value;
  }

  /** The value with where it was said; errors as {@link #get}. */
  public Entry entry(Setting<?> setting) {
    Entry entry = entries.get(setting.key());
    if (entry == null) {
      throw new IllegalStateException(
          "not a known key when the configuration was loaded: " + setting.key());
    }
    return entry;
  }

  /** Everything, in the order of the reference file. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }
}
