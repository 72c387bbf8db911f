package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two JSON values by keys and types alone. Places are named like {@code chains[].pair}.
 *
 * @param nullable places where null may stand for a value, on either side
 * @param open places whose content is not compared
 */
record JsonShape(Set<String> nullable, Set<String> open) {
  JsonShape {
    nullable = Set.copyOf(nullable);
    open = Set.copyOf(open);
  }

  /**
   * What differs, a sentence each; empty when {@code actual} has the shape of {@code documented}.
   */
  List<String> differences(JsonNode documented, JsonNode actual) {
    List<String> found = new ArrayList<>();
    compare("", documented, actual, found);
    return found;
  }

  private void compare(String at, JsonNode documented, JsonNode actual, List<String> found) {
    if (open.contains(at) || (nullable.contains(at) && (actual.isNull() || documented.isNull()))) {
      return;
    }
    if (documented.getNodeType() != actual.getNodeType()) {
      found.add(
          place(at)
              + " is a "
              + actual.getNodeType()
              + ", documented is a "
              + documented.getNodeType());
      return;
    }
    if (documented.isObject()) {
      compareObjects(at, documented, actual, found);
    } else if (documented.isArray()) {
      compareArrays(at, documented, actual, found);
    }
  }

  private void compareObjects(String at, JsonNode documented, JsonNode actual, List<String> found) {
    NavigableSet<String> wanted = names(documented);
    NavigableSet<String> there = names(actual);
    for (String name : union(wanted, there)) {
      String inner = at.isEmpty() ? name : at + "." + name;
      if (!there.contains(name)) {
        found.add(place(inner) + " is documented and missing");
      } else if (!wanted.contains(name)) {
        found.add(place(inner) + " is there and not documented");
      } else {
        compare(inner, documented.path(name), actual.path(name), found);
      }
    }
  }

  /** Every element has to have the shape of one documented element. */
  private void compareArrays(String at, JsonNode documented, JsonNode actual, List<String> found) {
    String inner = at + "[]";
    if (documented.isEmpty() && !actual.isEmpty()) {
      found.add(place(inner) + " is there, and the documented array shows no element");
      return;
    }
    for (JsonNode element : actual) {
      List<String> least = List.of();
      for (int i = 0; i < documented.size(); i++) {
        List<String> differences = new ArrayList<>();
        compare(inner, documented.path(i), element, differences);
        least = i == 0 || differences.size() < least.size() ? differences : least;
      }
      found.addAll(least);
    }
  }

  private static NavigableSet<String> names(JsonNode object) {
    NavigableSet<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }

  private static String place(String at) {
    return at.isEmpty() ? "the answer" : at;
  }
}
