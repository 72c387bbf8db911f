package org.alphadelta.wire;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Canonical;

/** Splits lists of values so that each part fits one frame. */
public final class Batches {
  /** Room for the tag and length of each element. */
  private static final int ELEMENT_OVERHEAD = 8;

  private Batches() {}

  /**
   * The longest prefix of at most {@code mostValues} values and {@code mostBytes} bytes; may be
   * empty.
   */
  public static <T extends Canonical> List<T> first(
      List<T> values, int mostValues, long mostBytes) {
    long bytes = 0;
    int count = 0;
    while (count < values.size() && count < mostValues) {
      bytes += values.get(count).canonical().length() + ELEMENT_OVERHEAD;
      if (bytes > mostBytes) {
        break;
      }
      count++;
    }
    return List.copyOf(values.subList(0, count));
  }

  /** The last {@code most} values, in order. */
  static <T> List<T> last(List<T> values, int most) {
    return List.copyOf(values.subList(Math.max(0, values.size() - most), values.size()));
  }

  /**
   * All values in order, in batches of at most so many values and bytes; a value that alone is
   * larger is left out.
   */
  public static <T extends Canonical> List<List<T>> split(
      List<T> values, int mostValues, long mostBytes) {
    List<List<T>> batches = new ArrayList<>();
    int at = 0;
    while (at < values.size()) {
      List<T> batch = first(values.subList(at, values.size()), mostValues, mostBytes);
      if (batch.isEmpty()) {
        at++;
      } else {
        batches.add(batch);
        at += batch.size();
      }
    }
    return List.copyOf(batches);
  }
}
